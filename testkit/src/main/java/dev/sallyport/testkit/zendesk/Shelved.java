package dev.sallyport.testkit.zendesk;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A list of rows of which those that were there from the start are made when they are looked at, and those that were written
 * since are kept. A view: it shows what is there now, and can be read only.
 */
final class Shelved<T> extends AbstractMap<Place, T> implements NavigableMap<Place, T> {
    /** What makes rows and knows which of them are kept elsewhere, or no more. */
    interface Maker<T> {
        /** The row with this id. */
        T make(long id);

        /** Whether the row with this id was written since the start. */
        boolean written(long id);

        /** How many of the start's rows in this list were written since. */
        long hidden();
    }

    private final Sequence start;
    private final Maker<T> maker;
    private final NavigableMap<Place, T> kept;
    private final @Nullable Place above;
    private final @Nullable Place below;
    private final boolean descending;

    Shelved(Sequence start, Maker<T> maker, NavigableMap<Place, T> kept) {
        this(start, maker, kept, null, null, false);
    }

    private Shelved(
            Sequence start,
            Maker<T> maker,
            NavigableMap<Place, T> kept,
            @Nullable Place above,
            @Nullable Place below,
            boolean descending) {
        this.start = start;
        this.maker = maker;
        this.kept = kept;
        this.above = above;
        this.below = below;
        this.descending = descending;
    }

    private static Place justBefore(Place place) {
        return new Place(place.order(), place.id() - 1);
    }

    private static Place justAfter(Place place) {
        return new Place(place.order(), place.id() + 1);
    }

    private @Nullable Place up(@Nullable Place from) {
        Place after = from == null || (above != null && above.compareTo(from) > 0) ? above : from;
        Place made = start.next(after);
        while (made != null && maker.written(made.id())) {
            made = start.next(made);
        }
        Place known = after == null ? (kept.isEmpty() ? null : kept.firstKey()) : kept.higherKey(after);
        Place next = made == null || (known != null && known.compareTo(made) < 0) ? known : made;
        return next == null || (below != null && next.compareTo(below) >= 0) ? null : next;
    }

    private @Nullable Place down(@Nullable Place from) {
        Place before = from == null || (below != null && below.compareTo(from) < 0) ? below : from;
        Place made = start.previous(before);
        while (made != null && maker.written(made.id())) {
            made = start.previous(made);
        }
        Place known = before == null ? (kept.isEmpty() ? null : kept.lastKey()) : kept.lowerKey(before);
        Place previous = made == null || (known != null && known.compareTo(made) > 0) ? known : made;
        return previous == null || (above != null && previous.compareTo(above) <= 0) ? null : previous;
    }

    private @Nullable Place step(@Nullable Place from, boolean forward) {
        return forward == descending ? down(from) : up(from);
    }

    private Map.@Nullable Entry<Place, T> entry(@Nullable Place place) {
        return place == null ? null : new Lazy(place);
    }

    /** An entry whose row is made when it is asked for. */
    private final class Lazy implements Map.Entry<Place, T> {
        private final Place place;
        private @Nullable T row;

        private Lazy(Place place) {
            this.place = place;
        }

        @Override
        public Place getKey() {
            return place;
        }

        @Override
        public T getValue() {
            T known = row;
            if (known == null) {
                T there = kept.get(place);
                known = there == null ? maker.make(place.id()) : there;
                row = known;
            }
            return known;
        }

        @Override
        public T setValue(T value) {
            throw new UnsupportedOperationException("read only");
        }
    }

    @Override
    public @Nullable T get(@Nullable Object key) {
        if (!(key instanceof Place place)) {
            return null;
        }
        Place there = up(justBefore(place));
        Map.Entry<Place, T> entry = place.equals(there) ? entry(there) : null;
        return entry == null ? null : entry.getValue();
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key instanceof Place place && place.equals(up(justBefore(place)));
    }

    @Override
    public boolean isEmpty() {
        return up(null) == null;
    }

    @Override
    public int size() {
        if (above == null && below == null) {
            return (int) (start.size() - maker.hidden() + kept.size());
        }
        int size = 0;
        for (Place place = up(null); place != null; place = up(place)) {
            size++;
        }
        return size;
    }

