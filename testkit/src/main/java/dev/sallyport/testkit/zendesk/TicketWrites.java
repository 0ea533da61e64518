package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.FakeReply;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What changes tickets. Everything is checked before anything changes. */
final class TicketWrites {
    private TicketWrites() {}

    static FakeReply create(Call call) {
        JsonNode payload = call.body("ticket");
        if ("true".equals(call.query("async"))) {
            return Jobs.run(
                    call,
                    "Create Ticket",
                    List.of(payload),
                    each -> Jobs.done(created(call, each).id, "create", "Created"));
        }
        return call.account().keys.once(call.request().header("Idempotency-Key"), call.json(), call.now(), () -> {
            Ticket ticket = created(call, payload);
            ObjectNode body = Replies.wrap("ticket", ticket.render(call).put("generated_timestamp", 0));
            body.set("audit", ticket.audits.get(0).render());
            return Replies.json(201, body).header("Location", call.root() + "/api/v2/tickets/" + ticket.id + ".json");
        });
    }

    static Ticket created(Call call, JsonNode payload) {
        Account account = call.account();
        long me = call.me().path("id").longValue();
        Map<String, JsonNode> values = TicketDraft.read(account, payload, null);
        CommentDraft comment = CommentDraft.read(account, payload, null, me);
        if (comment == null) {
            throw new IllegalStateException("a new ticket without a comment is refused");
        }
        JsonNode requester = Requesters.of(call, payload);
        Requesters.copied(call, payload, null, values);
        values.putIfAbsent("requester_id", requester == null ? number(me) : requester);
        values.putIfAbsent("submitter_id", number(me));
        Ticket ticket = new TicketEntry(account, me, call.now(), custom(payload)).create(values, comment);
        ObjectNode fields = Replies.object();
        ticket.values.forEach(fields::set);
        call.commit(EffectKind.CREATE, "ticket", ticket.id, fields.put("description", comment.source()));
        return ticket;
    }

    static JsonNode number(long value) {
        return JsonNodeFactory.instance.numberNode(value);
    }

    /** What a write sends as metadata stands in its audit under {@code custom}. */
    private static JsonNode custom(JsonNode payload) {
        JsonNode metadata = payload.path("metadata");
        return metadata.isObject() ? metadata : Replies.object();
    }

    static FakeReply update(Call call) {
        Ticket ticket = call.account().tickets.get(call.id("id"));
        Audit audit = updated(call, ticket, call.body("ticket"), false);
        ObjectNode body = Replies.wrap("ticket", ticket.render(call));
        body.set("audit", audit.render());
        return Replies.json(200, body);
    }

    /** Changes a ticket and reports what changed; a change to what already is commits nothing. */
    static Audit updated(Call call, Ticket ticket, JsonNode payload, boolean ignoringStamp) {
        if (!ignoringStamp) {
            safeUpdate(ticket, payload);
        }
        Account account = call.account();
        long me = call.me().path("id").longValue();
        Map<String, JsonNode> changes = TicketDraft.read(account, payload, ticket);
        CommentDraft comment = CommentDraft.read(account, payload, ticket, me);
        JsonNode requester = Requesters.of(call, payload);
        Requesters.copied(call, payload, ticket, changes);
        if (requester != null && !requester.equals(ticket.value("requester_id"))) {
            changes.putIfAbsent("requester_id", requester);
        }
        Audit audit = new TicketEntry(account, me, call.now(), custom(payload)).update(ticket, changes, comment);
        Comment added = audit.comment();
        if (comment != null && added != null) {
            call.commit(EffectKind.APPEND, "comment", added.id(), comment.effect(ticket.id));
        }
        commit(call, ticket, changes);
        return audit;
    }

    private static void commit(Call call, Ticket ticket, Map<String, JsonNode> changes) {
        if (!changes.isEmpty()) {
            ObjectNode fields = Replies.object();
            changes.forEach(fields::set);
            call.commit(EffectKind.UPDATE, "ticket", ticket.id, fields);
        }
    }

