package dev.sallyport.testkit.control;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.Snapshot;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The fakes under control, their clock, and the live streams that are open. Safe for several threads. */
final class Console implements AutoCloseable {
    private static final int MOST_STREAMS = 32;
    private static final int MOST_SNAPSHOTS = 50;

    private final Map<String, FakeServer> fakes = new LinkedHashMap<>();
    private final @Nullable MovableClock clock;
    private final Semaphore streams = new Semaphore(MOST_STREAMS);
    private final Map<String, TreeMap<String, Snapshot>> snapshots = new HashMap<>();
    private long numbers;
    private final AtomicBoolean closed = new AtomicBoolean();

    Console(List<FakeServer> fakes, @Nullable MovableClock clock) {
        this.clock = clock;
        for (FakeServer fake : fakes) {
            if (this.fakes.put(fake.system(), fake) != null) {
                throw new IllegalArgumentException("two fakes under one control are called " + fake.system());
            }
        }
    }

    Collection<FakeServer> fakes() {
        return fakes.values();
    }

    FakeServer fake(String system) {
        FakeServer fake = fakes.get(system);
        if (fake == null) {
            throw new ControlException(
                    404, "no-such-system", "no fake of that name runs here", "running are " + fakes.keySet());
        }
        return fake;
    }

    @Nullable
    MovableClock clock() {
        return clock;
    }

    /** The snapshots of a fake by their ids, the oldest first. */
    synchronized Map<String, Snapshot> snapshots(FakeServer fake) {
        return new TreeMap<>(snapshots.getOrDefault(fake.system(), new TreeMap<>()));
    }

    /** Keeps a snapshot until there are too many, and says its id. */
    synchronized String keep(FakeServer fake, Snapshot snapshot) {
        TreeMap<String, Snapshot> kept = snapshots.computeIfAbsent(fake.system(), absent -> new TreeMap<>());
        String id = String.format(Locale.ROOT, "s%06d", ++numbers);
        kept.put(id, snapshot);
        if (kept.size() > MOST_SNAPSHOTS) {
            kept.remove(kept.firstKey());
        }
        return id;
    }

    boolean openStream() {
        return streams.tryAcquire();
    }

    void closeStream() {
        streams.release();
    }

    boolean isClosed() {
        return closed.get();
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
