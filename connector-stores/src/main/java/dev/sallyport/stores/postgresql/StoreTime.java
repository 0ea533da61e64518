package dev.sallyport.stores.postgresql;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The database's clock beside the caller's. Leases and endings are stored as the database would have dated them, so that
 * machines whose clocks differ agree on them, and are given out in the caller's time. In nanoseconds since 1970.
 *
 * @param ahead by how much the database's clock is ahead of the caller's
 */
record StoreTime(long ahead) {
    private static final long NANOS = 1_000_000_000;

    /** What the clocks show at the same moment. */
    static StoreTime of(long storeMicros, Instant callers) {
        return new StoreTime(storeMicros * 1_000 - nanos(callers) / 1_000 * 1_000);
    }

    long stored(Instant callers) {
        return nanos(callers) + ahead;
    }

    @Nullable
    Long storedOrNull(@Nullable Instant callers) {
        return callers == null ? null : Long.valueOf(stored(callers));
    }

    Instant callers(long stored) {
        return instant(stored - ahead);
    }

    static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }
}
