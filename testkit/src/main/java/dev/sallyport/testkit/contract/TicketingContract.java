package dev.sallyport.testkit.contract;

import static dev.sallyport.query.Filter.where;
import static dev.sallyport.testkit.contract.Examination.EVERYTHING;

import dev.sallyport.Ref;
import dev.sallyport.RichText;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.query.Changes;
import dev.sallyport.query.Query;
import dev.sallyport.ticketing.Comment;
import dev.sallyport.ticketing.CommentDraft;
import dev.sallyport.ticketing.Priority;
import dev.sallyport.ticketing.Queue;
import dev.sallyport.ticketing.Status;
import dev.sallyport.ticketing.Ticket;
import dev.sallyport.ticketing.TicketUser;
import dev.sallyport.ticketing.Ticketing;
import dev.sallyport.ticketing.TicketingConnector;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What every connector to a ticketing system keeps. An author gives the fake, how to connect to it, and how records are put
 * into it; what the connector does not declare must be refused.
 *
 * @param <F> the fake
 */
public abstract class TicketingContract<F> extends ConnectorContract<TicketingConnector, F> {
    private String ticket = "";
    private String user = "";
    private String queue = "";

    /** For subclasses. */
    protected TicketingContract() {}

    /** Puts a ticket there; its id. */
    protected abstract String addTicket(F fake, String subject, String text);

    /** Puts a comment on a ticket. */
    protected abstract void addComment(F fake, String ticketId, String text);

    /** Puts a user there; its id. */
    protected abstract String addUser(F fake, String name, String email);

    /** Puts a queue there; its id. */
    protected abstract String addQueue(F fake, String name);

    /** An id of the vendor's form that neither a ticket nor a user has. */
    protected abstract String missing();

    /** The vendor's name of the status of a ticket on which somebody works; {@code open} unless overridden. */
    protected String openStatus() {
        return "open";
    }

    @Override
    protected final void seed(F fake) {
        ticket = addTicket(fake, CANARY + " printer", CANARY + " does not print.");
        addTicket(fake, "Second ticket", "Something else.");
        addComment(fake, ticket, CANARY + " was here.");
        user = addUser(fake, CANARY + " Davis", CANARY + "@acme.example");
        queue = addQueue(fake, "Second line");
    }

    @Override
    protected final void exercises(Exercises<TicketingConnector, F> all) {
        all.rule(Ticket.RESOURCE, where(Ticket.REQUESTER).is(missing()));
        Offered<TicketingConnector, F> offered = new Offered<>(all);
        reads(offered);
        lists(all, offered);
        writes(offered);
    }

    private void reads(Offered<TicketingConnector, F> all) {
        all.get(
                "tickets.get",
                () -> ticket,
                missing(),
                (connector, grant, id) -> connector.under(grant).tickets().get(Ticket.ref(id)));
        all.get(
                "users.get",
                () -> user,
                missing(),
                (connector, grant, id) -> connector.under(grant).users().get(TicketUser.ref(id)));
        all.read(
                "users.me", (connector, grant) -> connector.under(grant).users().me());
        all.read(
                "statuses.offered",
                (connector, grant) -> connector.under(grant).statuses().offered(ref()));
    }

    private void lists(Exercises<TicketingConnector, F> all, Offered<TicketingConnector, F> offered) {
        Exercises.More<F> more = (fake, i) -> addTicket(fake, "Ticket " + i, "Text " + i);
        boolean lists = all.offers("tickets.list");
        offered.walk(
                lists ? "tickets.list" : "tickets.find",
                (connector, grant, size) -> connector
                        .under(grant)
                        .tickets()
                        .find(Query.<Ticket>all().pagesOf(size)),
                more);
        if (lists && all.offers("tickets.find")) {
            all.filteredWalk(
                    "tickets.find",
                    (connector, grant, size) -> connector
                            .under(grant)
                            .tickets()
                            .find(Query.of(where(Ticket.SUBJECT).startsWith("Ticket"))
                                    .pagesOf(size)),
                    more);
        }
        if (all.offers("tickets.update")) {
            String operation = lists ? "tickets.list" : "tickets.find";
            moving(all, operation, Query.all());
            moving(all, operation, Query.<Ticket>all().orderBy(Ticket.UPDATED_AT, true));
            moving(all, operation, Query.<Ticket>all().orderBy(Ticket.PRIORITY, false));
        }
        all.filter(
                "tickets.find",
                Ticket.SUBJECT.toString(),
                (connector, grant) -> connector
                        .under(grant)
                        .tickets()
                        .find(where(Ticket.SUBJECT).is("Second ticket"))
                        .first(1));
        offered.unsizedWalk(
                "comments.of",
                (connector, grant, size) -> connector.under(grant).comments().of(ref()),
                (fake, i) -> addComment(fake, ticket, "Comment " + i));
        offered.unsizedWalk(
                "queues.all",
                (connector, grant, size) -> connector.under(grant).queues().all(),
                (fake, i) -> addQueue(fake, "Queue " + i));
        offered.walk(
                "users.find",
                (connector, grant, size) -> connector
                        .under(grant)
                        .users()
                        .find(Query.<TicketUser>all().pagesOf(size)),
                (fake, i) -> addUser(fake, "User " + i, "user" + i + "@acme.example"));
    }

