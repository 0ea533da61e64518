package dev.sallyport.chaos.writes;

import dev.sallyport.Secret;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Recovery;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.database.Database;
import dev.sallyport.database.DatabaseConnector;
import dev.sallyport.database.Statement;
import dev.sallyport.postgresql.PostgreSql;
import dev.sallyport.testkit.database.CommitFaults;
import dev.sallyport.testkit.database.DatabaseWire;
import dev.sallyport.testkit.database.WireFault;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Rows in a real engine behind a faulty wire, in real time; the truth is what a trigger wrote down. */
final class PostgreSqlSite implements Site {
    private static final Duration DEADLINE = Duration.ofSeconds(6);
    private static final Duration OUTAGE = Duration.ofSeconds(8);
    private static final Duration LATE = Duration.ofSeconds(2);
    /** Of 100 commits 30 lose the engine's answer, 10 never reach it, 5 reach it when the client is long gone. */
    private static final Map<WireFault, Double> FAULTS =
            Map.of(WireFault.AFTER_COMMIT, 0.30, WireFault.BEFORE_COMMIT, 0.10, WireFault.HELD_BACK, 0.05);

    private static final String[] SCHEMA = {
        "CREATE TABLE work (id text PRIMARY KEY, note text, person text)",
        "CREATE TABLE entries (entry text)",
        "CREATE TABLE truth (place bigserial, marker text)",
        "CREATE FUNCTION tell() RETURNS trigger AS $$ BEGIN"
                + " IF TG_TABLE_NAME = 'entries' THEN INSERT INTO truth (marker) VALUES ('entry ' || NEW.entry);"
                + " ELSIF TG_OP = 'DELETE' THEN INSERT INTO truth (marker) VALUES ('delete ' || OLD.id);"
                + " ELSIF TG_OP = 'INSERT' THEN INSERT INTO truth (marker) VALUES ('row ' || NEW.id);"
                + " ELSIF NEW.person IS NOT DISTINCT FROM OLD.person THEN"
                + " INSERT INTO truth (marker) VALUES ('note ' || NEW.id || ' ' || NEW.note); END IF;"
                + " RETURN NULL; END $$ LANGUAGE plpgsql",
        "CREATE TRIGGER told AFTER INSERT OR UPDATE OR DELETE ON work FOR EACH ROW EXECUTE FUNCTION tell()",
        "CREATE TRIGGER told AFTER INSERT ON entries FOR EACH ROW EXECUTE FUNCTION tell()"
    };

    private final EmbeddedPostgres engine;
    private final DatabaseWire wire;
    private final DatabaseConnector connector;
    private final Database database;
    private final Thread outages;
    private final AtomicInteger latest = new AtomicInteger(-1);

    private PostgreSqlSite(EmbeddedPostgres engine, DatabaseWire wire, DatabaseConnector connector) {
        this.engine = engine;
        this.wire = wire;
        this.connector = connector;
        this.database = connector.under(Grant.to("chaos")
                .allow("database:work:insert", "database:work:update", "database:work:delete", "database:work:select")
                .allow("database:entries:insert"));
        this.outages = new Thread(this::comeAndGo, "outages");
        outages.setDaemon(true);
        outages.start();
    }

    static PostgreSqlSite open(long seed) throws IOException {
        EmbeddedPostgres engine = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .start();
        DatabaseWire wire = DatabaseWire.to(engine.getPort());
        wire.faults(CommitFaults.seeded(seed, FAULTS));
        wire.heldFor(LATE);
        run(engine, SCHEMA);
        Safeguards safeguards = Safeguards.builder()
                .deadline(DEADLINE)
                .attemptTimeout(Duration.ofSeconds(2))
                .seed(seed)
                .build();
        DatabaseConnector connector = Warm.connected(() -> PostgreSql.connect(
                PostgreSql.at("jdbc:postgresql://127.0.0.1:" + wire.port() + "/postgres")
                        .user("postgres")
                        .password(Secret.of("postgres")),
                safeguards));
        return new PostgreSqlSite(engine, wire, connector);
    }

