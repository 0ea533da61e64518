package dev.sallyport.testkit.spi;

/**
 * What a request is, told by its pack from the request alone. Immutable.
 *
 * @param operation the operation's name, dotted and stable, such as {@code contact.create}; no ids in it
 * @param access whether it may commit something
 * @param subject what it is about
 * @param tokenEndpoint whether it is how a client gets a token; faults leave it alone unless a rule names it
 * @param shared whether {@code handle} only reads state, so that it may run beside other shared ones
 * @param further whether it asks for a further page of a list that was begun before
 * @param items how many records a batch asks to write, each with an outcome of its own; 0 for what is no batch
 */
public record Classification(
        String operation,
        Access access,
        Subject subject,
        boolean tokenEndpoint,
        boolean shared,
        boolean further,
        int items) {
    /** A request that commits nothing; it runs alone, so its handler may still keep cursors and counters. */
    public static Classification read(String operation, Subject subject) {
        return new Classification(operation, Access.READ, subject, false, false, false, 0);
    }

    /** A request that may commit effects. */
    public static Classification write(String operation, Subject subject) {
        return new Classification(operation, Access.WRITE, subject, false, false, false, 0);
    }

    /** A request for a token. */
    public static Classification token(String operation) {
        return new Classification(operation, Access.READ, Subject.none(), true, false, false, 0);
    }

    /**
     * The same, handled under a shared lock beside other such reads. The handler must not change any state.
     *
     * @throws IllegalStateException for a write
     */
    public Classification sharing() {
        if (access == Access.WRITE) {
            throw new IllegalStateException("a write cannot share: " + operation);
        }
        return new Classification(operation, access, subject, tokenEndpoint, true, further, items);
    }

    /** The same, as a request for a page after the first if it is one; rules for cursors and for mid-walk look at this. */
    public Classification further(boolean isFurther) {
        return new Classification(operation, access, subject, tokenEndpoint, shared, isFurther, items);
    }

    /** The same, as a batch of so many items, which asks {@link Exchange#failedItems} which of them are to fail. */
    public Classification ofItems(int count) {
        return new Classification(operation, access, subject, tokenEndpoint, shared, further, count);
    }
}
