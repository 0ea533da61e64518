package dev.sallyport.pacing;

/**
 * Units to be taken from one counter of a limit.
 *
 * @param key the counter: tenant, limit and, where it counts per something, that thing
 * @param limit the limit
 * @param units how many
 * @param lane how urgent the call is
 * @param kept units of the capacity that are left to the account's human users
 */
public record Draw(String key, Limit limit, int units, Lane lane, long kept) {
    private static final int BATCH_LEAVES_ONE_IN = 10;

    /** An interactive draw on the whole capacity. */
    public Draw(String key, Limit limit, int units) {
        this(key, limit, units, Lane.INTERACTIVE, 0);
    }

    /** How many units may be in use when this draw has been made; never less than it takes itself. */
    public long room() {
        long all = share();
        long reserve = lane == Lane.BATCH ? Math.max(1, all / BATCH_LEAVES_ONE_IN) : 0;
        return Math.max(units, all - reserve);
    }

    /** What is not kept for human users. */
    public long share() {
        return Math.max(units, limit.capacity() - kept);
    }
}
