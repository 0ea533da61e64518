package dev.sallyport.testkit.zendesk;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts checked values into tickets, with comments and audits. */
final class TicketEntry {
    private final Account account;
    private final long actor;
    private final Instant exactly;
    private final Instant now;
    private final JsonNode custom;

    /** Changes of one person at one time; {@code custom} is the metadata for their audits. */
    TicketEntry(Account account, long actor, Instant now, JsonNode custom) {
        this.account = account;
        this.actor = actor;
        this.exactly = now;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        this.custom = custom;
    }

    static Ticket seed(Account account, String subject, String text, long requester, Instant at) {
        ObjectNode values = Replies.object()
                .put("subject", subject)
                .put("status", "new")
                .put("requester_id", requester)
                .put("submitter_id", requester);
        TicketEntry entry = new TicketEntry(account, requester, at, Replies.object());
        return entry.create(fields(values), new CommentDraft(text, false, true, requester, List.of()));
    }

    private static Map<String, JsonNode> fields(ObjectNode values) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        values.properties().forEach(member -> fields.put(member.getKey(), member.getValue()));
        return fields;
    }

    Ticket create(Map<String, JsonNode> values, CommentDraft comment) {
        return account.tickets.add(exactly, ticket -> {
            values.forEach(ticket::set);
            write(ticket, Map.copyOf(ticket.values), comment, null);
        });
    }

    /** Nothing moves {@code updated_at} but an event; without one there is no audit either. */
    Audit update(Ticket ticket, Map<String, JsonNode> changes, @Nullable CommentDraft comment) {
        if (changes.isEmpty() && comment == null) {
            account.tickets.change(ticket, exactly, same -> same.generatedAt = now);
            return new Audit(account.nextEventId(), ticket.id, actor, now, custom, null, List.of());
        }
        account.tickets.change(ticket, exactly, changing -> {
            Map<String, JsonNode> before = Map.copyOf(changing.values);
            changes.forEach(changing::set);
            write(changing, changes, comment, before);
            changing.updatedAt = now;
            changing.generatedAt = now;
        });
        return ticket.audits.get(ticket.audits.size() - 1);
    }

    /** {@code before} is null for a new ticket. */
    private void write(
            Ticket ticket,
            Map<String, JsonNode> values,
            @Nullable CommentDraft draft,
            @Nullable Map<String, JsonNode> before) {
        long auditId = account.nextEventId();
        Comment comment = draft == null ? null : comment(draft, auditId);
        List<Audit.FieldEvent> events = new ArrayList<>();
        values.forEach((name, value) -> {
            JsonNode previous = before == null ? null : before.getOrDefault(name, JsonNodeFactory.instance.nullNode());
            String field = name.startsWith(Ticket.CUSTOM) ? name.substring(Ticket.CUSTOM.length()) : name;
            events.add(new Audit.FieldEvent(account.nextEventId(), field, value, previous));
        });
        ticket.audits.add(new Audit(auditId, ticket.id, actor, now, custom, comment, events));
        if (comment != null) {
            ticket.comments.add(comment);
        }
    }

    private Comment comment(CommentDraft draft, long auditId) {
        List<ObjectNode> attachments = account.uploads.take(draft.uploads(), now);
        return new Comment(
                account.nextEventId(),
                auditId,
                draft.authorId(),
                draft.source(),
                draft.html(),
                draft.visible(),
                now,
                custom,
                attachments);
    }
}
