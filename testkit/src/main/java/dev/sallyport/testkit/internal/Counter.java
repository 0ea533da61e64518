package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.spi.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** What counts now against one quota for one key. Not for several threads. */
sealed interface Counter {
    static Counter of(Window window) {
        if (window instanceof Window.Fixed fixed) {
            return new FixedCounter(fixed.length());
        }
        if (window instanceof Window.Rolling rolling) {
            return new RollingCounter(rolling.length());
        }
        return new ConcurrentCounter();
    }

    long used(Instant now);

    void add(Instant now, int weight);

    /** When so much has left the window; the window's end or next leaving if that is nothing. */
    Instant freed(Instant now, long amount);

    final class FixedCounter implements Counter {
        private final long length;
        private long window = Long.MIN_VALUE;
        private long used;

        private FixedCounter(Duration length) {
            this.length = length.toMillis();
        }

        private void roll(Instant now) {
            long current = Math.floorDiv(now.toEpochMilli(), length);
            if (current != window) {
                window = current;
                used = 0;
            }
        }

        @Override
        public long used(Instant now) {
            roll(now);
            return used;
        }

        @Override
        public void add(Instant now, int weight) {
            roll(now);
            used += weight;
        }

        @Override
        public Instant freed(Instant now, long amount) {
            roll(now);
            return Instant.ofEpochMilli((window + 1) * length);
        }
    }

    final class RollingCounter implements Counter {
        private record Entry(Instant at, int weight) {}

        private final Duration length;
        private final Deque<Entry> entries = new ArrayDeque<>();
        private long used;

        private RollingCounter(Duration length) {
            this.length = length;
        }

        @Override
        public long used(Instant now) {
            for (Entry oldest = entries.peek();
                    oldest != null && !oldest.at().plus(length).isAfter(now);
                    oldest = entries.peek()) {
                used -= oldest.weight();
                entries.remove();
            }
            return used;
        }

        @Override
        public void add(Instant now, int weight) {
            entries.add(new Entry(now, weight));
            used += weight;
        }

        @Override
        public Instant freed(Instant now, long amount) {
            long leaving = 0;
            Instant at = now;
            for (Entry entry : entries) {
                leaving += entry.weight();
                at = entry.at().plus(length);
                if (leaving >= amount) {
                    break;
                }
            }
            return at;
        }
    }

    final class ConcurrentCounter implements Counter {
        private long used;

        @Override
        public long used(Instant now) {
            return used;
        }

        @Override
        public void add(Instant now, int weight) {
            used += weight;
        }

        void release(int weight) {
            used -= weight;
        }

        @Override
        public Instant freed(Instant now, long amount) {
            return now;
        }
    }
}
