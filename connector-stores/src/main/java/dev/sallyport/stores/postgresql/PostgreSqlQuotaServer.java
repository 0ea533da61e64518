package dev.sallyport.stores.postgresql;

import dev.sallyport.stores.quota.QuotaServer;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Counts in PostgreSQL. Buckets are read and written under a row lock, each in a transaction of its own. */
final class PostgreSqlQuotaServer implements QuotaServer {
    private static final int SWEPT_AT_ONCE = 1_000;
    private static final Duration KEPT = Duration.ofMinutes(10);
    private final QuotaTables tables;
    private final TimedPool pool;
    private @Nullable PostgreSQLSelectForUpdateBasedProxyManager<String> manager;

    PostgreSqlQuotaServer(DataSource pool, String prefix, Duration timeout) {
        this.pool = new TimedPool(pool, timeout);
        this.tables = new QuotaTables(prefix, this.pool);
    }

    @Override
    public ProxyManager<String> buckets(TimeMeter clock) {
        manager = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(pool)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table(tables.buckets())
                .idColumn("id")
                .stateColumn("state")
                .expiresAtColumn("expires_at")
                .clientClock(clock)
                .requestTimeout(pool.timeout())
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT))
                .build();
        return manager;
    }

    @Override
    public long clock() {
        tables.makeOnce();
        return pool.number("SELECT (extract(epoch FROM clock_timestamp()) * 1000000000)::bigint");
    }

    @Override
    public int members(String me, Duration silence) {
        pool.update(
                "INSERT INTO " + tables.members() + " (id, seen) VALUES (?, clock_timestamp())"
                        + " ON CONFLICT (id) DO UPDATE SET seen = excluded.seen",
                me);
        return (int) pool.number(
                "SELECT count(*) FROM " + tables.members()
                        + " WHERE seen > clock_timestamp() - ? * interval '1 millisecond'",
                silence.toMillis());
    }

    @Override
    public boolean lease(String key, String id, int units, long capacity, Duration longest) {
        return pool.inTransaction(transaction -> {
            transaction.update("SELECT pg_advisory_xact_lock(hashtextextended(?, 4711))", key);
            long held = transaction.number(
                    "SELECT coalesce(sum(units), 0)::bigint FROM " + tables.leases()
                            + " WHERE key = ? AND ends > clock_timestamp()",
                    key);
            if (held + units > capacity) {
                return false;
            }
            transaction.update(
                    "INSERT INTO " + tables.leases()
                            + " (key, id, units, ends) VALUES (?, ?, ?, clock_timestamp() + ? * interval '1 millisecond')",
                    key,
                    id,
                    units,
                    longest.toMillis());
            return true;
        });
    }

    @Override
    public void release(String key, String id) {
        pool.update("DELETE FROM " + tables.leases() + " WHERE key = ? AND id = ?", key, id);
    }

    @Override
    public void clean() {
        pool.update("DELETE FROM " + tables.leases() + " WHERE ends < clock_timestamp()");
        pool.update("DELETE FROM " + tables.members() + " WHERE seen < clock_timestamp() - interval '10 minutes'");
        if (manager != null) {
            manager.removeExpired(SWEPT_AT_ONCE);
        }
    }

    /** The pool is its owner's. */
    @Override
    public void close() {
        pool.close();
    }
}
