package dev.sallyport.stores.quota;

import java.time.Instant;

/**
 * Whether limits are counted together with other processes.
 *
 * @param shared true if the store answers; false while each process keeps to its share
 * @param members live processes, as last known
 * @param since since when
 */
public record QuotaHealth(boolean shared, int members, Instant since) {}
