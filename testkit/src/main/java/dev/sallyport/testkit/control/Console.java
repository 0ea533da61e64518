package dev.sallyport.testkit.control;

import dev.sallyport.testkit.FakeServer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The fakes under control, their clock, and the live streams that are open. Safe for several threads. */
final class Console implements AutoCloseable {
    private static final int MOST_STREAMS = 32;

    private final Map<String, FakeServer> fakes = new LinkedHashMap<>();
    private final @Nullable MovableClock clock;
    private final Semaphore streams = new Semaphore(MOST_STREAMS);
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
