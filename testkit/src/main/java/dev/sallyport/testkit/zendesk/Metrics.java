package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.FakeReply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How a ticket went, worked out from its audits. Without a schedule, business time is calendar time. */
final class Metrics {
    private static final List<String> DONE = List.of("solved", "closed");

    private final Ticket ticket;
    private int reopens;
    private int replies;
    private int groups;
    private int assignees;
    private @Nullable Instant assigned;
    private @Nullable Instant firstAssigned;
    private @Nullable Instant solved;
    private @Nullable Instant firstSolved;
    private @Nullable Instant replied;
    private @Nullable Instant statusChanged;
    private @Nullable Instant commented;

    private Metrics(Account account, Ticket ticket) {
        this.ticket = ticket;
        ticket.audits.forEach(audit -> take(account, audit));
    }

    static FakeReply of(Call call) {
        Ticket ticket = call.account().tickets.get(call.id("id"));
        return Replies.json(200, Replies.wrap("ticket_metric", new Metrics(call.account(), ticket).render(call)));
    }

    private void take(Account account, Audit audit) {
        Comment comment = audit.comment();
        if (comment != null) {
            commented = audit.at();
            boolean reply = comment.visible()
                    && account.isAgent(comment.authorId())
                    && audit.id() != ticket.audits.get(0).id();
            replies += reply ? 1 : 0;
            replied = reply && replied == null ? audit.at() : replied;
        }
        for (Audit.FieldEvent field : audit.fields()) {
            boolean set = !field.value().isNull();
            switch (field.field()) {
                case "status" -> status(audit.at(), field);
                case "group_id" -> groups += set ? 1 : 0;
                case "assignee_id" -> {
                    assignees += set ? 1 : 0;
                    assigned = set ? audit.at() : assigned;
                    firstAssigned = firstAssigned == null ? assigned : firstAssigned;
                }
                default -> {}
            }
        }
    }

    private void status(Instant at, Audit.FieldEvent field) {
        statusChanged = at;
        boolean done = DONE.contains(field.value().asString(""));
        boolean wasDone =
                field.previous() != null && DONE.contains(field.previous().asString(""));
        reopens += wasDone && !done ? 1 : 0;
        if (done && !wasDone) {
            solved = at;
            firstSolved = firstSolved == null ? at : firstSolved;
        }
    }

    private ObjectNode render(Call call) {
        ObjectNode shown = Replies.object()
                .put("url", call.root() + "/api/v2/ticket_metrics/" + ticket.id + ".json")
                .put("id", ticket.id)
                .put("ticket_id", ticket.id)
                .put("created_at", Values.stamp(ticket.createdAt))
                .put("updated_at", Values.stamp(ticket.updatedAt))
                .put("group_stations", groups)
                .put("assignee_stations", assignees)
                .put("reopens", reopens)
                .put("replies", replies)
                .put("assignee_updated_at", stamp(assigned))
                .put("requester_updated_at", Values.stamp(ticket.createdAt))
                .put("status_updated_at", stamp(statusChanged))
                .put("initially_assigned_at", stamp(firstAssigned))
                .put("assigned_at", stamp(assigned))
                .put("solved_at", stamp(solved))
                .put("latest_comment_added_at", stamp(commented));
        minutes(shown, "reply_time_in_minutes", replied);
        minutes(shown, "first_resolution_time_in_minutes", firstSolved);
        minutes(shown, "full_resolution_time_in_minutes", solved);
        return shown;
    }

    private static @Nullable String stamp(@Nullable Instant at) {
        return at == null ? null : Values.stamp(at);
    }

    private void minutes(ObjectNode shown, String name, @Nullable Instant until) {
        Long minutes =
                until == null ? null : Duration.between(ticket.createdAt, until).toMinutes();
        shown.putObject(name).put("calendar", minutes).put("business", minutes);
    }
}
