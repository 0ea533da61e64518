package dev.sallyport.effect;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Intents in a map. */
final class MemoryLedger implements Ledger {
    private final Map<String, LedgerEntry> entries = new ConcurrentHashMap<>();
    private final Map<String, Long> spent = new ConcurrentHashMap<>();
    private final byte[] hashKey = new byte[32];

    MemoryLedger() {
        new SecureRandom().nextBytes(hashKey);
    }

    @Override
    public Claim claim(LedgerEntry proposal, Instant now) {
        AtomicReference<Claim> answer = new AtomicReference<>(new Claim.Granted(proposal));
        entries.compute(proposal.key(), (key, held) -> {
            if (held == null) {
                return proposal;
            }
            Claim claim = ClaimRule.decide(held, proposal, now);
            answer.set(claim);
            if (claim instanceof Claim.Granted granted) {
                return granted.entry();
            }
            return claim instanceof Claim.ReconcileFirst reconcile ? reconcile.entry() : held;
        });
        return Objects.requireNonNull(answer.get());
    }

    @Override
    public boolean renew(String key, String owner, Instant now, Instant until) {
        AtomicBoolean renewed = new AtomicBoolean();
        entries.computeIfPresent(key, (name, held) -> {
            boolean ours =
                    held.state() == LedgerEntry.State.CLAIMED && held.owner().equals(owner);
            renewed.set(ours);
            return ours ? held.claimedBy(owner, until) : held;
        });
        return renewed.get();
    }

    @Override
    public void settle(LedgerEntry settled) {
        entries.compute(settled.key(), (key, held) -> ClaimRule.settle(held, settled));
    }

    @Override
    public List<LedgerEntry> open(String tenant, Instant now, int most) {
        return entries.values().stream()
                .filter(entry -> entry.tenant().equals(tenant))
                .filter(entry -> entry.state() == LedgerEntry.State.UNKNOWN
                        || (entry.state() == LedgerEntry.State.CLAIMED
                                && !entry.leaseUntil().isAfter(now)))
                .sorted(Comparator.comparing(LedgerEntry::claimedAt))
                .limit(most)
                .toList();
    }

    @Override
    public boolean spend(String budget, long amount, long limit) {
        AtomicBoolean allowed = new AtomicBoolean();
        spent.compute(budget, (name, before) -> {
            long already = before == null ? 0 : before;
            allowed.set(already + amount <= limit);
            return allowed.get() ? Long.valueOf(already + amount) : before;
        });
        return allowed.get();
    }

    @Override
    public int forget(Instant now, Duration retention) {
        Instant horizon = now.minus(retention);
        int before = entries.size();
        entries.values()
                .removeIf(entry -> entry.isSettled()
                        && entry.settledAt() != null
                        && entry.settledAt().isBefore(horizon));
        return before - entries.size();
    }

    @Override
    public byte[] hashKey() {
        return hashKey.clone();
    }

    @Override
    public Durability durability() {
        return Durability.MEMORY;
    }

    @Override
    public void close() {
        entries.clear();
    }
}