    /** To the other end of every order. */
    private static <F> void moving(Exercises<TicketingConnector, F> all, String operation, Query<Ticket> query) {
        Exercises.Moved<TicketingConnector> changed = (connector, grant, id) -> connector
                .under(grant)
                .tickets()
                .tryUpdate(
                        Ticket.ref(id),
                        Changes.of(Ticket.SUBJECT, "Ticket A").and(Ticket.PRIORITY, Priority.URGENT),
                        Intent.automatic());
        Exercises.Moved<TicketingConnector> deleted = (connector, grant, id) ->
                connector.under(grant).tickets().tryDelete(Ticket.ref(id), Intent.automatic());
        all.whileWalking(
                operation,
                (connector, grant, size) -> connector.under(grant).tickets().find(query.pagesOf(size)),
                List.of(all.offers("tickets.delete") ? deleted : changed, changed));
    }

    private void writes(Offered<TicketingConnector, F> all) {
        all.write(
                "tickets.create",
                (connector, grant, intent) -> connector.under(grant).tickets().tryCreate(draft("New"), intent));
        all.write(
                "tickets.update",
                (connector, grant, intent) -> connector
                        .under(grant)
                        .tickets()
                        .tryUpdate(ref(), Changes.of(Ticket.SUBJECT, CANARY + " changed"), intent));
        all.write(
                "tickets.delete",
                (connector, grant, intent) -> connector.under(grant).tickets().tryDelete(ref(), intent));
        all.write(
                "comments.add",
                (connector, grant, intent) -> connector
                        .under(grant)
                        .comments()
                        .tryAdd(ref(), CommentDraft.internal(CANARY + " seen"), intent));
        all.write(
                "queues.assign",
                (connector, grant, intent) ->
                        connector.under(grant).queues().tryAssign(ref(), Queue.ref(queue), intent));
        all.write(
                "statuses.move",
                (connector, grant, intent) -> connector
                        .under(grant)
                        .statuses()
                        .tryMove(ref(), new Status(openStatus(), Status.Category.OPEN), intent));
        all.together(
                "tickets.create",
                "tickets.createAll",
                (connector, grant, intent) ->
                        connector.under(grant).tickets().tryCreateAll(List.of(draft("One"), draft("Two")), intent),
                (connector, grant, intent) -> connector
                        .under(grant)
                        .tickets()
                        .tryCreateAll(List.of(draft("One"), Changes.of(Ticket.SUBJECT, "Nothing said")), intent));
    }

    private Ref ref() {
        return Ticket.ref(ticket);
    }

    private static Changes<Ticket> draft(String subject) {
        return Changes.of(Ticket.SUBJECT, CANARY + " " + subject)
                .and(Ticket.DESCRIPTION, RichText.plain(CANARY + " text"));
    }

    @Override
    void checks(Examination<TicketingConnector, F> examination, Map<Rule, Runnable> checks) {
        Queries<TicketingConnector, F, Ticket> queries = new Queries<>(
                examination,
                (connector, grant, query) -> connector.under(grant).tickets().find(query),
                List.of(
                        Ticket.SUBJECT,
                        Ticket.STATUS,
                        Ticket.PRIORITY,
                        Ticket.REQUESTER,
                        Ticket.ASSIGNEE,
                        Ticket.QUEUE,
                        Ticket.CREATED_AT,
                        Ticket.UPDATED_AT));
        checks.put(Rule.A_FILTER_IS_RIGHT_OR_REFUSED, queries::filters);
        checks.put(Rule.A_SORT_IS_RIGHT_OR_REFUSED, queries::sorts);
        checks.put(Rule.WHAT_IS_WRITTEN_IS_READ_BACK, () -> roundTrip(examination));
        checks.put(Rule.AN_OLD_VERSION_IS_A_CONFLICT, () -> oldVersion(examination));
    }

