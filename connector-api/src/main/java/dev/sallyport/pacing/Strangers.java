package dev.sallyport.pacing;

/**
 * What strangers took of a rolling window, as the vendor told. It is believed for a tenth of the window after the vendor
 * last confirmed it, then forgotten evenly until the window has passed: when they took it is not known. For those who
 * write a quota store; times are nanoseconds of one clock. Immutable.
 *
 * @param units how much
 * @param since when it was told
 */
public record Strangers(long units, long since) {
    /** None. */
    public static final Strangers NONE = new Strangers(0, 0);

    private static final int TRUSTED = 10;

    /** The vendor shows more strangers' units than are remembered; 0 confirms what is. */
    public Strangers more(long told, long window, long now) {
        return new Strangers(at(window, now) + told, now);
    }

    /** How much of it still counts. */
    public long at(long window, long time) {
        if (units == 0 || time >= since + window) {
            return 0;
        }
        long fading = Math.max(0, time - since - window / TRUSTED);
        return (long) Math.ceil(units * (1 - fading / (double) (window - window / TRUSTED)));
    }

    /** When so many of them are forgotten; {@link Long#MAX_VALUE} if there are not so many. */
    public long free(long wanted, long window, long time) {
        long left = at(window, time);
        if (wanted > left) {
            return Long.MAX_VALUE;
        }
        long trusted = window / TRUSTED;
        long when = since + trusted + (long) Math.ceil((window - trusted) * (1 - (left - wanted) / (double) units));
        // Rounding must not let a waiter come an instant too early, again and again.
        return Math.max(when + 1_000, time);
    }
}
