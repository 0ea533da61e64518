package dev.sallyport.effect;

import dev.sallyport.Ref;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Proof of a committed write. Immutable.
 *
 * @param target the record made or changed
 * @param intent the intent's key in the ledger
 * @param at when it was settled as committed, by the local clock
 * @param replayed whether this is the receipt of an earlier call with the same intent; then {@code at} is that call's
 * @param attribution whether the write is proved to be this intent's
 * @param durability what the ledger that holds this receipt survives
 * @param version the record's version after the write, where the vendor says
 * @param affected how many records or rows were changed
 * @param attempts how often it was sent; 0 for a replay
 */
public record Receipt(
        Ref target,
        String intent,
        Instant at,
        boolean replayed,
        Attribution attribution,
        Durability durability,
        @Nullable String version,
        long affected,
        int attempts) {}
