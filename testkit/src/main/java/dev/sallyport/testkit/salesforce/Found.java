package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.internal.Hits;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The result of a query: records of the base by their numbers, made when they are looked at, and records that somebody
 * wrote, sorted in.
 */
final class Found extends AbstractList<Row> implements RandomAccess {
    /** Numbers in the order of the result. */
    interface Numbers {
        int size();

        long get(int place);

        static Numbers of(long[] numbers, int size) {
            return new Numbers() {
                @Override
                public int size() {
                    return size;
                }

                @Override
                public long get(int place) {
                    return numbers[place];
                }
            };
        }
    }

    /** All numbers of a range but the excluded ones, which are in it and sorted. */
    static final class Span implements Numbers {
        private final Hits.Range range;
        private final long[] excluded;
        private final boolean largestFirst;

        Span(Hits.Range range, long[] excluded, boolean largestFirst) {
            this.range = range;
            this.excluded = excluded.clone();
            this.largestFirst = largestFirst;
        }

        @Override
        public int size() {
            return (int) (range.most() - excluded.length);
        }

        @Override
        public long get(int place) {
            int rank = largestFirst ? size() - 1 - place : place;
            int low = 0;
            int high = excluded.length;
            // How many excluded ones come before: those with fewer kept ones before them than the rank.
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (excluded[middle] - range.from() - middle <= rank) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return range.from() + rank + low;
        }
    }

    private final Numbers numbers;
    private final Table table;
    private final List<Row> written;
    /** How many of the base's come before each written one. */
    private final int[] before;

    /** The written ones are in the order too; null stands for the order of the ids. */
    Found(Numbers numbers, Table table, List<Row> written, @Nullable Comparator<Row> order) {
        this.numbers = numbers;
        this.table = table;
        this.written = List.copyOf(written);
        this.before = new int[written.size()];
        Comparator<Row> compared = order == null ? Comparator.comparing(Row::id) : order;
        for (int i = 0; i < before.length; i++) {
            before[i] = numbersBefore(written.get(i), compared);
        }
    }

    private int numbersBefore(Row row, Comparator<Row> order) {
        int low = 0;
        int high = numbers.size();
        // What was written lately stands at one of the ends, mostly.
        if (high > 0 && order.compare(table.at(numbers.get(high - 1)), row) <= 0) {
            return high;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.compare(table.at(numbers.get(middle)), row) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public Row get(int place) {
        // The first written one that stands at this place or later: before[i] + i >= place.
        int low = 0;
        int high = before.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (before[middle] + middle >= place) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low < before.length && before[low] + low == place
                ? written.get(low)
                : table.at(numbers.get(place - low));
    }

    @Override
    public int size() {
        return numbers.size() + written.size();
    }

    static long[] grown(long[] numbers) {
        return Arrays.copyOf(numbers, numbers.length + (numbers.length >> 1) + 16);
    }
}
