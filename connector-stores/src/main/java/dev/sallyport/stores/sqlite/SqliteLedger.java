package dev.sallyport.stores.sqlite;

import dev.sallyport.effect.Claim;
import dev.sallyport.effect.ClaimRule;
import dev.sallyport.effect.Durability;
import dev.sallyport.effect.Ledger;
import dev.sallyport.effect.LedgerEntry;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Intents and spent budgets in one SQLite file that only its owner can read. What a method says is on disk when it returns
 * (write-ahead log, {@code synchronous=FULL}); callers that come at the same time share one commit. Several processes of one
 * machine may use one file; they wait for each other for at most 10 seconds. Not for network drives. Thread-safe, also on virtual threads.
 */
public final class SqliteLedger implements Ledger {
    private final SqliteFile file;

    SqliteLedger(SqliteFile file) {
        this.file = file;
    }

    /**
     * Opens the ledger in a file, and makes file and folder if they are not there.
     *
     * @throws dev.sallyport.effect.LedgerException if the file cannot be opened, is damaged, is no ledger or was made by a
     *     newer version; the message says how to mend it
     */
    public static SqliteLedger open(Path file) {
        return new SqliteLedger(SqliteFile.open(file));
    }

    @Override
    public Claim claim(LedgerEntry proposal, Instant now) {
        return file.transact(statements -> claim(statements, proposal, now));
    }

    @Override
    public List<Claim> claimAll(List<LedgerEntry> proposals, Instant now) {
        return file.transact(statements -> {
            List<Claim> claims = new ArrayList<>();
            for (LedgerEntry proposal : proposals) {
                claims.add(claim(statements, proposal, now));
            }
            return claims;
        });
    }

    private static Claim claim(Statements statements, LedgerEntry proposal, Instant now) throws SQLException {
        if (Intents.add(statements, proposal)) {
            return new Claim.Granted(proposal);
        }
        Claim claim = ClaimRule.decide(Intents.find(statements, proposal.key()), proposal, now);
        LedgerEntry stored = ClaimRule.stored(claim);
        if (stored != null) {
            Intents.store(statements, stored);
        }
        return claim;
    }

    @Override
    public boolean renew(String key, String owner, Instant now, Instant until) {
        return file.transact(statements -> renew(statements, key, owner, until));
    }

    @Override
    public List<Boolean> renewAll(List<String> keys, String owner, Instant now, Instant until) {
        return file.transact(statements -> {
            List<Boolean> renewed = new ArrayList<>();
            for (String key : keys) {
                renewed.add(renew(statements, key, owner, until));
            }
            return renewed;
        });
    }

    private static boolean renew(Statements statements, String key, String owner, Instant until) throws SQLException {
        LedgerEntry renewed = ClaimRule.renew(Intents.find(statements, key), owner, until);
        if (renewed != null) {
            Intents.store(statements, renewed);
        }
        return renewed != null;
    }

    @Override
    public void settle(LedgerEntry settled) {
        settleAll(List.of(settled));
    }

    @Override
    public void settleAll(List<LedgerEntry> settled) {
        file.transact(statements -> {
            for (LedgerEntry entry : settled) {
                LedgerEntry held = Intents.find(statements, entry.key());
                LedgerEntry kept = ClaimRule.settle(held, entry);
                if (!kept.equals(held)) {
                    Intents.store(statements, kept);
                }
            }
            return true;
        });
    }

    @Override
    public List<LedgerEntry> open(String tenant, Instant now, @Nullable LedgerEntry after, int most) {
        return file.transact(statements -> {
            PreparedStatement select = statements.prepared("SELECT " + Intents.COLUMNS + " FROM intent WHERE tenant = ?"
                    + " AND state IN ('CLAIMED', 'UNKNOWN') AND (state = 'UNKNOWN' OR lease_until <= ?)"
                    + " AND (claimed_at, key) > (?, ?) ORDER BY claimed_at, key LIMIT ?");
            select.setString(1, tenant);
            select.setLong(2, Intents.nanos(now));
            select.setLong(3, after == null ? Long.MIN_VALUE : Intents.nanos(after.claimedAt()));
            select.setString(4, after == null ? "" : after.key());
            select.setInt(5, most);
            List<LedgerEntry> open = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    open.add(Intents.entry(rows));
                }
            }
            return open;
        });
    }

    @Override
    public void sendingAgain(Collection<String> stamps, Instant now, Instant until) {
        file.transact(statements -> {
            for (String stamp : stamps) {
                Resends.note(statements, stamp, until);
            }
            return true;
        });
    }

    @Override
    public Optional<Instant> sentAgainUntil(String stamp, Instant now) {
        return file.transact(statements -> Resends.until(statements, stamp));
    }

    @Override
    public boolean spend(String budget, long amount, long limit, Instant now) {
        return file.transact(statements -> Budgets.draw(statements, budget, amount, limit, Intents.nanos(now)));
    }

    @Override
    public int forget(Instant now, Duration retention, int most) {
        return file.transact(statements -> {
            long horizon = Intents.nanos(now.minus(retention));
            PreparedStatement delete =
                    statements.prepared("DELETE FROM intent WHERE key IN (SELECT key FROM intent WHERE state IN"
                            + " ('COMMITTED', 'NOT_SENT', 'REJECTED') AND settled_at < ? ORDER BY settled_at LIMIT ?)");
            delete.setLong(1, horizon);
            delete.setInt(2, most);
            int forgotten = delete.executeUpdate();
            forgotten += Budgets.forget(statements, horizon, most - forgotten);
            forgotten += Resends.forget(statements, horizon, most - forgotten);
            Space.giveBack(statements);
            return forgotten;
        });
    }

    @Override
    public byte[] hashKey() {
        return file.hashKey();
    }

    @Override
    public Durability durability() {
        return Durability.DURABLE;
    }

    @Override
    public void close() {
        file.close();
    }

    @Override
    public String toString() {
        return "SqliteLedger[" + file.path() + "]";
    }
}
