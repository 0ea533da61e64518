package dev.sallyport.pipeline;

import dev.sallyport.pacing.Draw;
import dev.sallyport.pacing.Permit;
import dev.sallyport.pacing.QuotaStore;
import dev.sallyport.pacing.Reservation;
import dev.sallyport.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The calls of this process that wait for the same draws, in the order in which they came. One of them asks the store
 * for all; the others sleep until it has a permit for them. No lock is held while the store is asked or time passes.
 * Thread-safe.
 */
final class Line {
    private static final int MOST_AT_ONCE = 256;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private final List<Draw> draws;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
    private boolean led;
    /** Until when the store has said that there is nothing; null if it has not. */
    private Reservation.@Nullable Wait asleep;

    private volatile String limit = "";

    Line(List<Draw> draws) {
        this.draws = draws;
    }

    /**
     * Waits for a permit.
     *
     * @return the permit, or when there would be one, if that is not before the deadline
     * @throws InterruptedException if the caller is interrupted; it holds nothing then
     */
    Waiter await(QuotaStore store, Instant deadline, TimeSource time) throws InterruptedException {
        Waiter me = new Waiter(deadline, lock.newCondition());
        if (waitForTurn(me, store, time)) {
            lead(me, store, time);
        }
        return me;
    }

    /** Waits until the call is over or is the one to ask for all; true for the latter. */
    private boolean waitForTurn(Waiter me, QuotaStore store, TimeSource time) throws InterruptedException {
        List<Permit> spare = List.of();
        lock.lockInterruptibly();
        try {
            if (!waiting.isEmpty()) {
                Reservation.Wait turn = store.opensFor(draws, waiting.size() + 1, time.now());
                Reservation.Wait nothing = asleep;
                Reservation.Wait later = nothing != null && nothing.until().isAfter(turn.until()) ? nothing : turn;
                if (!later.until().isBefore(me.deadline)) {
                    me.refusal = later;
                    return false;
                }
            }
            waiting.add(me);
            while (!me.isOver() && led) {
                me.turn.await();
            }
            // Decided under the lock: whoever is said to lead must come to hand over.
            boolean leads = !me.isOver();
            led = led || leads;
            return leads;
        } catch (InterruptedException e) {
            // Before the lock is let go: the next in line must not be told that there is nothing while this one holds a
            // permit.
            spare = leaves(me);
            throw e;
        } finally {
            lock.unlock();
            spare.forEach(Permit::refund);
        }
    }

    /** The limit that last stood in the way. */
    String limit() {
        return limit;
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void lead(Waiter me, QuotaStore store, TimeSource time) throws InterruptedException {
        try {
            while (!isOver(me)) {
                Reservation.Wait wait = ask(store, time);
                if (wait != null && !isOver(me)) {
                    Duration left = Duration.between(time.now(), wait.until());
                    time.sleep(left.compareTo(SHORTEST) < 0 ? SHORTEST : left);
                }
            }
        } catch (InterruptedException | RuntimeException e) {
            leave(me);
            throw e;
        } finally {
            handOver(me);
        }
    }

    private boolean isOver(Waiter me) {
        lock.lock();
        try {
            return me.isOver();
        } finally {
            lock.unlock();
        }
    }

    /** Asks the store once for all who wait; null if somebody got a permit. */
    private Reservation.@Nullable Wait ask(QuotaStore store, TimeSource time) {
        int most;
        lock.lock();
        try {
            most = Math.max(1, Math.min(MOST_AT_ONCE, waiting.size()));
        } finally {
            lock.unlock();
        }
        Reservation answer = store.reserve(draws, most, time.now());
        List<Permit> spare;
        lock.lock();
        try {
            if (answer instanceof Reservation.Wait wait) {
                limit = wait.limit();
                asleep = wait;
                refuseTheHopeless(wait);
                return wait;
            }
            asleep = null;
            spare = give(((Reservation.Taken) answer).permits());
        } finally {
            lock.unlock();
        }
        spare.forEach(Permit::refund);
        return null;
    }

    /** Gives permits to those who came first; what is left is to be refunded without the lock. */
    private List<Permit> give(List<Permit> permits) {
        int given = 0;
        while (given < permits.size() && !waiting.isEmpty()) {
            Waiter first = waiting.remove();
            first.permit = permits.get(given++);
            first.turn.signal();
        }
        return permits.subList(given, permits.size());
    }

    /** Whoever must be gone before the next permit comes need not wait for it. */
    private void refuseTheHopeless(Reservation.Wait wait) {
        waiting.removeIf(waiter -> {
            if (waiter.deadline.isAfter(wait.until())) {
                return false;
            }
            waiter.refusal = wait;
            waiter.turn.signal();
            return true;
        });
    }

    private void handOver(Waiter me) {
        lock.lock();
        try {
            waiting.remove(me);
            led = false;
            asleep = null;
            wakeNext();
        } finally {
            lock.unlock();
        }
    }

    private void leave(Waiter me) {
        List<Permit> spare;
        lock.lock();
        try {
            spare = leaves(me);
        } finally {
            lock.unlock();
        }
        spare.forEach(Permit::refund);
    }

    /** The caller gives up: a permit that has come meanwhile goes to the next, or is to be refunded without the lock. */
    private List<Permit> leaves(Waiter me) {
        waiting.remove(me);
        List<Permit> spare = me.permit == null ? List.of() : give(List.of(me.permit));
        me.permit = null;
        wakeNext();
        return spare;
    }

    private void wakeNext() {
        Waiter next = waiting.peek();
        if (!led && next != null) {
            next.turn.signal();
        }
    }
}
