package dev.sallyport.testkit.world;

import java.time.Instant;

/**
 * When the customers of a population, or their inquiries, came and were last changed. They come ever faster: from 2016 on,
 * their number doubles every five months. No two came, and no two were changed, in the same second. Immutable.
 */
public final class Timeline {
    private static final long FIRST_SECOND =
            Instant.parse("2016-01-01T00:00:00Z").getEpochSecond();
    private static final double PACE = 17_700_000;

    private final Deal changes;
    private final long size;

    Timeline(long seed, long size) {
        this.changes = new Deal(seed, "changed");
        this.size = size;
    }

    // StrictMath: the same to the last bit on every machine.
    private static long second(long rank) {
        return FIRST_SECOND + (long) (PACE * StrictMath.log1p((double) rank));
    }

    /** When it came; later numbers came later. */
    public Instant created(long number) {
        return Instant.ofEpochSecond(second(number));
    }

    /** When it was last changed; always after it came. */
    public Instant changed(long number) {
        return Instant.ofEpochSecond(second(changeRank(number)));
    }

    /** The first number that came at this time or later; the size if none did. */
    public long firstCreated(Instant from) {
        return Math.min(size, firstRank(from, size));
    }

    /** The place of a change in the order of all changes, with gaps. */
    public long changeRank(long number) {
        return (number / Deal.RUN + 1) * Deal.RUN + changes.card(number);
    }

    /** What was changed at this place; -1 where there is a gap. */
    public long changedAt(long rank) {
        long run = rank / Deal.RUN - 1;
        long number = run < 0 ? -1 : changes.number(run, (int) (rank % Deal.RUN));
        return number < size ? number : -1;
    }

    /** The moment of a place in the order of changes. */
    public Instant time(long rank) {
        return Instant.ofEpochSecond(second(rank));
    }

    /** The first place in the order of changes that is at this time or later. */
    public long firstChange(Instant from) {
        return firstRank(from, endOfChanges());
    }

    /** Where the order of changes ends. */
    public long endOfChanges() {
        return ((size + Deal.RUN - 1) / Deal.RUN + 1) * Deal.RUN;
    }

    private static long firstRank(Instant from, long end) {
        long wanted = from.getNano() > 0 ? from.getEpochSecond() + 1 : from.getEpochSecond();
        long low = 0;
        long high = end;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (second(middle) >= wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
