package dev.sallyport.chaos.kill;

import dev.sallyport.chaos.process.Child;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One process at its work, and what it told until it was killed or done. */
final class Life implements AutoCloseable {
    private static final long LONGEST_NANOS = 5_000_000_000L;
    private final Set<String> committed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger begun = new AtomicInteger(-1);
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Child child;

    Life(List<String> arguments) throws IOException {
        child = Child.start(Worker.class, arguments, this::heard);
    }

    private void heard(String line) {
        if (line.equals(Worker.READY)) {
            ready.countDown();
        } else if (line.startsWith(Worker.BEGUN)) {
            begun.set(Integer.parseInt(line.substring(Worker.BEGUN.length())));
        } else if (line.startsWith(Worker.COMMITTED)) {
            committed.add(line.substring(Worker.COMMITTED.length()));
            synchronized (committed) {
                committed.notifyAll();
            }
        }
    }

    /** Waits until it writes. */
    boolean awaitReady() throws InterruptedException {
        return ready.await(60, TimeUnit.SECONDS) && child.isAlive();
    }

    /** Waits until it has said so often that a write is committed, or for a few seconds. */
    void awaitCommitted(int writes) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_NANOS;
        synchronized (committed) {
            while (committed.size() < writes && child.isAlive() && System.nanoTime() < end) {
                committed.wait(20);
            }
        }
    }

    void kill() throws InterruptedException {
        child.kill();
    }

    int await(long seconds) throws InterruptedException {
        return child.await(seconds);
    }

    /** The keys of the writes that it said were committed. */
    Set<String> committed() {
        return committed;
    }

    /** The last item that it began; -1 for none. */
    int begun() {
        return begun.get();
    }

    @Override
    public void close() {
        child.close();
    }
}
