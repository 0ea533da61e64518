package dev.sallyport.stores.sqlite;

import dev.sallyport.effect.LedgerException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** One connection to one file. Work of several callers shares a commit; each work happens whole or not at all. */
final class SqliteFile implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Held by whoever commits; contended only while the file is closed. */
    private final ReentrantLock lock = new ReentrantLock();

    private final GroupCommit group = new GroupCommit(this::commit);
    private final Path path;
    private final Statements statements;
    private final Whereabouts whereabouts;
    private final byte[] hashKey;
    private boolean closed;

    private SqliteFile(Path path, Statements statements) throws SQLException, IOException {
        this.path = path;
        this.statements = statements;
        alone("BEGIN", looked -> Schema.checked(looked, path));
        Pragmas.set(statements, path);
        this.hashKey = alone("BEGIN IMMEDIATE", Schema::prepare);
        this.whereabouts = Whereabouts.of(path);
    }

    static SqliteFile open(Path path) {
        return open(path, PATIENCE);
    }

    /** {@code patience} is how long other processes are waited for. */
    static SqliteFile open(Path path, Duration patience) {
        try {
            OwnerOnly.make(path);
            SQLiteConfig config = new SQLiteConfig();
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            SQLiteConnection connection =
                    (SQLiteConnection) config.createConnection("jdbc:sqlite:" + path.toAbsolutePath());
            try {
                BusyHandler.setHandler(connection, new Patience(patience));
                return new SqliteFile(path, new Statements(connection));
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

    /** Work inside a transaction. It may be called again after a roll-back, so it does nothing but read and write rows. */
    @FunctionalInterface
    interface Work<T> {
        T on(Statements statements) throws SQLException;
    }

    /** What it returns is on disk. */
    <T> T transact(Work<T> work) {
        return group.join(work);
    }

    private void commit(GroupCommit.Group waiting) {
        lock.lock();
        try {
            try {
                begin();
            } catch (SQLException e) {
                failAll(waiting.take(), e);
                return;
            } catch (LedgerException e) {
                waiting.take()
                        .forEach(turn -> turn.failed(() -> new LedgerException(String.valueOf(e.getMessage()), e)));
                return;
            }
            carryOut(waiting.take());
        } finally {
            lock.unlock();
        }
    }

    private void begin() throws SQLException {
        if (closed) {
            throw new LedgerException(path + ": this ledger was closed; open it anew", null);
        }
        whereabouts.check();
        statements.execute("BEGIN IMMEDIATE");
    }

    private void carryOut(List<Turn<?>> turns) {
        try {
            for (Turn<?> turn : turns) {
                turn.carryOut(statements);
            }
        } catch (SQLException | RuntimeException e) {
            rollBack(e);
            // One of them cannot be done, and the others are not to blame: each by itself.
            turns.forEach(this::carryOutAlone);
            return;
        } catch (Error e) {
            rollBack(e);
            throw e;
        }
        try {
            statements.execute("COMMIT");
        } catch (SQLException e) {
            rollBack(e);
            failAll(turns, e);
            return;
        }
        turns.forEach(Turn::done);
    }

    private void carryOutAlone(Turn<?> turn) {
        try {
            alone("BEGIN IMMEDIATE", statements -> {
                turn.carryOut(statements);
                return turn;
            });
            turn.done();
        } catch (SQLException e) {
            turn.failed(() -> failure(path, e));
        } catch (RuntimeException e) {
            turn.failed(() -> e);
        }
    }

    private <T> T alone(String begin, Work<T> work) throws SQLException {
        statements.execute(begin);
        try {
            T result = work.on(statements);
            statements.execute("COMMIT");
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(e);
            throw e;
        }
    }

    private void rollBack(Throwable reason) {
        try {
            statements.prepareAnew();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
        try {
            statements.execute("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back by itself, as it does when the disk is full.
            reason.addSuppressed(e);
        }
    }

    private void failAll(List<Turn<?>> turns, SQLException e) {
        turns.forEach(turn -> turn.failed(() -> failure(path, e)));
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
            statements.close();
        } catch (SQLException e) {
            throw failure(path, e);
        } finally {
            lock.unlock();
        }
    }
}
