package dev.sallyport.spi;

/** Reads of the connector's own, for reconciling: paced and audited, free of the caller's scopes, never shown to it. */
@FunctionalInterface
public interface SystemReads {
    /**
     * Reads, again and again until it succeeds or the deadline nears.
     *
     * @throws dev.sallyport.error.ConnectorException if it fails for good or not in time
     */
    <T> T read(Read<T> read);
}
