package dev.sallyport.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Opens after 8 vendor faults in a row, for a jittered pause of at most 250 ms that doubles to 15 s, or for as long as
 * the vendor asks, up to 60 s. Then one call tries; each that succeeds lets twice as many go at the same time, until 32
 * could, and each that fails half as many, until none may: then the next pause begins. So an account that comes back is
 * not run over, and one that fails now and then is still used. Thread-safe.
 */
final class Circuit {
    private static final int FAULTS = 8;
    private static final int WIDE_OPEN = 32;
    private static final Duration SHORTEST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final Duration LONGEST_TOLD = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private final ReentrantLock lock = new ReentrantLock();
    private final Jitter jitter;
    private int faults;
    private boolean open;
    private Duration pause = SHORTEST;
    private Instant opensAt = Instant.MIN;
    private int allowed;
    private final Set<Thread> trying = new HashSet<>();
    private int generation;

    Circuit(Jitter jitter) {
        this.jitter = jitter;
    }

    /**
     * Whether a call may go.
     *
     * @param generation 0 if nothing was wrong; else which recovery the call tries
     * @param holder the thread that holds the place of one who tries; null for its own look-ups and for all others
     * @param waitUntil null if it may go; else when to ask again
     */
    record Pass(
            int generation,
            @Nullable Thread holder,
            @Nullable Instant waitUntil) {
        private static final Pass FREE = new Pass(0, null, null);

        private static Pass later(Instant instant) {
            return new Pass(0, null, instant);
        }
    }

    Pass ask(Instant now) {
        lock.lock();
        try {
            if (!open) {
                return Pass.FREE;
            }
            if (trying.contains(Thread.currentThread())) {
                // What one who tries must read first, such as a token, is part of the same try.
                return new Pass(generation, null, null);
            }
            if (now.isBefore(opensAt)) {
                return Pass.later(opensAt.plus(jitter.upTo(pause.dividedBy(2))));
            }
            if (trying.size() < allowed) {
                trying.add(Thread.currentThread());
                return new Pass(generation, Thread.currentThread(), null);
            }
            return Pass.later(now.plus(LOOK_AGAIN.dividedBy(2)).plus(jitter.upTo(LOOK_AGAIN)));
        } finally {
            lock.unlock();
        }
    }

    void succeeded(Pass pass) {
        lock.lock();
        try {
            if (!open) {
                faults = 0;
            } else if (pass.generation() == generation) {
                allowed *= 2;
                pause = longer(pause.dividedBy(2), SHORTEST);
                if (allowed > WIDE_OPEN) {
                    open = false;
                    faults = 0;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** The vendor failed; {@code told} is when it says to come again, or null. */
    void failed(Pass pass, Instant now, @Nullable Instant told) {
        lock.lock();
        try {
            // Calls that were under way when it opened tell nothing new.
            boolean news = open ? pass.generation() == generation : ++faults >= FAULTS;
            if (news && open && allowed > 1) {
                allowed /= 2;
            } else if (news) {
                open = true;
                generation++;
                allowed = 1;
                trying.clear();
                opensAt = now.plus(pause.dividedBy(2)).plus(jitter.upTo(pause.dividedBy(2)));
                pause = shorter(pause.multipliedBy(2), LONGEST);
            }
            if (open && told != null && told.isAfter(opensAt)) {
                Instant latest = now.plus(LONGEST_TOLD);
                opensAt = told.isBefore(latest) ? told : latest;
            }
        } finally {
            lock.unlock();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** A call that was let through is over, whatever came of it. */
    void done(Pass pass) {
        if (pass.holder() == null) {
            return;
        }
        lock.lock();
        try {
            if (pass.generation() == generation) {
                trying.remove(pass.holder());
            }
        } finally {
            lock.unlock();
        }
    }
}
