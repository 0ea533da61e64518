package dev.sallyport.spi;

/**
 * One try of a call: sends it and reads the reply. Run again for each try, on the caller's thread.
 *
 * @param <T> what it yields
 */
@FunctionalInterface
public interface Attempt<T> {
    /**
     * Tries once.
     *
     * @throws AttemptFailure if it did not succeed; says what is known of it
     * @throws dev.sallyport.error.ConnectorException only if nothing of it was sent
     */
    T run(AttemptContext context) throws AttemptFailure;
}
