package dev.sallyport.testkit.zendesk;

import java.util.Comparator;

/** Where a row stands in one order of a list; ids break ties, so that a cursor always means one place. */
record Place(long order, long id) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparingLong(Place::order).thenComparingLong(Place::id);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
