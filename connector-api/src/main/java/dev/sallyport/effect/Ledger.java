package dev.sallyport.effect;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
     * Claims several intents at once; the n-th answer is the n-th proposal's, as if they had been claimed one after the
     * other. Durable ledgers record them all with one commit, or none.
     *
     * @throws LedgerException if the store cannot be written: then none may be sent
     */
    default List<Claim> claimAll(List<LedgerEntry> proposals, Instant now) {
        return proposals.stream().map(proposal -> claim(proposal, now)).toList();
    }

    /**
     * Prolongs a claim just before the first byte leaves.
     *
     * @return false if the claim is no longer this owner's: then nothing may be sent
     * @throws LedgerException if the store cannot be written
     */
    boolean renew(String key, String owner, Instant now, Instant until);

    /**
     * Prolongs several claims just before the first byte of their batch leaves; the n-th answer is the n-th key's. Durable
     * ledgers record them all with one commit, or none.
     *
     * @throws LedgerException if the store cannot be written: then none may be sent
     */
    default List<Boolean> renewAll(List<String> keys, String owner, Instant now, Instant until) {
        return keys.stream().map(key -> renew(key, owner, now, until)).toList();
    }

    /**
     * Records how an intent ended. An entry that is already committed stays committed; one that another owner claimed in
     * between stays claimed, unless it is now known to be committed.
     *
     * @throws LedgerException if the store cannot be written
     */
    void settle(LedgerEntry settled);

    /**
     * Records how several intents ended, each as {@link #settle} would. Durable ledgers record them all with one commit,
     * or none.
     *
     * @throws LedgerException if the store cannot be written
     */
    default void settleAll(List<LedgerEntry> settled) {
        settled.forEach(this::settle);
    }

    /**
     * A page of the entries of a tenant that are unknown, or claimed with a lease that has run out; oldest claim first.
     *
     * @param after the last entry of the page before; null for the first page
     * @param most how many at most; a shorter page is the last
     * @throws LedgerException if the store cannot be read
     */
    List<LedgerEntry> open(String tenant, Instant now, @Nullable LedgerEntry after, int most);

    /**
     * Notes, before they do, that writes go out again while an earlier sending may still be carried out.
     *
     * @param stamps the marks that they carry to the system
     * @param until an instant after which they are surely not sent
     * @throws LedgerException if the store cannot be written: then they may not be sent
     */
    void sendingAgain(Collection<String> stamps, Instant now, Instant until);

    /**
     * Until when the write with this mark goes out again, as the last of those said who sent it again; empty if nobody
     * did within the retention.
     *
     * @throws LedgerException if the store cannot be read
     */
    Optional<Instant> sentAgainUntil(String stamp, Instant now);

    /**
     * Draws on a budget. Asking for it in vain is a use of it as well, so that it is not forgotten and begun anew.
     *
     * @return false, and nothing drawn, if more than {@code limit} would be spent
     * @throws LedgerException if the store cannot be written
     */
    boolean spend(String budget, long amount, long limit, Instant now);

    /**
     * Forgets what is older than the retention, oldest first: settled entries, budgets that nobody used since, and notes
     * of what was sent again. Unknown entries stay.
     *
     * @param most how many at most, so that nobody waits long; call again while as many were forgotten
     * @return how many entries, budgets and notes were forgotten
     * @throws LedgerException if the store cannot be written
     */
    int forget(Instant now, Duration retention, int most);

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
