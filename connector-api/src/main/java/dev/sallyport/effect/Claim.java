package dev.sallyport.effect;

import java.time.Instant;
import java.util.Set;

/** What the ledger answers to somebody who wants to carry out an intent. */
public sealed interface Claim {

    /**
     * It is yours: send it.
     *
     * @param entry the entry as claimed
     */
    record Granted(LedgerEntry entry) implements Claim {}

    /**
     * It is yours, but an earlier try may have been committed: reconcile before sending.
     *
     * @param entry the entry as claimed
     */
    record ReconcileFirst(LedgerEntry entry) implements Claim {}

    /**
     * It was committed before: give out its receipt.
     *
     * @param entry the committed entry
     */
    record Done(LedgerEntry entry) implements Claim {}

    /**
     * Somebody else holds it.
     *
     * @param until when their lease ends
     */
    record Busy(Instant until) implements Claim {}

    /**
     * The key was used with other content.
     *
     * @param fields the fields that differ
     */
    record Differs(Set<String> fields) implements Claim {}
}
