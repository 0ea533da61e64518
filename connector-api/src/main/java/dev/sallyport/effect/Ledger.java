package dev.sallyport.effect;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Remembers intents and spent budgets. Every method is atomic and returns only when what it says is as durable as
 * {@link #durability()} promises. Implementations are thread-safe; a store that cannot be written throws, and then no
 * write is sent.
 */
public interface Ledger extends AutoCloseable {

    /**
     * Claims an intent. {@code proposal} is stored if its key is new; else the stored entry decides: committed is done; a
     * live lease of another owner is busy; unknown, or a claim whose lease ran out, is claimed for reconciling; not sent
     * and rejected are claimed anew.
     *
     * @throws LedgerException if the store cannot be written
     */
    Claim claim(LedgerEntry proposal, Instant now);

    /**
     * Prolongs a claim just before the first byte leaves.
     *
     * @return false if the claim is no longer this owner's: then nothing may be sent
     * @throws LedgerException if the store cannot be written
     */
    boolean renew(String key, String owner, Instant now, Instant until);

    /**
     * Records how an intent ended. An entry that is already committed stays committed; one that another owner claimed in
     * between stays claimed, unless it is now known to be committed.
     *
     * @throws LedgerException if the store cannot be written
     */
    void settle(LedgerEntry settled);

    /**
     * The entries of a tenant that are unknown, or claimed with a lease that has run out; oldest first.
     *
     * @throws LedgerException if the store cannot be read
     */
    List<LedgerEntry> open(String tenant, Instant now, int most);

    /**
     * Draws on a budget.
     *
     * @return false, and nothing drawn, if more than {@code limit} would be spent
     * @throws LedgerException if the store cannot be written
     */
    boolean spend(String budget, long amount, long limit);

    /**
     * Forgets settled entries older than the retention; unknown ones stay.
     *
     * @return how many were forgotten
     * @throws LedgerException if the store cannot be written
     */
    int forget(Instant now, Duration retention);

    /** The key of the content hashes: made once for the store, kept with it, at least 16 bytes. */
    byte[] hashKey();

    /** What the ledger survives. */
    Durability durability();

    @Override
    void close();

    /** A ledger in memory, gone with the process; receipts say so. */
    static Ledger inMemory() {
        return new MemoryLedger();
    }
}
