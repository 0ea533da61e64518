package dev.sallyport.stores.quota;

import java.util.Arrays;

/** Units by slice of time, the oldest first. Not thread-safe. */
final class Slices {
    private long[] at = new long[16];
    private long[] units = new long[16];
    private int size;
    private long total;

    int size() {
        return size;
    }

    /** The number of a slice, by its place among those that hold units. */
    long at(int place) {
        return at[place];
    }

    long units(int place) {
        return units[place];
    }

    long total() {
        return total;
    }

    /** The last slice that holds units; {@link Long#MIN_VALUE} if none does. */
    long newest() {
        return size == 0 ? Long.MIN_VALUE : at[size - 1];
    }

    /** Units in a slice and all later ones. */
    long since(long slice) {
        long sum = 0;
        for (int i = size - 1; i >= 0 && at[i] >= slice; i--) {
            sum += units[i];
        }
        return sum;
    }

    void add(long slice, long more) {
        if (more <= 0) {
            return;
        }
        int place = Arrays.binarySearch(at, 0, size, slice);
        if (place < 0) {
            place = -place - 1;
            open(place);
            at[place] = slice;
            units[place] = 0;
        }
        units[place] += more;
        total += more;
    }

    /** Takes out at most what is there. */
    void remove(long slice, long fewer) {
        int place = Arrays.binarySearch(at, 0, size, slice);
        if (place >= 0) {
            long removed = Math.min(units[place], fewer);
            units[place] -= removed;
            total -= removed;
        }
    }

    /** Forgets a slice and all before it. */
    void dropThrough(long slice) {
        int gone = 0;
        while (gone < size && at[gone] <= slice) {
            total -= units[gone++];
        }
        if (gone > 0) {
            size -= gone;
            System.arraycopy(at, gone, at, 0, size);
            System.arraycopy(units, gone, units, 0, size);
        }
    }

    private void open(int place) {
        if (size == at.length) {
            at = Arrays.copyOf(at, size * 2);
            units = Arrays.copyOf(units, size * 2);
        }
        System.arraycopy(at, place, at, place + 1, size - place);
        System.arraycopy(units, place, units, place + 1, size - place);
        size++;
    }
}
