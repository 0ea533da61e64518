package dev.sallyport.testkit.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to what a question asks for.
 *
 * @param hits among which all are that match
 * @param exact whether all of them match
 */
public record Way(Hits hits, boolean exact) {
    /** What is so little that it is looked at one by one. */
    private static final int FEW = 64;

    /** The way for all these conditions together, null standing for one without an index; null if none has one. */
    public static @Nullable Way narrowest(List<@Nullable Way> parts) {
        return all(parts, false);
    }

    /** As {@link #narrowest}, but what leaves much is put together run by run, and so is told exactly. */
    public static @Nullable Way together(List<@Nullable Way> parts) {
        return all(parts, true);
    }

    private static @Nullable Way all(List<@Nullable Way> parts, boolean byRuns) {
        Hits best = null;
        boolean exact = true;
        for (Way way : parts) {
            exact &= way != null && way.exact();
            if (way == null) {
                continue;
            }
            Hits both = best == null ? way.hits() : spans(best, way.hits());
            if (best != null
                    && both == null
                    && byRuns
                    && Math.min(best.most(), way.hits().most()) > FEW) {
                both = Hits.inBoth(best, way.hits());
            }
            exact &= both != null;
            best = both == null ? narrower(best, way.hits()) : both;
        }
        return best == null ? null : new Way(best, exact);
    }

    /** The way for any of these conditions; null if one of them has no index. */
    public static @Nullable Way union(List<@Nullable Way> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        Hits all = Hits.none();
        boolean exact = true;
        for (Way way : parts) {
            if (way == null) {
                return null;
            }
            Hits either = Hits.inEither(all, way.hits());
            exact &= way.exact() && either != null;
            all = either == null ? Hits.both(all, way.hits()) : either;
        }
        return new Way(all, exact);
    }

    /** Both at once where they are spans of the same kind. */
    private static @Nullable Hits spans(Hits one, Hits other) {
        if (one instanceof Hits.Range range && other instanceof Hits.Range second) {
            return range.and(second);
        }
        return one instanceof Hits.Changes changes && other instanceof Hits.Changes second ? changes.and(second) : null;
    }

    /** Two look-ups together; of a span and another the one that leaves less. */
    private static Hits narrower(@Nullable Hits one, Hits other) {
        if (one == null) {
            return other;
        }
        if (isLookUp(one) && isLookUp(other)) {
            return Hits.common(one, other);
        }
        return other.most() < one.most() ? other : one;
    }

    private static boolean isLookUp(Hits hits) {
        return hits instanceof Hits.Some || hits instanceof Hits.Dealt;
    }
}
