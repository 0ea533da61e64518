package dev.sallyport.effect;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Intents in a map. */
final class MemoryLedger implements Ledger {
    private static final Comparator<LedgerEntry> OLDEST_FIRST =
            Comparator.comparing(LedgerEntry::claimedAt).thenComparing(LedgerEntry::key);
    private final Map<String, LedgerEntry> entries = new ConcurrentHashMap<>();
    private final MemoryBudgets budgets = new MemoryBudgets();
    private final MemoryResends resends = new MemoryResends();
    /** In the order of their settling, so that forgetting never walks the map. */
    private final Queue<LedgerEntry> settledInOrder = new ConcurrentLinkedQueue<>();

    private final ReentrantLock forgetting = new ReentrantLock();
    private final byte[] hashKey = new byte[32];

    MemoryLedger() {
        new SecureRandom().nextBytes(hashKey);
    }

    @Override
    public Claim claim(LedgerEntry proposal, Instant now) {
        return entries.putIfAbsent(proposal.key(), proposal) == null
                ? new Claim.Granted(proposal)
                : claimHeld(proposal, now);
    }

    private Claim claimHeld(LedgerEntry proposal, Instant now) {
        AtomicReference<Claim> answer = new AtomicReference<>();
        entries.compute(proposal.key(), (key, held) -> {
            Claim claim = ClaimRule.decide(held, proposal, now);
            answer.set(claim);
            LedgerEntry stored = ClaimRule.stored(claim);
            return stored == null ? held : stored;
        });
        return Objects.requireNonNull(answer.get());
    }

    @Override
    public boolean renew(String key, String owner, Instant now, Instant until) {
        LedgerEntry kept = entries.computeIfPresent(key, (name, held) -> {
            LedgerEntry renewed = ClaimRule.renew(held, owner, until);
            return renewed == null ? held : renewed;
        });
        return kept != null && kept.isClaimedBy(owner);
    }

    @Override
    public void settle(LedgerEntry settled) {
        LedgerEntry kept = entries.compute(settled.key(), (key, held) -> ClaimRule.settle(held, settled));
        if (settled.isSettled() && settled.equals(kept)) {
            settledInOrder.add(settled);
        }
    }

    @Override
    public List<LedgerEntry> open(String tenant, Instant now, @Nullable LedgerEntry after, int most) {
        return entries.values().stream()
                .filter(entry -> entry.isOpen(now) && entry.tenant().equals(tenant))
                .filter(entry -> after == null || OLDEST_FIRST.compare(entry, after) > 0)
                .sorted(OLDEST_FIRST)
                .limit(most)
                .toList();
    }

    @Override
    public void sendingAgain(Collection<String> stamps, Instant now, Instant until) {
        stamps.forEach(stamp -> resends.note(stamp, until));
    }

    @Override
    public Optional<Instant> sentAgainUntil(String stamp, Instant now) {
        return resends.until(stamp);
    }

    @Override
    public boolean spend(String budget, long amount, long limit, Instant now) {
        return budgets.spend(budget, amount, limit, now);
    }

    @Override
    public int forget(Instant now, Duration retention, int most) {
        if (!forgetting.tryLock()) {
            return 0;
        }
        try {
            Instant horizon = now.minus(retention);
            int forgotten = 0;
            while (forgotten < most) {
                LedgerEntry oldest = settledInOrder.peek();
                if (oldest == null || !endedBefore(oldest, horizon)) {
                    break;
                }
                settledInOrder.remove();
                // What was claimed again or settled anew in between stays.
                forgotten += entries.remove(oldest.key(), oldest) ? 1 : 0;
            }
            forgotten += budgets.forget(horizon, most - forgotten);
            return forgotten + resends.forget(horizon, most - forgotten);
        } finally {
            forgetting.unlock();
        }
    }

    private static boolean endedBefore(LedgerEntry entry, Instant horizon) {
        Instant settledAt = entry.settledAt();
        return settledAt != null && settledAt.isBefore(horizon);
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
        settledInOrder.clear();
        budgets.clear();
        resends.clear();
    }
}
