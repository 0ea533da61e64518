package dev.sallyport.chaos.kill;

import dev.sallyport.Ref;
import dev.sallyport.RichText;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.Crm;
import dev.sallyport.crm.CrmConnector;
import dev.sallyport.crm.Note;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Ledger;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.RetryLaterException;
import dev.sallyport.query.Changes;
import dev.sallyport.salesforce.Salesforce;
import dev.sallyport.stores.sqlite.SqliteLedger;
import dev.sallyport.testkit.time.ScaledClock;
import dev.sallyport.ticketing.CommentDraft;
import dev.sallyport.ticketing.Ticket;
import dev.sallyport.ticketing.Ticketing;
import dev.sallyport.ticketing.TicketingConnector;
import dev.sallyport.zendesk.Zendesk;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A program as users write it: it writes, item after item, each write under a key, and knows nothing of its earlier lives. */
final class Worker {
    static final String READY = "ready";
    static final String BEGUN = "begun ";
    static final String COMMITTED = "committed ";
    private static final String MANY = "1000000";
    private static final int ROUNDS = 60;

    private final String job;
    private final Crm crm;
    private final Ticketing desk;
    private boolean allCommitted;

    private Worker(String job, Crm crm, Ticketing desk) {
        this.job = job;
        this.crm = crm;
        this.desk = desk;
    }

    /** Arguments: job, first item, last item, ledger, clock's origin, speed, then url, client and secret of both systems. */
    public static void main(String[] arguments) throws InterruptedException {
        ScaledClock clock = ScaledClock.since(Instant.parse(arguments[4]), Double.parseDouble(arguments[5]));
        try (Ledger ledger = SqliteLedger.open(Path.of(arguments[3]))) {
            Safeguards safeguards = Safeguards.builder()
                    .ledger(ledger)
                    .time(clock)
                    .deadline(Duration.ofSeconds(20))
                    .attemptTimeout(Duration.ofSeconds(10))
                    .build();
            Connection salesforceAt = connection(arguments, 6);
            Connection zendeskAt =
                    connection(arguments, 9).option("requestsPerMinute", MANY).option("ticketUpdatesPerMinute", MANY);
            try (CrmConnector salesforce = connected(() -> Salesforce.connect(salesforceAt, safeguards));
                    TicketingConnector zendesk = connected(() -> Zendesk.connect(zendeskAt, safeguards))) {
                salesforce.recover();
                zendesk.recover();
                Grant grant = Grant.to("worker");
                Worker worker = new Worker(
                        arguments[0],
                        salesforce.under(grant.allow("crm:contact:read", "crm:contact:create", "crm:activity:create")),
                        zendesk.under(grant.allow("ticketing:*:read", "ticketing:ticket:create")
                                .allow("ticketing:comment:create")));
                say(READY);
                worker.work(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), clock);
            }
        }
    }

    private static Connection connection(String[] arguments, int at) {
        return Connection.to(arguments[at]).auth(Credentials.clientCredentials(arguments[at + 1], arguments[at + 2]));
    }

    /** A cold process may be too slow for its clock at first. */
    private static <T> T connected(Supplier<T> connecting) {
        for (int tries = 1; ; tries++) {
            try {
                return connecting.get();
            } catch (RetryLaterException cold) {
                if (tries == 20) {
                    throw cold;
                }
            }
        }
    }

    /** Until every write is committed: what another life may still hold is left for a later round. */
    private void work(int first, int last, ScaledClock clock) throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            allCommitted = true;
            for (int item = first; item <= last; item++) {
                say(BEGUN + item);
                item(job + "-" + item);
            }
            if (allCommitted) {
                return;
            }
            clock.sleep(Duration.ofSeconds(10));
        }
        System.exit(1);
    }

    private void item(String name) {
        Changes<Contact> contact = Changes.of(Contact.LAST_NAME, name);
        write("contact " + name, intent -> crm.contacts().tryCreate(contact, intent))
                .ifPresent(made -> write(
                        "task " + name,
                        intent -> crm.activities().tryLog(Note.on(made).text(name), intent)));
        Changes<Ticket> ticket = Changes.of(Ticket.SUBJECT, name).and(Ticket.DESCRIPTION, RichText.plain("text"));
        write("ticket " + name, intent -> desk.tickets().tryCreate(ticket, intent))
                .ifPresent(made -> {
                    // The same words, meant twice.
                    CommentDraft comment = CommentDraft.internal(name);
                    write("comment " + name + " #1", intent -> desk.comments().tryAdd(made, comment, intent));
                    write("comment " + name + " #2", intent -> desk.comments().tryAdd(made, comment, intent));
                });
    }

    private Optional<Ref> write(String key, Function<Intent, Outcome<Receipt>> sending) {
        if (sending.apply(Intent.keyed(key)) instanceof Outcome.Committed<Receipt> done) {
            say(COMMITTED + key);
            return Optional.of(done.value().target());
        }
        allCommitted = false;
        return Optional.empty();
    }

    /** One line, whole, at once. */
    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
