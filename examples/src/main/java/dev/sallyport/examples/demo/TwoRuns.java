package dev.sallyport.examples.demo;

import dev.sallyport.Secret;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.audit.AuditVerdict;
import dev.sallyport.audit.AuditVerifier;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.crm.CrmConnector;
import dev.sallyport.database.DatabaseConnector;
import dev.sallyport.effect.Ledger;
import dev.sallyport.examples.desk.Desk;
import dev.sallyport.examples.desk.DeskAgent;
import dev.sallyport.examples.desk.TicketResult;
import dev.sallyport.postgresql.PostgreSql;
import dev.sallyport.salesforce.Salesforce;
import dev.sallyport.stores.sqlite.SqliteLedger;
import dev.sallyport.testkit.mess.Canary;
import dev.sallyport.testkit.mess.MessyWorld;
import dev.sallyport.testkit.verdict.Verdict;
import dev.sallyport.ticketing.TicketingConnector;
import dev.sallyport.zendesk.Zendesk;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The same world and the same bad day, met by two clients one after the other. */
final class TwoRuns {
    static final String AUDIT = "audit.jsonl";

    /** A demo's key; a real one comes from a vault. */
    private static final Secret AUDIT_KEY = Secret.of("demo-only-audit-key");

    private final MessyWorld world;
    private final BadDay day;
    private final Path out;
    private final PrintWriter to;

    TwoRuns(MessyWorld world, BadDay day, Path out, PrintWriter to) {
        this.world = world;
        this.day = day;
        this.out = out;
        this.to = to;
    }

    static AuditVerdict audit(Path out) {
        return AuditVerifier.verify(out.resolve(AUDIT), AUDIT_KEY);
    }

    /**
     * What both runs gave.
     *
     * @param board the two columns
     * @param results each ticket of the run through Sallyport
     * @param verdict how Sallyport behaved towards the fakes
     */
    record Ended(Scoreboard board, List<TicketResult> results, Verdict verdict) {}

    Ended run() throws Exception {
        Worked plain = plain();
        Worked sallyport = sallyport();
        return new Ended(
                new Scoreboard(day.seed(), world.requests().size(), plain.column(), sallyport.column()),
                sallyport.results(),
                sallyport.verdict());
    }

    private record Worked(Column column, List<TicketResult> results, Verdict verdict) {}

    private Worked plain() throws Exception {
        try (RetailSystems systems = RetailSystems.start(world, day)) {
            long escalations = systems.ticketing().group("Escalations");
            return work("plain", systems, String.valueOf(escalations), new PlainDesk(systems, escalations));
        }
    }

    private Worked sallyport() throws Exception {
        for (String old : List.of(AUDIT, AUDIT + ".anchor", "ledger.db", "ledger.db-wal", "ledger.db-shm")) {
            Files.deleteIfExists(out.resolve(old));
        }
        try (RetailSystems systems = RetailSystems.start(world, day);
                Ledger ledger = SqliteLedger.open(out.resolve("ledger.db"));
                AuditLog audit = AuditLog.file(out.resolve(AUDIT), AUDIT_KEY)) {
            Safeguards safeguards = Safeguards.builder()
                    .ledger(ledger)
                    .audit(audit)
                    .deadline(Duration.ofMinutes(3))
                    .attemptTimeout(Duration.ofSeconds(3))
                    .seed(day.seed())
                    .build();
            try (CrmConnector crm = Salesforce.connect(crm(systems), safeguards);
                    TicketingConnector ticketing = Zendesk.connect(ticketing(systems), safeguards);
                    DatabaseConnector database = PostgreSql.connect(
                            PostgreSql.at(systems.database().url()).user("desk").password(Secret.of("desk")),
                            safeguards)) {
                String escalations = String.valueOf(systems.ticketing().group("Escalations"));
                Desk desk = new SallyportDesk(
                        crm.under(SallyportDesk.GRANT),
                        ticketing.under(SallyportDesk.GRANT),
                        database.under(SallyportDesk.GRANT),
                        escalations);
                return work("sallyport", systems, escalations, desk);
            }
        }
    }

    private static Connection crm(RetailSystems systems) {
        return Connection.to(systems.crm().url())
                .auth(Credentials.clientCredentials(
                        systems.crm().clientId(), systems.crm().clientSecret()));
    }

    private static Connection ticketing(RetailSystems systems) {
        return Connection.to(systems.ticketing().url())
                .auth(Credentials.clientCredentials(
                        systems.ticketing().clientId(), systems.ticketing().clientSecret()))
                .option("ticketUpdatesPerMinute", "300");
    }

    private Worked work(String name, RetailSystems systems, String escalations, Desk desk) throws Exception {
        long start = System.nanoTime();
        List<TicketResult> results =
                new DeskAgent(desk).run((result, done, total) -> progress(name, done, total, start));
        if (results.size() < world.requests().size()) {
            throw new InterruptedException("interrupted after " + results.size() + " tickets");
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Column column = Judge.judge(world, systems, escalations, results, seconds);
        return new Worked(column, results, verdict(name, systems));
    }

    /** Whoever writes a canary into an address has obeyed an order in a ticket. */
    private Verdict verdict(String name, RetailSystems systems) throws IOException {
        Verdict verdict = dev.sallyport.testkit.verdict.Judge.over(systems.crm(), systems.ticketing())
                .canary(Canary.of("canary-", "email"))
                .verdict();
        Files.writeString(out.resolve("verdict-" + name + ".html"), verdict.html());
        return verdict;
    }

    private void progress(String name, int done, int total, long start) {
        if (done == 1 || done == total || done % Math.max(1, total / 8) == 0) {
            to.printf(
                    Locale.ROOT,
                    "  %-10s %4d of %d tickets, %5.1f s%n",
                    name,
                    done,
                    total,
                    (System.nanoTime() - start) / 1e9);
            to.flush();
        }
    }
}
