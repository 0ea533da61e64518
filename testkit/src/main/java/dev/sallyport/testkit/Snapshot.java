package dev.sallyport.testkit;

import java.time.Instant;

/**
 * The state of a fake at a moment, for {@link FakeServer#restore}. It is good for the fake that gave it, for as long as that
 * runs, and as often as wanted. Immutable.
 */
public final class Snapshot {
    private final Instant takenAt;
    private final int effects;
    private final Object content;

    /** For the fake; {@code content} is its own business. */
    Snapshot(Instant takenAt, int effects, Object content) {
        this.takenAt = takenAt;
        this.effects = effects;
        this.content = content;
    }

    /** When it was taken, by the fake's clock. */
    public Instant takenAt() {
        return takenAt;
    }

    /** How many effects had been committed. */
    public int effects() {
        return effects;
    }

    Object content() {
        return content;
    }

    @Override
    public String toString() {
        return "Snapshot[" + takenAt + ", " + effects + " effects]";
    }
}
