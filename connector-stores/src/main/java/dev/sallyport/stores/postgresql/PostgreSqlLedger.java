package dev.sallyport.stores.postgresql;

import dev.sallyport.effect.Claim;
import dev.sallyport.effect.ClaimRule;
import dev.sallyport.effect.Durability;
import dev.sallyport.effect.Ledger;
import dev.sallyport.effect.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Intents and spent budgets in PostgreSQL, shared by the processes of a fleet. What a method says is committed, with
 * {@code synchronous_commit} on, when it returns; leases are judged by the database's clock. Whatever is in doubt, such as
 * a commit whose answer was lost, throws. Thread-safe; needs {@code org.postgresql:postgresql} on the class path.
 */
public final class PostgreSqlLedger implements Ledger {
    private final Transactions transactions;
    private final IntentRows intents;
    private final Tables tables;
    private final byte[] hashKey;

    PostgreSqlLedger(Transactions transactions, Tables tables, byte[] hashKey) {
        this.transactions = transactions;
        this.intents = new IntentRows(tables);
        this.tables = tables;
        this.hashKey = hashKey;
    }

    /** A ledger that takes its connections from this pool, such as HikariCP's, which stays its owner's to close. */
    public static PostgreSqlLedgerBuilder on(DataSource pool) {
        return new PostgreSqlLedgerBuilder(pool, null);
    }

    /** A ledger with a small pool of its own. Needs {@code com.zaxxer:HikariCP} on the class path. */
    public static PostgreSqlLedgerBuilder at(String url) {
        return new PostgreSqlLedgerBuilder(null, url);
    }

    /** What makes the tables, for a database where the ledger's own user may not: to be run once by who may. */
    public static List<String> ddl(String schema) {
        return new Tables(schema).statements();
    }

    @Override
    public Claim claim(LedgerEntry proposal, Instant now) {
        return claimAll(List.of(proposal), now).get(0);
    }

    @Override
    public List<Claim> claimAll(List<LedgerEntry> proposals, Instant now) {
        return transactions.once(session -> {
            StoreTime time = session.timeAt(now);
            Map<String, LedgerEntry> first = byKey(proposals);
            Set<String> added = intents.add(session, first.values(), time);
            Map<String, LedgerEntry> held = intents.lock(session, without(first.keySet(), added), time);
            session.repeatUnless(added.size() + held.size() == first.size());
            Map<String, LedgerEntry> changed = new HashMap<>();
            List<Claim> claims = new ArrayList<>();
            for (LedgerEntry proposal : proposals) {
                Claim claim = ClaimRule.decide(held.get(proposal.key()), proposal, now);
                LedgerEntry stored = ClaimRule.stored(claim);
                if (stored != null) {
                    held.put(proposal.key(), stored);
                    if (!stored.equals(proposal) || !added.contains(proposal.key())) {
                        changed.put(proposal.key(), stored);
                    }
                }
                claims.add(claim);
            }
            intents.store(session, changed.values(), time);
            return claims;
        });
    }

    @Override
    public boolean renew(String key, String owner, Instant now, Instant until) {
        return renewAll(List.of(key), owner, now, until).get(0);
    }

    @Override
    public List<Boolean> renewAll(List<String> keys, String owner, Instant now, Instant until) {
        return transactions.again(session -> {
            StoreTime time = session.timeAt(now);
            Map<String, LedgerEntry> renewed = new HashMap<>();
            intents.lock(session, keys, time).forEach((key, held) -> {
                LedgerEntry mine = ClaimRule.renew(held, owner, until);
                if (mine != null) {
                    renewed.put(key, mine);
                }
            });
            intents.store(session, renewed.values(), time);
            return keys.stream().map(renewed::containsKey).toList();
        });
    }

    @Override
    public void settle(LedgerEntry settled) {
        settleAll(List.of(settled));
    }

    @Override
    public void settleAll(List<LedgerEntry> settled) {
        transactions.again(session -> {
            StoreTime time = session.lastTime();
            Map<String, LedgerEntry> held = intents.lock(session, byKey(settled).keySet(), time);
            Map<String, LedgerEntry> added = new TreeMap<>();
            Map<String, LedgerEntry> changed = new HashMap<>();
            for (LedgerEntry entry : settled) {
                LedgerEntry before = added.getOrDefault(entry.key(), held.get(entry.key()));
                LedgerEntry kept = ClaimRule.settle(before, entry);
                if (!held.containsKey(entry.key())) {
                    added.put(entry.key(), kept);
                } else if (!kept.equals(before)) {
                    held.put(entry.key(), kept);
                    changed.put(entry.key(), kept);
                }
            }
            session.repeatUnless(intents.add(session, added.values(), time).size() == added.size());
            intents.store(session, changed.values(), time);
            return true;
        });
    }

    @Override
    public List<LedgerEntry> open(String tenant, Instant now, @Nullable LedgerEntry after, int most) {
        return transactions.again(session -> intents.open(session, tenant, session.timeAt(now), after, most));
    }

    @Override
    public void sendingAgain(Collection<String> stamps, Instant now, Instant until) {
        transactions.again(session -> session.update(
                tables.noteAgain(),
                session.timeAt(now).stored(until),
                stamps.stream().distinct().toArray(String[]::new)));
    }

    @Override
    public Optional<Instant> sentAgainUntil(String stamp, Instant now) {
        return transactions.again(session -> {
            StoreTime time = session.timeAt(now);
            List<Instant> until = new ArrayList<>();
            session.query(tables.sentAgain(), row -> until.add(time.callers(row.getLong(1))), stamp);
            return until.stream().findFirst();
        });
    }

    @Override
    public boolean spend(String budget, long amount, long limit, Instant now) {
        return transactions.once(session -> {
            long used = session.timeAt(now).stored(now);
            boolean drawn = session.update(tables.spend(), budget, amount, used, amount, limit, limit) == 1;
            if (!drawn) {
                session.update(tables.use(), used, budget, used);
            }
            return drawn;
        });
    }

    @Override
    public int forget(Instant now, Duration retention, int most) {
        return transactions.again(session -> {
            long horizon = session.timeAt(now).stored(now.minus(retention));
            int forgotten = session.update(tables.forget(), horizon, most);
            forgotten += session.update(tables.forgetBudgets(), horizon, most - forgotten);
            return forgotten + session.update(tables.forgetAgain(), horizon, most - forgotten);
        });
    }

    private static Map<String, LedgerEntry> byKey(List<LedgerEntry> entries) {
        Map<String, LedgerEntry> sorted = new TreeMap<>();
        entries.forEach(entry -> sorted.putIfAbsent(entry.key(), entry));
        return sorted;
    }

    private static List<String> without(Collection<String> keys, Set<String> excluded) {
        return keys.stream().filter(key -> !excluded.contains(key)).toList();
    }

    @Override
    public byte[] hashKey() {
        return hashKey.clone();
    }

    @Override
    public Durability durability() {
        return Durability.DURABLE;
    }

    @Override
    public void close() {
        transactions.close();
    }

    @Override
    public String toString() {
        return "PostgreSqlLedger[" + transactions.name() + "]";
    }
}
