package dev.sallyport.testkit.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A stretch in which the whole system is down, counted from the first request after start or reset. Immutable.
 *
 * <p>Starts and ends counted in requests follow the order of arrival, so under several threads they differ from run to run
 * as to whom they hit. Defaults: answers the vendor's "down for now" without {@code Retry-After}.
 */
public final class Downtime {
    private final @Nullable Duration startsAfter;
    private final long afterRequests;
    private final @Nullable Duration lasting;
    private final long forRequests;
    private final boolean refusing;
    private final @Nullable Duration retryAfter;

    private Downtime(
            @Nullable Duration startsAfter,
            long afterRequests,
            @Nullable Duration lasting,
            long forRequests,
            boolean refusing,
            @Nullable Duration retryAfter) {
        this.startsAfter = startsAfter;
        this.afterRequests = afterRequests;
        this.lasting = lasting;
        this.forRequests = forRequests;
        this.refusing = refusing;
        this.retryAfter = retryAfter;
    }

    /** How a downtime begins; it has yet to be told how it ends. */
    public static final class Start {
        private final @Nullable Duration after;
        private final long requests;

        private Start(@Nullable Duration after, long requests) {
            this.after = after;
            this.requests = requests;
        }

        /** Ends it this long after it began. */
        public Downtime lasting(Duration length) {
            requireAmount("length", !length.isNegative() && !length.isZero());
            return new Downtime(after, requests, length, 0, false, null);
        }

        /** Ends it after so many requests were turned away. */
        public Downtime forRequests(long count) {
            requireAmount("count", count > 0);
            return new Downtime(after, requests, null, count, false, null);
        }
    }

    /** Begins this long after the first request, by the fake's clock; zero takes the first request along. */
    public static Start after(Duration offset) {
        requireAmount("offset", !offset.isNegative());
        return new Start(offset, 0);
    }

    /** Begins once so many requests have arrived; 0 takes the first request along. */
    public static Start afterRequests(long count) {
        requireAmount("count", count >= 0);
        return new Start(null, count);
    }

    /**
     * Closes the listening socket in place of answering: new connections are refused, requests on open ones are reset. It
     * is measured in real time, whatever the fake's clock.
     *
     * @throws IllegalStateException where the end is counted in requests, for none can arrive
     */
    public Downtime refusingConnections() {
        if (lasting == null) {
            throw new IllegalStateException("refusing connections needs an end in time: use lasting(…)");
        }
        return new Downtime(startsAfter, afterRequests, lasting, forRequests, true, null);
    }

    /** Promises a time in the answers. */
    public Downtime retryAfter(Duration promise) {
        return new Downtime(startsAfter, afterRequests, lasting, forRequests, refusing, promise);
    }

    private static void requireAmount(String what, boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException(what + " of a downtime is out of range");
        }
    }

    /** How long after the first request it begins; null if counted in requests. */
    public @Nullable Duration startsAfter() {
        return startsAfter;
    }

    /** After how many requests it begins, if counted so. */
    public long startsAfterRequests() {
        return afterRequests;
    }

    /** How long it lasts; null if counted in requests. */
    public @Nullable Duration length() {
        return lasting;
    }

    /** How many requests it turns away, if counted so. */
    public long lengthInRequests() {
        return forRequests;
    }

    /** Whether it closes the listening socket. */
    public boolean refuses() {
        return refusing;
    }

    /** What its answers promise; null for nothing. */
    public @Nullable Duration promise() {
        return retryAfter;
    }

    @Override
    public String toString() {
        String start = startsAfter == null ? afterRequests + " requests" : startsAfter.toString();
        String end = lasting == null ? forRequests + " requests" : lasting.toString();
        return "down after " + start + " for " + end + (refusing ? ", refusing" : "");
    }
}
