package dev.sallyport.testkit.zendesk;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Whether a ticket belongs to a view; conditions that the fake does not know are refused before any ticket is seen. */
final class ViewTest implements Predicate<Ticket> {
    private static final List<String> PRIORITIES = List.of("", "low", "normal", "high", "urgent");
    private static final Set<String> FIELDS = Set.of(
            "status", "type", "priority", "group_id", "assignee_id", "requester_id", "organization_id", "current_tags");
    private static final Set<String> OPERATORS =
            Set.of("is", "is_not", "less_than", "greater_than", "includes", "not_includes");

    private final List<Predicate<Ticket>> all = new ArrayList<>();
    private final List<Predicate<Ticket>> any = new ArrayList<>();
    private final String me;

    ViewTest(Call call, JsonNode conditions) {
        me = call.me().path("id").asString();
        conditions.path("all").forEach(condition -> all.add(test(condition)));
        conditions.path("any").forEach(condition -> any.add(test(condition)));
    }

    @Override
    public boolean test(Ticket ticket) {
        return all.stream().allMatch(part -> part.test(ticket))
                && (any.isEmpty() || any.stream().anyMatch(part -> part.test(ticket)));
    }

    private Predicate<Ticket> test(JsonNode condition) {
        String field = condition.path("field").asString("");
        String operator = condition.path("operator").asString("");
        JsonNode sent = condition.path("value");
        String value = Objects.requireNonNullElse(Values.text(sent.isArray() ? sent.path(0) : sent), "");
        if (!FIELDS.contains(field) || !OPERATORS.contains(operator)) {
            throw new Refusal(
                    Replies.invalidRecord("base", "Invalid condition: " + field + " " + operator, "InvalidValue"));
        }
        if (field.equals("current_tags")) {
            List<String> tags = TicketDraft.tags(sent);
            boolean wanted = operator.equals("includes") || operator.equals("is");
            return ticket -> tags(ticket).stream().anyMatch(tags::contains) == wanted;
        }
        String wanted = value.equals("current_user") || value.equals("current_groups") ? me : value;
        return ticket -> compare(field, operator, held(ticket, field), wanted);
    }

    private static List<String> tags(Ticket ticket) {
        List<String> tags = new ArrayList<>();
        ticket.value("tags").forEach(tag -> tags.add(tag.asString()));
        return tags;
    }

    private static String held(Ticket ticket, String field) {
        return field.equals("status")
                ? ticket.status()
                : Objects.requireNonNullElse(Values.text(ticket.value(field)), "");
    }

    private static boolean compare(String field, String operator, String held, String wanted) {
        List<String> ranks = field.equals("priority") ? PRIORITIES : Ticket.STATUSES;
        int order = Integer.compare(ranks.indexOf(held), ranks.indexOf(wanted));
        return switch (operator) {
            case "is", "includes" -> held.equals(wanted);
            case "less_than" -> order < 0;
            case "greater_than" -> order > 0;
            default -> !held.equals(wanted);
        };
    }
}