    /** Asked for by the key's presence: {@code false} acts as {@code true}. Stamps have a grain of one second. */
    private static void safeUpdate(Ticket ticket, JsonNode payload) {
        if (payload.has("safe_update") && !ticket.updatedAt.equals(stamp(Values.text(payload.path("updated_stamp"))))) {
            throw new Refusal(Replies.updateConflict());
        }
    }

    private static @Nullable Instant stamp(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text).truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeException notAStamp) {
            return null;
        }
    }

    static FakeReply delete(Call call) {
        Ticket ticket = call.account().tickets.get(call.id("id"));
        delete(call, ticket);
        return FakeReply.empty(204);
    }

    static void delete(Call call, Ticket ticket) {
        ObjectNode me = call.me();
        Instant now = call.now().truncatedTo(ChronoUnit.SECONDS);
        call.account().tickets.change(ticket, call.now(), gone -> {
            gone.deletion = new Ticket.Deletion(
                    now, me.path("id").longValue(), me.path("name").asString(""));
            gone.updatedAt = now;
            gone.generatedAt = now;
        });
        call.commit(EffectKind.DELETE, "ticket", ticket.id, Replies.object());
    }

    static FakeReply restore(Call call) {
        restore(call, call.id("id"));
        return Replies.json(200, Replies.object());
    }

    static void restore(Call call, long id) {
        Ticket ticket = call.account().tickets.deleted().get(new Place(0, id));
        if (ticket == null) {
            throw new Refusal(Replies.notFound());
        }
        Instant now = call.now().truncatedTo(ChronoUnit.SECONDS);
        call.account().tickets.change(ticket, call.now(), back -> {
            back.deletion = null;
            back.updatedAt = now;
            back.generatedAt = now;
        });
        call.commit(EffectKind.UPDATE, "ticket", ticket.id, Replies.object().put("deleted", false));
    }

    static FakeReply setTags(Call call) {
        return tags(call, 201, List.of(), List.of(), true);
    }

    static FakeReply addTags(Call call) {
        return tags(call, 200, current(call), List.of(), true);
    }

    static FakeReply removeTags(Call call) {
        return tags(call, 200, current(call), TicketDraft.tags(call.json().path("tags")), false);
    }

    private static List<String> current(Call call) {
        List<String> current = new ArrayList<>();
        call.account().tickets.get(call.id("id")).value("tags").forEach(tag -> current.add(tag.asString()));
        return current;
    }

    private static FakeReply tags(Call call, int status, List<String> kept, List<String> removed, boolean adding) {
        Ticket ticket = call.account().tickets.get(call.id("id"));
        safeUpdate(ticket, call.json());
        TreeSet<String> tags = new TreeSet<>(kept);
        if (adding) {
            tags.addAll(TicketDraft.tags(call.json().path("tags")));
        }
        removed.forEach(tags::remove);
        ObjectNode payload = Replies.object();
        payload.set("tags", TicketDraft.array(tags));
        Map<String, JsonNode> changes = new LinkedHashMap<>(TicketDraft.read(call.account(), payload, ticket));
        new TicketEntry(call.account(), call.me().path("id").longValue(), call.now(), Replies.object())
                .update(ticket, changes, null);
        commit(call, ticket, changes);
        return Replies.json(status, TicketReads.tagsOf(ticket));
    }

    /** A comment that was public is seen by agents only from now on. */
    static FakeReply makePrivate(Call call) {
        Ticket ticket = call.account().tickets.get(call.id("id"));
        boolean byAudit = call.path().containsKey("audit");
        long id = call.id(byAudit ? "audit" : "comment");
        for (int index = 0; index < ticket.comments.size(); index++) {
            Comment comment = ticket.comments.get(index);
            if ((byAudit ? comment.auditId() : comment.id()) == id) {
                call.account().tickets.keep(ticket);
                ticket.comments.set(index, comment.madePrivate());
                call.commit(
                        EffectKind.UPDATE,
                        "comment",
                        comment.id(),
                        Replies.object().put("public", false));
                return FakeReply.empty(200);
            }
        }
        return Replies.notFound();
    }
}
