package dev.sallyport.support;

import dev.sallyport.effect.Claim;
import dev.sallyport.effect.Durability;
import dev.sallyport.effect.Ledger;
import dev.sallyport.effect.LedgerEntry;
import dev.sallyport.effect.LedgerException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A ledger in memory whose store fails from a given call on. */
public final class BreakableLedger implements Ledger {
    private final Ledger ledger = Ledger.inMemory();
    private int left = Integer.MAX_VALUE;

    /** The next calls still work, the ones after them fail. */
    public void breakAfter(int calls) {
        left = calls;
    }

    private Ledger working() {
        if (left-- <= 0) {
            throw new LedgerException("the disk is full", null);
        }
        return ledger;
    }

    @Override
    public Claim claim(LedgerEntry proposal, Instant now) {
        return working().claim(proposal, now);
    }

    @Override
    public boolean renew(String key, String owner, Instant now, Instant until) {
        return working().renew(key, owner, now, until);
    }

    @Override
    public void settle(LedgerEntry settled) {
        working().settle(settled);
    }

    @Override
    public List<LedgerEntry> open(String tenant, Instant now, @Nullable LedgerEntry after, int most) {
        return working().open(tenant, now, after, most);
    }

    @Override
    public void sendingAgain(Collection<String> stamps, Instant now, Instant until) {
        working().sendingAgain(stamps, now, until);
    }

    @Override
    public Optional<Instant> sentAgainUntil(String stamp, Instant now) {
        return working().sentAgainUntil(stamp, now);
    }

    @Override
    public boolean spend(String budget, long amount, long limit, Instant now) {
        return working().spend(budget, amount, limit, now);
    }

    @Override
    public int forget(Instant now, Duration retention, int most) {
        return working().forget(now, retention, most);
    }

    @Override
    public byte[] hashKey() {
        return ledger.hashKey();
    }

    @Override
    public Durability durability() {
        return ledger.durability();
    }

    @Override
    public void close() {
        ledger.close();
    }
}
