package dev.sallyport.effect;

import dev.sallyport.Ref;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of an intent: keys, target and keyed hashes, no content. Immutable.
 *
 * @param key the intent's key, unique within the ledger
 * @param tenant the system and account that it is meant for
 * @param operation the operation's name
 * @param stamp the mark that the write carries to the system, by which it can be found there
 * @param target the record to change or, once committed, the record made; null while not known
 * @param fieldHashes a keyed hash for each field of the content
 * @param state where it stands
 * @param owner the process that holds the claim
 * @param leaseUntil until when the claim is the owner's
 * @param claimedAt when it was first claimed
 * @param settledAt when it was settled; for a claim that is being looked for, when it was last settled; else null
 * @param version for a committed entry, the record's version after the write, where the vendor said; for one that is
 *     unknown or looked for, the version on which the write was conditional, where it was
 * @param affected how many records or rows were changed
 * @param attribution for a committed entry, whether the write is proved to be this intent's
 */
public record LedgerEntry(
        String key,
        String tenant,
        String operation,
        String stamp,
        @Nullable Ref target,
        Map<String, String> fieldHashes,
        State state,
        String owner,
        Instant leaseUntil,
        Instant claimedAt,
        @Nullable Instant settledAt,
        @Nullable String version,
        long affected,
        Attribution attribution) {

    /** Where an intent stands. */
    public enum State {
        /** Claimed; it may have been sent. */
        CLAIMED,
        /** Committed by the system. */
        COMMITTED,
        /** Surely not committed; may be claimed again. */
        NOT_SENT,
        /** Refused by the system; may be claimed again. */
        REJECTED,
        /** Perhaps committed; must be reconciled before anything is sent. */
        UNKNOWN
    }

    public LedgerEntry {
        fieldHashes = Map.copyOf(fieldHashes);
    }

    /** The same intent under a new claim. The first claim's time and the stamp stay. */
    public LedgerEntry claimedBy(String newOwner, Instant until) {
        return new LedgerEntry(
                key,
                tenant,
                operation,
                stamp,
                target,
                fieldHashes,
                State.CLAIMED,
                newOwner,
                until,
                claimedAt,
                null,
                null,
                0,
                Attribution.OURS);
    }

    /** The same intent, claimed to be looked for; {@link #settledAt} keeps an instant after its last sending. */
    public LedgerEntry lookedForBy(String newOwner, Instant until) {
        return new LedgerEntry(
                key,
                tenant,
                operation,
                stamp,
                target,
                fieldHashes,
                State.CLAIMED,
                newOwner,
                until,
                claimedAt,
                lastSent(),
                state == State.UNKNOWN || state == State.CLAIMED ? version : null,
                0,
                Attribution.OURS);
    }

    /** An instant after which this intent was surely not sent. */
    public Instant lastSent() {
        return settledAt == null ? leaseUntil : settledAt;
    }

    /** The same intent, settled. */
    public LedgerEntry settled(
            State newState, @Nullable Ref record, @Nullable String newVersion, long count, Instant at) {
        return new LedgerEntry(
                key,
                tenant,
                operation,
                stamp,
                record == null ? target : record,
                fieldHashes,
                newState,
                owner,
                leaseUntil,
                claimedAt,
                at,
                newVersion,
                count,
                Attribution.OURS);
    }

    /** The same entry, with whose write it was. */
    public LedgerEntry by(Attribution whose) {
        return new LedgerEntry(
                key,
                tenant,
                operation,
                stamp,
                target,
                fieldHashes,
                state,
                owner,
                leaseUntil,
                claimedAt,
                settledAt,
                version,
                affected,
                whose);
    }

    /** Whether it is claimed, and by this owner. */
    public boolean isClaimedBy(String somebody) {
        return state == State.CLAIMED && owner.equals(somebody);
    }

    /** Whether it is unknown, or claimed with a lease that has run out: somebody has to ask what became of it. */
    public boolean isOpen(Instant now) {
        return state == State.UNKNOWN || (state == State.CLAIMED && !leaseUntil.isAfter(now));
    }

    /** Whether it ended and is known how; such an entry may be forgotten after the retention. */
    public boolean isSettled() {
        return state == State.COMMITTED || state == State.NOT_SENT || state == State.REJECTED;
    }
}