    /** One outage longer than a call's deadline in each half minute. */
    private void comeAndGo() {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(22);
                wire.down();
                wire.cut();
                TimeUnit.MILLISECONDS.sleep(OUTAGE.toMillis());
                wire.up();
            }
        } catch (InterruptedException calm) {
            wire.up();
        }
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public void story(int number, Book book) {
        String id = "p" + number;
        if (number % 5 == 0) {
            batch(id, book);
        }
        Said made = execute(book, number, "row " + id, "INSERT INTO work (id, note) VALUES (?, ?)", id, "new");
        if (!made.isCommitted()) {
            return;
        }
        latest.set(number);
        note(book, number, id, "a");
        execute(book, 0, "entry " + id, "INSERT INTO entries (entry) VALUES (?)", id);
        execute(book, 0, "entry " + id, "INSERT INTO entries (entry) VALUES (?)", id);
        note(book, 0, id, "b");
        // Back to what it was: meant, and not the same write again.
        note(book, 0, id, "a");
        if (number % 3 == 0) {
            execute(book, number, "delete " + id, "DELETE FROM work WHERE id = ?", id);
        }
    }

    private void batch(String id, Book book) {
        List<String> entries = List.of(id + "-x", id + "-y", id + "-z");
        List<Statement> statements = entries.stream()
                .map(each -> Statement.of("INSERT INTO entries (entry) VALUES (?)", each))
                .toList();
        book.together(
                entries.stream().map(each -> "entry " + each).toList(),
                "postgresql batch",
                false,
                intent -> database.tryExecuteAll(statements, intent));
    }

    private void note(Book book, int number, String id, String text) {
        execute(book, number, "note " + id + " " + text, "UPDATE work SET note = ? WHERE id = ?", text, id);
    }

    /** Odd numbers go under a key. */
    private Said execute(Book book, int number, String marker, String sql, @Nullable Object... values) {
        Statement statement = Statement.of(sql, values);
        return number % 2 == 1
                ? book.keyed(
                        marker, marker, "postgresql write", false, intent -> database.tryExecute(statement, intent))
                : book.once(marker, "postgresql write", false, intent -> database.tryExecute(statement, intent));
    }

    @Override
    public void human(Random chance) {
        if (latest.get() >= 0 && chance.nextInt(10) == 0) {
            run(
                    engine,
                    "UPDATE work SET person = 'by hand " + chance.nextInt(1_000_000) + "' WHERE id = 'p" + latest.get()
                            + "'");
        }
    }

    @Override
    public List<String> truth() {
        List<String> markers = new ArrayList<>();
        try (Connection owner = engine.getPostgresDatabase().getConnection();
                java.sql.Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery("SELECT marker FROM truth ORDER BY place")) {
            while (rows.next()) {
                markers.add(rows.getString(1));
            }
            return markers;
        } catch (SQLException broken) {
            throw new IllegalStateException("the truth cannot be read", broken);
        }
    }

    @Override
    public void calm() throws InterruptedException {
        outages.interrupt();
        outages.join();
        wire.faults(CommitFaults.none());
        wire.letGo();
    }

    @Override
    public Recovery recover() {
        return connector.recover();
    }

    @Override
    public List<String> faultsNeverMet() {
        return List.of();
    }

    @Override
    public String faultsMet() {
        return wire.struck() + " of " + wire.commits() + " commits";
    }

    private static void run(EmbeddedPostgres engine, String... statements) {
        try (Connection owner = engine.getPostgresDatabase().getConnection();
                java.sql.Statement statement = owner.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException broken) {
            throw new IllegalStateException("the engine refuses its owner", broken);
        }
    }

    @Override
    public void close() {
        outages.interrupt();
        connector.close();
        wire.close();
        try {
            engine.close();
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }
}
