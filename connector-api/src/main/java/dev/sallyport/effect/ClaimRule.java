package dev.sallyport.effect;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules by which every ledger answers a claim on an entry that it already holds, and takes a settlement. */
public final class ClaimRule {
    private ClaimRule() {}

    /** Decides a claim; a {@link Claim.Granted} or {@link Claim.ReconcileFirst} holds the entry to store. */
    public static Claim decide(LedgerEntry held, LedgerEntry proposal, Instant now) {
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

    /**
     * What to store when an intent is settled: committed stays committed, and a claim that another owner took over in
     * between can only be overruled by the news that it was committed.
     */
    public static LedgerEntry settle(@Nullable LedgerEntry held, LedgerEntry settled) {
        if (held == null) {
            return settled;
        }
        boolean overtaken = held.state() == LedgerEntry.State.CLAIMED
                && !held.owner().equals(settled.owner())
                && settled.state() != LedgerEntry.State.COMMITTED;
        return held.state() == LedgerEntry.State.COMMITTED || overtaken ? held : settled;
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
