package dev.sallyport.stores.sqlite;

import dev.sallyport.effect.LedgerException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Lets callers that come at the same time share one commit. Whoever finds nobody leading leads: it carries out what waits,
 * its own work first, and hands on to the one that has waited longest. Nobody polls, and there is no thread of its own.
 */
final class GroupCommit {
    private static final int MOST = 256;
    /** Held for a few instructions, never while a file is written. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Deque<Turn<?>> waiting = new ArrayDeque<>();
    private final Consumer<Group> commit;
    private boolean led;

    /** {@code commit} takes the group when it has the right to write, and ends each of its turns. */
    GroupCommit(Consumer<Group> commit) {
        this.commit = commit;
    }

    <T> T join(SqliteFile.Work<T> work) {
        Turn<T> turn = new Turn<>(work);
        if (!leads(turn)) {
            turn.await();
        }
        if (!turn.isDone()) {
            lead();
        }
        return turn.result();
    }

    private boolean leads(Turn<?> turn) {
        lock.lock();
        try {
            waiting.add(turn);
            boolean first = !led;
            led = true;
            return first;
        } finally {
            lock.unlock();
        }
    }

    private void lead() {
        Group group = new Group();
        try {
            commit.accept(group);
        } finally {
            group.failUnfinished();
            handOn();
        }
    }

    private void handOn() {
        lock.lock();
        try {
            led = !waiting.isEmpty();
            if (led) {
                waiting.element().leads();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Those who share a commit. Who comes before it is taken is in it. */
    final class Group {
        private final List<Turn<?>> turns = new ArrayList<>();

        List<Turn<?>> take() {
            lock.lock();
            try {
                while (!waiting.isEmpty() && turns.size() < MOST) {
                    turns.add(waiting.remove());
                }
                return turns;
            } finally {
                lock.unlock();
            }
        }

        /** After an error of the machine nobody may wait for ever, or believe that its work is on disk. */
        private void failUnfinished() {
            for (Turn<?> turn : turns.isEmpty() ? take() : turns) {
                if (!turn.isDone()) {
                    turn.failed(() -> new LedgerException("the ledger's commit ended in an error; try again", null));
                }
            }
        }
    }
}
