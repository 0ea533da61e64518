package dev.sallyport.stores.postgresql;

import java.time.Duration;

/**
 * How the ledger speaks to its database.
 *
 * @param name what messages call the database; no user, no secret
 * @param timeout how long a statement, or a wait for a lock, may take
 * @param clock what reads the database's clock, in microseconds since 1970
 */
record Settings(String name, Duration timeout, String clock) {
    static final String REAL_CLOCK = "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
}
