package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.FakeReply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How a ticket went, worked out from its audits. Without a schedule, business time is calendar time. */
final class Metrics {
    /** What a ticket is when nothing is left to do. */
    static final List<String> DONE = List.of("solved", "closed");

    private static final int MOST_EVENTS = 10;

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

    Metrics(Account account, Ticket ticket) {
        this.ticket = ticket;
        ticket.audits.forEach(audit -> take(account, audit));
    }

    static FakeReply of(Call call) {
        Ticket ticket = call.account().tickets.get(call.id("id"));
        return Replies.json(200, Replies.wrap("ticket_metric", new Metrics(call.account(), ticket).render(call)));
    }

    static FakeReply list(Call call) {
        return Paging.reply(
                call,
                "ticket_metrics",
                call.account().tickets.live(),
                ticket -> new Metrics(call.account(), ticket).render(call));
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

    /** When it was last solved; null if it is not. */
    @Nullable
    Instant solved() {
        return DONE.contains(ticket.status()) ? solved : null;
    }

    ObjectNode render(Call call) {
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

    /** When each of the clocks began and ended. */
    List<ObjectNode> events() {
        List<ObjectNode> events = new ArrayList<>();
        clock(events, "reply_time", replied);
        clock(events, "requester_wait_time", solved());
        clock(events, "resolution_time", solved());
        return events;
    }

    /** Ids go by ticket, so that they are the same whenever they are asked for. */
    private void clock(List<ObjectNode> events, String metric, @Nullable Instant ended) {
        event(events, metric, "measure", 0, ticket.createdAt);
        event(events, metric, "activate", 1, ticket.createdAt);
        if (ended != null) {
            event(events, metric, "fulfill", 1, ended);
        }
    }

    private void event(List<ObjectNode> events, String metric, String type, int instance, Instant at) {
        events.add(Replies.object()
                .put("id", ticket.id * MOST_EVENTS + events.size())
                .put("ticket_id", ticket.id)
                .put("metric", metric)
                .put("instance_id", instance)
                .put("type", type)
                .put("time", Values.stamp(at)));
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
