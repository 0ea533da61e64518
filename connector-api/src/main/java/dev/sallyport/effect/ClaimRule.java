package dev.sallyport.effect;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules by which every ledger answers a claim on an entry that it already holds, and takes a settlement. */
public final class ClaimRule {
    private ClaimRule() {}

    /** Decides a claim; {@link #stored} says what to store then. */
    public static Claim decide(@Nullable LedgerEntry held, LedgerEntry proposal, Instant now) {
        if (held == null) {
            return new Claim.Granted(proposal);
        }
        Set<String> differing = differing(held, proposal);
        if (!differing.isEmpty()) {
            return new Claim.Differs(differing);
        }
        return switch (held.state()) {
            case COMMITTED -> new Claim.Done(held);
            case NOT_SENT, REJECTED -> new Claim.Granted(held.claimedBy(proposal.owner(), proposal.leaseUntil()));
            case UNKNOWN -> new Claim.ReconcileFirst(held.lookedForBy(proposal.owner(), proposal.leaseUntil()));
            case CLAIMED ->
                held.leaseUntil().isAfter(now)
                        ? new Claim.Busy(held.leaseUntil())
                        : new Claim.ReconcileFirst(held.lookedForBy(proposal.owner(), proposal.leaseUntil()));
        };
    }

    /** The entry to store when a claim is prolonged; null if it is no longer the owner's, and nothing may be sent. */
    public static @Nullable LedgerEntry renew(@Nullable LedgerEntry held, String owner, Instant until) {
        return held != null && held.isClaimedBy(owner) ? held.claimedBy(owner, until) : null;
    }

    /** The entry to store after a claim was decided; null if what is held stays as it is. */
    public static @Nullable LedgerEntry stored(Claim claim) {
        if (claim instanceof Claim.Granted granted) {
            return granted.entry();
        }
        return claim instanceof Claim.ReconcileFirst reconcile ? reconcile.entry() : null;
    }

    /**
     * What to store when an intent is settled: committed stays committed, and a claim that another owner took over in
     * between, or left unknown, can only be overruled by the news that it was committed. Of two owners who do not know,
     * the one counts who may have sent last.
     */
    public static LedgerEntry settle(@Nullable LedgerEntry held, LedgerEntry settled) {
        if (held == null) {
            return settled;
        }
        boolean overtaken = !held.owner().equals(settled.owner())
                && settled.state() != LedgerEntry.State.COMMITTED
                && (held.state() == LedgerEntry.State.CLAIMED || isUnknownAndCounts(held, settled));
        return held.state() == LedgerEntry.State.COMMITTED || overtaken ? held : settled;
    }

    private static boolean isUnknownAndCounts(LedgerEntry held, LedgerEntry settled) {
        boolean sentLater = settled.state() == LedgerEntry.State.UNKNOWN
                && settled.lastSent().isAfter(held.lastSent());
        return held.state() == LedgerEntry.State.UNKNOWN && !sentLater;
    }

    private static Set<String> differing(LedgerEntry held, LedgerEntry proposal) {
        Set<String> names = new HashSet<>(held.fieldHashes().keySet());
        names.addAll(proposal.fieldHashes().keySet());
        names.removeIf(name -> held.fieldHashes()
                .getOrDefault(name, "")
                .equals(proposal.fieldHashes().getOrDefault(name, "")));
        if (!held.operation().equals(proposal.operation())) {
            names.add("operation");
        }
        return names;
    }
}
