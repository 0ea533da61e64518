package dev.sallyport.pacing;

/** Units that count against a window of time; times are nanoseconds since the epoch. Not thread-safe. */
interface Tally {
    /** Units that still count. */
    long used(long now);

    void add(long units, long now);

    /** What strangers took, as far as the vendor's word exceeds what is counted here; 0 confirms what is known. */
    void addForeign(long units, long now);

    /** When so many of the units will count no more; one window from now if that is not known. */
    long freesAt(long units, long now);

    /** The vendor says that its window ends then. */
    default void align(long resetAt, long now) {}

    static Tally of(Limit limit) {
        return limit.kind() == Limit.Kind.FIXED ? new FixedTally(limit.window()) : new RollingTally(limit.window());
    }
}
