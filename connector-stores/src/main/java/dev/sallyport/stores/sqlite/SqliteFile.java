package dev.sallyport.stores.sqlite;

import dev.sallyport.effect.LedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** One connection to one file, used by one thread at a time: everything in it happens whole or not at all. */
final class SqliteFile implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int SWITCHES = 100;
    private final ReentrantLock lock = new ReentrantLock();
    private final Path path;
    private final Connection connection;
    private final @Nullable Object fileKey;
    private final byte[] hashKey;
    private boolean closed;

    private SqliteFile(Path path, Connection connection) throws SQLException, IOException {
        this.path = path;
        this.connection = connection;
        inTransaction("BEGIN", looked -> Schema.checked(looked, path));
        useWriteAheadLog();
        this.hashKey = inTransaction("BEGIN IMMEDIATE", Schema::prepare);
        this.fileKey = fileKey(path);
    }

    /** SQLite does not wait for this switch, so others who open the file now are waited for by a lock in between. */
    private void useWriteAheadLog() throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                if (Schema.text(connection, "PRAGMA journal_mode = WAL").equals("wal")) {
                    return;
                }
                throw new LedgerException(
                        path + " is on a drive that cannot hold a ledger, such as a network drive; choose another",
                        null);
            } catch (SQLiteException e) {
                if (e.getResultCode() != SQLiteErrorCode.SQLITE_BUSY || tries == SWITCHES) {
                    throw e;
                }
                inTransaction("BEGIN IMMEDIATE", waited -> true);
            }
        }
    }

    static SqliteFile open(Path path) {
        try {
            OwnerOnly.make(path);
            SQLiteConfig config = new SQLiteConfig();
            config.setBusyTimeout(PATIENCE_MILLIS);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            Connection connection = config.createConnection("jdbc:sqlite:" + path.toAbsolutePath());
            try {
                return new SqliteFile(path, connection);
            } catch (SQLException | IOException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failure(path, e);
        } catch (IOException e) {
            throw new LedgerException(path + " cannot be made or read; check folder and permissions", e);
        }
    }

    /** Work inside a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Works with the only right to write; what it returns is on disk. */
    <T> T write(Work<T> work) {
        return locked("BEGIN IMMEDIATE", work);
    }

    <T> T read(Work<T> work) {
        return locked("BEGIN", work);
    }

    private <T> T locked(String begin, Work<T> work) {
        lock.lock();
        try {
            if (closed) {
                throw new LedgerException(path + ": this ledger was closed; open it anew", null);
            }
            checkStillThere();
            return inTransaction(begin, work);
        } catch (SQLException e) {
            throw failure(path, e);
        } finally {
            lock.unlock();
        }
    }

    private <T> T inTransaction(String begin, Work<T> work) throws SQLException {
        try (Statement control = connection.createStatement()) {
            control.execute(begin);
            try {
                T result = work.on(connection);
                control.execute("COMMIT");
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(control, e);
                throw e;
            }
        }
    }

    private static void rollBack(Statement control, Exception reason) {
        try {
            control.execute("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back by itself, as it does when the disk is full.
            reason.addSuppressed(e);
        }
    }

    /** SQLite would go on writing to a file that was deleted, where nobody would ever find the intents again. */
    private void checkStillThere() {
        try {
            if (Objects.equals(fileKey(path), fileKey)) {
                return;
            }
        } catch (IOException e) {
            throw gone(e);
        }
        throw gone(null);
    }

    private LedgerException gone(@Nullable IOException cause) {
        return new LedgerException(
                path + " was deleted, moved or replaced while in use; put it back or open the ledger anew", cause);
    }

    private static @Nullable Object fileKey(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    private static LedgerException failure(Path path, SQLException e) {
        SQLiteErrorCode code =
                e instanceof SQLiteException known ? known.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        return new LedgerException(path + " " + Mending.of(code), e);
    }

    byte[] hashKey() {
        return hashKey.clone();
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            connection.close();
        } catch (SQLException e) {
            throw failure(path, e);
        } finally {
            lock.unlock();
        }
    }
}
