package dev.sallyport.zendesk;

import dev.sallyport.Fetched;
import dev.sallyport.Ref;
import dev.sallyport.RichText;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import dev.sallyport.http.ConditionalWrite;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.http.HttpTransport.ReplyReader;
import dev.sallyport.http.Records;
import dev.sallyport.query.Changes;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.Executor;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.Session;
import dev.sallyport.spi.Write;
import dev.sallyport.spi.Written;
import dev.sallyport.ticketing.Comment;
import dev.sallyport.ticketing.CommentDraft;
import dev.sallyport.ticketing.Priority;
import dev.sallyport.ticketing.Status;
import dev.sallyport.ticketing.Ticket;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What changes the account. */
final class ZendeskWrites {
    private static final String FIRST_SENT = "first sent";
    private static final Map<String, String> SETTABLE = Map.of(
            "subject", "subject",
            "priority", "priority",
            "requester", "requester_id",
            "assignee", "assignee_id",
            "queue", "group_id");

    private final Executor executor;
    private final Session session;
    private final Account account;
    private final ZendeskOperations operations;
    private final Records<Ticket> tickets;

    ZendeskWrites(
            Executor executor,
            Session session,
            Account account,
            ZendeskOperations operations,
            Records<Ticket> tickets) {
        this.executor = executor;
        this.session = session;
        this.account = account;
        this.operations = operations;
        this.tickets = tickets;
    }

    Fetched<Ticket> get(Ref ticket) {
        return tickets.get(ZendeskOperations.GET_TICKET, ticket, account.one(request(ticket), "ticket"));
    }

    Outcome<Receipt> create(Changes<Ticket> changes, Intent intent) {
        return executor.write(session, creation(changes, intent));
    }

    List<Outcome<Receipt>> createAll(List<Changes<Ticket>> list, Intent intent) {
        return executor.writeEach(
                session, list.stream().map(changes -> creation(changes, intent)).toList());
    }

    private Write creation(Changes<Ticket> changes, Intent intent) {
        Operation operation = operations.createTicket;
        ObjectNode ticket = JsonNodeFactory.instance.objectNode();
        changes.values().forEach((name, value) -> {
            if (name.equals("description") && value instanceof RichText text) {
                ticket.set("comment", comment(text, true));
            } else {
                set(ticket, name, value, operation);
            }
        });
        Attempt<Written> attempt = account.transport()
                .exchange(
                        context -> {
                            requireKeyKept(context);
                            ObjectNode stamped = ticket.deepCopy().put("external_id", context.stamp());
                            return HttpRequest.of("POST", "/api/v2/tickets.json")
                                    .header("Idempotency-Key", context.stamp())
                                    .json(envelope(stamped));
                        },
                        reply -> written(Account.record(reply, "ticket")));
        return Write.of(operation, intent, null, changes.values(), attempt);
    }

    /** The ticket was looked for while its key was good; the wait for a permit since may have been long. */
    private static void requireKeyKept(AttemptContext context) throws AttemptFailure {
        Instant now = context.now();
        Instant first = context.mayBeSecond()
                ? context.uncertainSince()
                        .or(() -> context.remembered(FIRST_SENT).map(Instant::parse))
                        .orElse(now)
                : now;
        if (!AuditTrail.keyStillGood(first, now)) {
            throw AttemptFailure.notSent(
                            ErrorCode.UNAVAILABLE,
                            "The system may have forgotten the key of the first sending; another could make a second"
                                    + " ticket.",
                            null)
                    .asTransient();
        }
        context.remember(FIRST_SENT, first.toString());
    }