    @Override
    public Set<Map.Entry<Place, T>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<Place, T>> iterator() {
                return new Walk();
            }

            @Override
            public int size() {
                return Shelved.this.size();
            }

            @Override
            public boolean isEmpty() {
                return Shelved.this.isEmpty();
            }
        };
    }

    private final class Walk implements Iterator<Map.Entry<Place, T>> {
        private @Nullable Place next = step(null, true);

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Map.Entry<Place, T> next() {
            Place here = next;
            if (here == null) {
                throw new NoSuchElementException();
            }
            next = step(here, true);
            return new Lazy(here);
        }
    }

    @Override
    public NavigableMap<Place, T> descendingMap() {
        return new Shelved<>(start, maker, kept, above, below, !descending);
    }

    @Override
    public NavigableMap<Place, T> tailMap(Place from, boolean inclusive) {
        return descending
                ? cut(null, inclusive ? justAfter(from) : from)
                : cut(inclusive ? justBefore(from) : from, null);
    }

    @Override
    public NavigableMap<Place, T> headMap(Place to, boolean inclusive) {
        return descending ? cut(inclusive ? justBefore(to) : to, null) : cut(null, inclusive ? justAfter(to) : to);
    }

    private NavigableMap<Place, T> cut(@Nullable Place low, @Nullable Place high) {
        Place newAbove = low == null || (above != null && above.compareTo(low) > 0) ? above : low;
        Place newBelow = high == null || (below != null && below.compareTo(high) < 0) ? below : high;
        return new Shelved<>(start, maker, kept, newAbove, newBelow, descending);
    }

    @Override
    public NavigableMap<Place, T> subMap(Place from, boolean fromInclusive, Place to, boolean toInclusive) {
        return tailMap(from, fromInclusive).headMap(to, toInclusive);
    }

    @Override
    public SortedMap<Place, T> subMap(Place from, Place to) {
        return subMap(from, true, to, false);
    }

    @Override
    public SortedMap<Place, T> headMap(Place to) {
        return headMap(to, false);
    }

    @Override
    public SortedMap<Place, T> tailMap(Place from) {
        return tailMap(from, true);
    }

    @Override
    public @Nullable Comparator<? super Place> comparator() {
        return descending ? Comparator.reverseOrder() : null;
    }

    private static Place there(@Nullable Place place) {
        if (place == null) {
            throw new NoSuchElementException();
        }
        return place;
    }

    @Override
    public Place firstKey() {
        return there(step(null, true));
    }

    @Override
    public Place lastKey() {
        return there(step(null, false));
    }

    @Override
    public Map.@Nullable Entry<Place, T> firstEntry() {
        return entry(step(null, true));
    }

    @Override
    public Map.@Nullable Entry<Place, T> lastEntry() {
        return entry(step(null, false));
    }

    @Override
    public @Nullable Place lowerKey(Place key) {
        return step(key, false);
    }

    @Override
    public @Nullable Place higherKey(Place key) {
        return step(key, true);
    }

    @Override
    public @Nullable Place floorKey(Place key) {
        return containsKey(key) ? key : lowerKey(key);
    }

    @Override
    public @Nullable Place ceilingKey(Place key) {
        return containsKey(key) ? key : higherKey(key);
    }

    @Override
    public Map.@Nullable Entry<Place, T> lowerEntry(Place key) {
        return entry(lowerKey(key));
    }

    @Override
    public Map.@Nullable Entry<Place, T> higherEntry(Place key) {
        return entry(higherKey(key));
    }

    @Override
    public Map.@Nullable Entry<Place, T> floorEntry(Place key) {
        return entry(floorKey(key));
    }

    @Override
    public Map.@Nullable Entry<Place, T> ceilingEntry(Place key) {
        return entry(ceilingKey(key));
    }

    @Override
    public Map.Entry<Place, T> pollFirstEntry() {
        throw new UnsupportedOperationException("read only");
    }

    @Override
    public Map.Entry<Place, T> pollLastEntry() {
        throw new UnsupportedOperationException("read only");
    }

    @Override
    public NavigableSet<Place> navigableKeySet() {
        throw new UnsupportedOperationException("walk the entries");
    }

    @Override
    public NavigableSet<Place> descendingKeySet() {
        throw new UnsupportedOperationException("walk the entries of the descending map");
    }
}
