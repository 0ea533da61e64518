package dev.sallyport.testkit.zendesk;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code include=} adds to tickets, in each of them and beside them. */
final class TicketSideloads {
    private static final List<String> DATES = List.of(
            "assignee_updated_at",
            "requester_updated_at",
            "status_updated_at",
            "initially_assigned_at",
            "assigned_at",
            "solved_at",
            "latest_comment_added_at");

    private final Call call;
    private final Set<String> wanted;

    private TicketSideloads(Call call, Set<String> wanted) {
        this.call = call;
        this.wanted = wanted;
    }

    static void add(Call call, ObjectNode body, Iterable<JsonNode> rows) {
        add(call, body, rows, call.included());
    }

    static void add(Call call, ObjectNode body, Iterable<JsonNode> rows, Set<String> wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        Sideloads.add(call, body, rows, wanted);
        new TicketSideloads(call, wanted).add(body, rows);
    }

    private void add(ObjectNode body, Iterable<JsonNode> rows) {
        List<ObjectNode> shown = new ArrayList<>();
        rows.forEach(row -> shown.add((ObjectNode) row));
        for (ObjectNode row : shown) {
            Ticket ticket = call.account().tickets.find(row.path("id").longValue());
            if (ticket != null) {
                within(row, ticket, body);
            }
        }
        beside(body, shown);
    }

    private void within(ObjectNode row, Ticket ticket, ObjectNode body) {
        if (wanted.contains("comment_count")) {
            row.put("comment_count", ticket.comments.size());
        }
        if (wanted.contains("incident_counts")) {
            row.put(
                    "incident_count",
                    call.account().tickets.pointing("problem_id", ticket.id).size());
        }
        if (wanted.contains("slas")) {
            // No policy is there that could apply.
            row.putObject("slas").putArray("policy_metrics");
        }
        if (wanted.contains("dates")) {
            ObjectNode metrics = new Metrics(call.account(), ticket).render(call);
            ObjectNode dates = row.putObject("dates");
            DATES.forEach(name -> dates.set(name, metrics.path(name)));
        }
        if (wanted.contains("metric_sets")) {
            // Some of the vendor's answers have it in the ticket and some beside; clients of both kinds are about.
            ObjectNode metrics = new Metrics(call.account(), ticket).render(call);
            row.set("metric_set", metrics);
            body.withArray("metric_sets").add(metrics);
        }
        if (wanted.contains("last_audits") && !ticket.audits.isEmpty()) {
            body.withArray("last_audits")
                    .add(ticket.audits.get(ticket.audits.size() - 1).render());
        }
    }

    private void beside(ObjectNode body, List<ObjectNode> rows) {
        for (String name : List.of("metric_sets", "last_audits", "sharing_agreements")) {
            if (wanted.contains(name)) {
                body.withArray(name);
            }
        }
        if (wanted.contains("ticket_forms")) {
            ArrayNode forms = body.putArray("ticket_forms");
            if (!rows.isEmpty()) {
                forms.add(Fixtures.form(call));
            }
        }
        if (wanted.contains("custom_statuses")) {
            ArrayNode statuses = body.putArray("custom_statuses");
            Table table = call.account().statuses;
            Set<Long> ids = new TreeSet<>();
            rows.forEach(row -> ids.add(row.path("custom_status_id").asLong(0)));
            table.rows().values().stream()
                    .filter(status -> ids.contains(status.path("id").longValue()))
                    .forEach(status -> statuses.add(table.render(call, status)));
        }
    }
}
