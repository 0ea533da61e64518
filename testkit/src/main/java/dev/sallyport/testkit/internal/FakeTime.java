package dev.sallyport.testkit.internal;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** A fake's clock, which tells the thread that does past work again the time of then. Safe for several threads. */
public final class FakeTime implements InstantSource {
    private final InstantSource source;
    private volatile @Nullable Past past;

    private FakeTime(InstantSource source) {
        this.source = source;
    }

    private record Past(Thread thread, Instant then) {}

    /** The clock as packs are to see it. */
    public static FakeTime of(InstantSource source) {
        return source instanceof FakeTime already ? already : new FakeTime(source);
    }

    /** The clock that was set. */
    public static InstantSource source(InstantSource clock) {
        return clock instanceof FakeTime time ? time.source : clock;
    }

    @Override
    public Instant instant() {
        Past again = past;
        return again != null && again.thread() == Thread.currentThread() ? again.then() : source.instant();
    }

    /** Does work as if it were then; one thread at a time, as a pack's state is only changed by one. */
    void at(Instant then, Runnable work) {
        past = new Past(Thread.currentThread(), then);
        try {
            work.run();
        } finally {
            past = null;
        }
    }
}
