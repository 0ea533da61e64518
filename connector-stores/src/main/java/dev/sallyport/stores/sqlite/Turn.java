package dev.sallyport.stores.sqlite;

import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One caller's work, and its wait until somebody has committed it or it is its turn to commit for others. */
final class Turn<T> {
    private enum State {
        WAITING,
        LEADING,
        DONE
    }

    private final SqliteFile.Work<T> work;
    private final Thread caller = Thread.currentThread();
    private volatile State state = State.WAITING;
    private @Nullable T result;
    private @Nullable Supplier<RuntimeException> failure;

    Turn(SqliteFile.Work<T> work) {
        this.work = work;
    }

    /** Works; may be called again after a roll-back. */
    void carryOut(Statements statements) throws SQLException {
        result = work.on(statements);
    }

    /** Not before the commit. */
    void done() {
        wake(State.DONE);
    }

    /** Each caller gets an exception of its own. */
    void failed(Supplier<RuntimeException> reason) {
        failure = reason;
        wake(State.DONE);
    }

    void leads() {
        wake(State.LEADING);
    }

    private void wake(State next) {
        state = next;
        if (caller != Thread.currentThread()) {
            LockSupport.unpark(caller);
        }
    }

    boolean isDone() {
        return state == State.DONE;
    }

    /** Waits; an interrupt is kept for later, because work that was begun must be known to have ended. */
    void await() {
        boolean interrupted = false;
        while (state == State.WAITING) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            caller.interrupt();
        }
    }

    @SuppressWarnings("NullAway") // a turn that is done without failure has what its work returned
    T result() {
        Supplier<RuntimeException> reason = failure;
        if (reason != null) {
            throw reason.get();
        }
        return result;
    }
}
