package dev.sallyport.stores.postgresql;

import dev.sallyport.stores.quota.QuotaServer;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** Counts in PostgreSQL, on its own clock, read and written under row locks in one transaction. */
final class PostgreSqlQuotaServer implements QuotaServer {
    private static final String NOW = "(extract(epoch FROM clock_timestamp()) * 1000000000)::bigint";
    private final QuotaTables tables;
    private final TimedPool pool;

    PostgreSqlQuotaServer(DataSource pool, String prefix, Duration timeout) {
        this.pool = new TimedPool(pool, timeout);
        this.tables = new QuotaTables(prefix, this.pool);
    }

    @Override
    public <T> T change(List<String> keys, Work<T> work) {
        tables.makeOnce();
        return pool.inTransaction(transaction -> {
            Rows rows = new Rows(keys, transaction);
            T result = work.on(rows);
            rows.write();
            return result;
        });
    }

    /** Rows under lock, taken in the order of their keys. */
    private final class Rows implements Kept {
        private final List<String> keys;
        private final TimedPool.Transaction transaction;
        private final byte[][] states;
        private final long[] millis;
        private long now;

        Rows(List<String> keys, TimedPool.Transaction transaction) {
            this.keys = keys;
            this.transaction = transaction;
            this.states = new byte[keys.size()][];
            this.millis = new long[keys.size()];
            for (int i = 0; i < states.length; i++) {
                if (!lock(i)) {
                    transaction.update(
                            "INSERT INTO " + tables.counts()
                                    + " (key, state, ends) VALUES (?, '', clock_timestamp() + interval '1 minute')"
                                    + " ON CONFLICT DO NOTHING",
                            keys.get(i));
                    lock(i);
                }
            }
        }

        private boolean lock(int place) {
            return transaction.row(
                    "SELECT state, " + NOW + " FROM " + tables.counts() + " WHERE key = ? FOR UPDATE",
                    row -> {
                        states[place] = row.getBytes(1);
                        now = row.getLong(2);
                    },
                    keys.get(place));
        }

        private void write() {
            for (int i = 0; i < states.length; i++) {
                transaction.update(
                        "UPDATE " + tables.counts()
                                + " SET state = ?, ends = clock_timestamp() + ? * interval '1 millisecond' WHERE key = ?",
                        states[i],
                        millis[i],
                        keys.get(i));
            }
        }

        @Override
        public long now() {
            return now;
        }

        @Override
        public byte[] get(int place) {
            return states[place];
        }

        @Override
        public void set(int place, byte[] value, Duration time) {
            states[place] = value;
            millis[place] = time.toMillis();
        }
    }

    @Override
    public int members(String me, Duration silence) {
        tables.makeOnce();
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
        pool.update("DELETE FROM " + tables.counts() + " WHERE ends < clock_timestamp()");
    }

    /** The pool is its owner's. */
    @Override
    public void close() {
        pool.close();
    }
}
