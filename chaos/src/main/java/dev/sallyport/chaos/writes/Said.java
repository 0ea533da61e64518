package dev.sallyport.chaos.writes;

import dev.sallyport.effect.Attribution;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import org.jspecify.annotations.Nullable;

/** One write that was meant, and what the client says became of it last. Safe for several threads. */
final class Said {
    private final String marker;
    private final String operation;
    private final boolean mayStayUnknown;
    private @Nullable Outcome<Receipt> outcome;
    private boolean swallowed;

    /**
     * A write that is about to be asked for.
     *
     * @param marker how the effect is known in the truth
     * @param operation what kind of write it is, and where
     * @param mayStayUnknown whether nothing need be able to tell what became of it
     */
    Said(String marker, String operation, boolean mayStayUnknown) {
        this.marker = marker;
        this.operation = operation;
        this.mayStayUnknown = mayStayUnknown;
    }

    /** What the client says now; a replay counts as swallowed unless the same write was asked for before. */
    synchronized void says(Outcome<Receipt> now) {
        boolean first = outcome == null;
        outcome = now;
        swallowed |= first
                && now instanceof Outcome.Committed<Receipt> done
                && done.value().replayed();
    }

    /** Asks the system what became of it, if that is not known. */
    void settle() {
        Outcome<Receipt> now = now();
        if (now instanceof Outcome.Unknown<Receipt> unknown) {
            Outcome<Receipt> settled = unknown.settle();
            synchronized (this) {
                outcome = settled;
            }
        }
    }

    synchronized @Nullable Outcome<Receipt> now() {
        return outcome;
    }

    boolean isCommitted() {
        return now() instanceof Outcome.Committed<Receipt>;
    }

    /** Whether the client says that it was this very write, and not only that the record is as wanted. */
    boolean isOurs() {
        return now() instanceof Outcome.Committed<Receipt> done && done.value().attribution() == Attribution.OURS;
    }

    boolean isUnknown() {
        return now() instanceof Outcome.Unknown<Receipt>;
    }

    boolean isNotSent() {
        return now() instanceof Outcome.NotSent<Receipt>;
    }

    synchronized boolean wasSwallowed() {
        return swallowed;
    }

    String marker() {
        return marker;
    }

    String operation() {
        return operation;
    }

    boolean mayStayUnknown() {
        return mayStayUnknown;
    }

    /** What it says, in a word. */
    String word() {
        Outcome<Receipt> now = now();
        return now == null
                ? "nothing"
                : now.fold(
                        done -> "committed",
                        not -> "not sent (" + not.reason().code() + ")",
                        no -> "rejected (" + no.reason().code() + ")",
                        still -> "unknown");
    }
}
