package dev.sallyport.benchmarks;

import dev.sallyport.Ref;
import dev.sallyport.effect.Attribution;
import dev.sallyport.effect.Claim;
import dev.sallyport.effect.LedgerEntry;
import dev.sallyport.stores.sqlite.SqliteLedger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.sqlite.SQLiteConfig;

/** Durable intents a second, beside SQLite's own rate for one row a transaction. Run by JMH. */
@BenchmarkMode(Mode.Throughput)
public class LedgerBenchmark {
    private static final String OWNER = "a-process";
    private static final String STAMP = "sp-0123456789abcdef0123456789abcdef";

    /** For JMH. */
    public LedgerBenchmark() {}

    /** A ledger in a file. */
    @State(Scope.Benchmark)
    public static class Durable {
        private final AtomicLong next = new AtomicLong();
        private @Nullable Folder folder;
        private @Nullable SqliteLedger ledger;

        /** For JMH. */
        public Durable() {}

        /** Makes the file. */
        @Setup(Level.Trial)
        public void open() {
            folder = Folder.make();
            ledger = SqliteLedger.open(folder.file("ledger.db"));
        }

        /** Removes it. */
        @TearDown(Level.Trial)
        public void close() {
            ledger().close();
            if (folder != null) {
                folder.close();
            }
        }

        private SqliteLedger ledger() {
            if (ledger == null) {
                throw new IllegalStateException("JMH opens it first");
            }
            return ledger;
        }

        private LedgerEntry proposal(Instant now) {
            return new LedgerEntry(
                    "invented/acme/things.update/call/" + next.incrementAndGet(),
                    "invented/acme",
                    "things.update",
                    STAMP,
                    new Ref("thing", "4711"),
                    Map.of("status", STAMP),
                    LedgerEntry.State.CLAIMED,
                    OWNER,
                    now.plus(Duration.ofSeconds(40)),
                    now,
                    null,
                    null,
                    0,
                    Attribution.OURS);
        }
    }

    /** The same disk, the same durability, one connection, a prepared statement, one row a transaction. */
    @State(Scope.Benchmark)
    public static class Plain {
        private long next;
        private @Nullable Folder folder;
        private @Nullable Connection connection;
        private @Nullable PreparedStatement insert;

        /** For JMH. */
        public Plain() {}

        /** Makes the file. */
        @Setup(Level.Trial)
        public void open() throws SQLException {
            folder = Folder.make();
            SQLiteConfig config = new SQLiteConfig();
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            connection = config.createConnection("jdbc:sqlite:" + folder.file("plain.db"));
            try (Statement create = connection.createStatement()) {
                create.execute(
                        "CREATE TABLE intent (key TEXT PRIMARY KEY, stamp TEXT, target TEXT, claimed_at INTEGER)");
            }
            insert = connection.prepareStatement("INSERT INTO intent VALUES (?, ?, ?, ?)");
        }

        /** Removes it. */
        @TearDown(Level.Trial)
        public void close() throws SQLException {
            if (connection != null && folder != null) {
                connection.close();
                folder.close();
            }
        }

        private int store() throws SQLException {
            if (insert == null) {
                throw new IllegalStateException("JMH opens it first");
            }
            insert.setString(1, "invented/acme/things.update/call/" + next++);
            insert.setString(2, STAMP);
            insert.setString(3, "thing/4711");
            insert.setLong(4, next);
            return insert.executeUpdate();
        }
    }

    /** The intent is on disk. */
    @Benchmark
    @Threads(32)
    public Claim claim(Durable durable) {
        Instant now = Instant.now();
        return durable.ledger().claim(durable.proposal(now), now);
    }

    /** An intent's whole life: claimed, renewed before the first byte, settled. */
    @Benchmark
    @Threads(32)
    public boolean life(Durable durable) {
        Instant now = Instant.now();
        LedgerEntry entry = durable.proposal(now);
        durable.ledger().claim(entry, now);
        boolean ours = durable.ledger().renew(entry.key(), OWNER, now, now.plus(Duration.ofSeconds(40)));
        durable.ledger().settle(entry.settled(LedgerEntry.State.COMMITTED, entry.target(), null, 1, now));
        return ours;
    }

    /** One row is on disk. */
    @Benchmark
    public int row(Plain plain) throws SQLException {
        return plain.store();
    }
}