    Outcome<Receipt> update(Ref ticket, Changes<Ticket> changes, Intent intent) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        changes.values().forEach((name, value) -> set(body, name, value, operations.updateTicket));
        return set(operations.updateTicket, ticket, changes.values(), changes.version(), body, intent);
    }

    /** A soft delete, which takes no condition. */
    Outcome<Receipt> delete(Ref ticket, Intent intent) {
        Attempt<Written> attempt = account.transport()
                .exchange(
                        HttpRequest.of("DELETE", "/api/v2/tickets/{id}.json", ticket.id()),
                        ReplyReader.ofNoContent(Written.ours(ticket, null)));
        Write write = Write.of(operations.deleteTicket, intent, ticket, Map.of(), attempt);
        return executor.write(
                session,
                guarded(write, ticket)
                        .cautioned("Zendesk deletes on no condition: what somebody changed in it since goes as well."
                                + " A deleted ticket can be restored there for 30 days."));
    }

    Outcome<Receipt> assign(Ref ticket, Ref queue, Intent intent) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        set(body, "queue", queue.id(), operations.assignQueue);
        return set(operations.assignQueue, ticket, Map.of("queue", queue.id()), Optional.empty(), body, intent);
    }

    Outcome<Receipt> move(Ref ticket, Status status, Intent intent) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("status", status.name());
        return set(operations.moveStatus, ticket, Map.of("status", status.name()), Optional.empty(), body, intent);
    }

    Outcome<Receipt> comment(Ref ticket, CommentDraft draft, Intent intent) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("comment", comment(draft.body(), draft.visibility() == Comment.Visibility.PUBLIC));
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("body", draft.body());
        content.put("visibility", draft.visibility());
        Attempt<Written> attempt = ConditionalWrite.append(versions(ticket), version -> put(ticket, body, version));
        return executor.write(
                session, guarded(Write.of(operations.addComment, intent, ticket, content, attempt), ticket));
    }

    private Outcome<Receipt> set(
            Operation operation,
            Ref ticket,
            Map<String, ? extends @Nullable Object> content,
            Optional<String> expected,
            ObjectNode body,
            Intent intent) {
        Attempt<Written> attempt =
                ConditionalWrite.set(expected, versions(ticket), version -> put(ticket, body, version));
        return executor.write(session, guarded(Write.of(operation, intent, ticket, content, attempt), ticket));
    }

    private Write guarded(Write write, Ref ticket) {
        return write.guardedBy(
                Ticket.RESOURCE,
                tickets.fresh(ZendeskOperations.VERSION, ticket, account.one(request(ticket), "ticket")));
    }

    private ConditionalWrite.VersionReader versions(Ref ticket) {
        return new ConditionalWrite.VersionReader() {
            @Override
            public ConditionalWrite.Version read(AttemptContext context) {
                Attempt<ConditionalWrite.Version> read = account.transport().exchange(request(ticket), reply -> {
                    JsonNode record = Account.record(reply, "ticket");
                    String mark = record.path("updated_at").asString("");
                    return ConditionalWrite.Version.of(mark, changedAt(mark), reply, record);
                });
                return context.reads().read(Read.of(ZendeskOperations.VERSION, ticket, read));
            }

            @Override
            public Instant changedAt(String mark) {
                return Instant.parse(mark);
            }

            @Override
            public Instant byItsClock(Instant ours) {
                return account.transport().byItsClock(ours);
            }
        };
    }

    /** Every update is conditional on the ticket's stamp, and its audit carries the intent. */
    private Attempt<Written> put(Ref ticket, ObjectNode body, String version) {
        return account.transport()
                .exchange(
                        context -> {
                            ObjectNode update = body.deepCopy();
                            update.put("safe_update", true).put("updated_stamp", version);
                            update.putObject("metadata").put(AuditTrail.STAMP, context.stamp());
                            return HttpRequest.of("PUT", "/api/v2/tickets/{id}.json", ticket.id())
                                    .json(envelope(update));
                        },
                        reply -> written(Account.record(reply, "ticket")));
    }

    private static HttpRequest request(Ref ticket) {
        return HttpRequest.get("/api/v2/tickets/{id}.json", ticket.id());
    }

    private static Written written(JsonNode ticket) {
        String id = ticket.path("id").asString("");
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a ticket without id");
        }
        return Written.ours(Ticket.ref(id), ticket.path("updated_at").asString(null));
    }

    private static ObjectNode comment(RichText text, boolean visible) {
        ObjectNode comment = JsonNodeFactory.instance.objectNode();
        comment.put(text.format() == RichText.Format.HTML ? "html_body" : "body", text.source());
        return comment.put("public", visible);
    }

    private static ObjectNode envelope(ObjectNode ticket) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("ticket", ticket);
        return body;
    }

    private static void set(ObjectNode ticket, String name, @Nullable Object value, Operation operation) {
        if (name.startsWith(Changes.CUSTOM)) {
            ObjectNode field = ticket.withArray("custom_fields").addObject();
            field.put("id", number(name.substring(Changes.CUSTOM.length()), "A custom field", operation));
            field.putPOJO("value", value);
            return;
        }
        String property = SETTABLE.get(name);
        if (property == null) {
            throw Failure.unsent(
                            ErrorCode.UNSUPPORTED,
                            "zendesk",
                            operation.name(),
                            "The field " + name + " cannot be written here"
                                    + (name.equals("status") ? "; move the ticket through statuses()." : "."))
                    .toException();
        }
        if (value == null) {
            ticket.putNull(property);
        } else if (value instanceof Priority priority) {
            ticket.put(property, priority.name().toLowerCase(Locale.ROOT));
        } else if (property.endsWith("_id")) {
            ticket.put(property, number(value.toString(), name, operation));
        } else {
            ticket.put(property, value.toString());
        }
    }

    private static long number(String id, String name, Operation operation) {
        if (!id.matches("\\d{1,18}")) {
            throw Failure.unsent(
                            ErrorCode.INVALID_INPUT, "zendesk", operation.name(), name + " takes a numeric id here.")
                    .toException();
        }
        return Long.parseLong(id);
    }
}