    private void roundTrip(Examination<TicketingConnector, F> x) {
        String subject = "O'Brien \"says\" <b>100 %</b> \\ ü 漢 & more";
        try (Trial<TicketingConnector, F> trial = x.trial()) {
            Ticketing desk = trial.connector().under(EVERYTHING);
            Seen.Nothing.unless(x.exercises().offers("tickets.create"), "no ticket can be made");
            Ref made = desk.tickets()
                    .create(Changes.of(Ticket.SUBJECT, subject)
                            .and(Ticket.DESCRIPTION, RichText.plain("Line one\nline two"))
                            .and(Ticket.PRIORITY, Priority.HIGH))
                    .target();
            Ticket read = desk.tickets().get(made).value();
            Seen.same("subject", subject, read.subject());
            Seen.same("priority", Priority.HIGH, read.priority());
            Seen.same(
                    "description",
                    "Line one\nline two",
                    read.description() == null ? null : read.description().source());
            if (x.exercises().offers("tickets.update")) {
                desk.tickets().update(made, Changes.of(Ticket.PRIORITY, Priority.LOW));
                Seen.same(
                        "priority",
                        Priority.LOW,
                        desk.tickets().get(made).value().priority());
                Seen.same("subject", subject, desk.tickets().get(made).value().subject());
            }
            if (x.exercises().offers("queues.assign")) {
                desk.queues().assign(made, Queue.ref(queue));
                Seen.same(
                        "queue",
                        Queue.ref(queue),
                        desk.tickets().get(made).value().queue());
            }
            if (x.exercises().offers("comments.add")) {
                desk.comments().add(made, CommentDraft.internal(subject));
                long internal = desk.comments().of(made).stream()
                        .filter(comment -> comment.value().visibility() == Comment.Visibility.INTERNAL)
                        .count();
                Seen.unless(
                        internal == 1, "a comment for the desk only was read back as " + internal + " of that kind");
            }
            moves(x, desk, made);
            if (x.exercises().offers("tickets.delete")) {
                desk.tickets().delete(made);
                Result gone = trial.result(() -> desk.tickets().get(made));
                Seen.unless(gone.is(ErrorCode.NOT_FOUND), "a deleted ticket " + gone.words());
            }
        }
    }

    private void moves(Examination<TicketingConnector, F> x, Ticketing desk, Ref made) {
        if (x.exercises().offers("statuses.move") && x.exercises().offers("statuses.offered")) {
            for (Status offered : desk.statuses().offered(made)) {
                if (offered.category() == Status.Category.WAITING) {
                    desk.statuses().move(made, offered);
                    Seen.same(
                            "status", offered, desk.tickets().get(made).value().status());
                }
            }
        }
    }

    private void oldVersion(Examination<TicketingConnector, F> x) {
        Seen.Nothing.unless(x.exercises().offers("tickets.update"), "no ticket can be changed");
        try (Trial<TicketingConnector, F> trial = x.trial()) {
            Ticketing desk = trial.connector().under(EVERYTHING);
            String version = desk.tickets().get(ref()).version().orElse("");
            Seen.Nothing.unless(!version.isEmpty(), "its records have no version");
            trial.clock().leap(Duration.ofSeconds(5));
            desk.tickets().update(ref(), Changes.of(Ticket.SUBJECT, "Changed in between"));
            trial.clock().leap(Duration.ofSeconds(5));
            long effects = trial.effects();
            Result result = trial.result(() -> {
                Outcome<Receipt> outcome = desk.tickets()
                        .tryUpdate(ref(), Changes.of(Ticket.SUBJECT, "Mine").onlyIf(version), Intent.automatic());
                return outcome;
            });
            Seen.unless(
                    result.is(ErrorCode.CONFLICT) || result.is(ErrorCode.UNSUPPORTED),
                    "a write on an old version " + result.words());
            Seen.unless(trial.effects() == effects, "a write on an old version changed something");
        }
    }
}
