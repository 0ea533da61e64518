package dev.sallyport.chaos.headers;

import dev.sallyport.chaos.meter.Meter;
import dev.sallyport.chaos.meter.MeterPack;
import dev.sallyport.chaos.meter.Windows;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.pacing.Limit;
import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.fault.Lie;
import dev.sallyport.testkit.spi.Quota;
import dev.sallyport.testkit.spi.Window;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A client of several threads that calls as fast as it is let, and one lie that it is told. */
final class Listener implements AutoCloseable {
    static final int THREADS = 4;
    static final Duration DEADLINE = Headers.WINDOW.multipliedBy(2);

    private final Lie lie;
    private final FakeServer fake;
    private final Meter meter;
    private final AtomicLong slowest = new AtomicLong();

    private Listener(Lie lie, FakeServer fake, Meter meter) {
        this.lie = lie;
        this.fake = fake;
        this.meter = meter;
    }

    static Listener of(Lie lie, int believed, long seed) {
        Quota limit = new Quota("account", Headers.LIMIT, new Window.Rolling(Headers.WINDOW));
        FaultRule rule = FaultRule.of(FaultKind.LYING_HEADERS).lie(lie).always();
        FakeServer fake = FakeServer.of(new MeterPack(limit))
                .seed(seed)
                .faults(FaultPlan.of(rule))
                .start();
        Meter meter = Meter.connect(
                URI.create(fake.url()),
                Meter.limit(Limit.Kind.ROLLING, believed, Headers.WINDOW),
                Safeguards.builder()
                        .keptForPeople(0)
                        .deadline(DEADLINE)
                        .seed(seed)
                        .build());
        return new Listener(lie, fake, meter);
    }

    Heard listen(int windows) throws InterruptedException {
        long length = Headers.WINDOW.toNanos() * windows;
        long end = System.nanoTime() + length;
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (int thread = 0; thread < THREADS; thread++) {
                threads.execute(() -> callUntil(end));
            }
            threads.shutdown();
            threads.awaitTermination(length + 10_000_000_000L, TimeUnit.NANOSECONDS);
        } finally {
            threads.shutdownNow();
        }
        Windows seen = Windows.of(fake.journal().entries(), Headers.WINDOW, true, Instant.now());
        return new Heard(lie, seen, Duration.ofNanos(slowest.get()));
    }

    private void callUntil(long end) {
        for (int call = 0; System.nanoTime() < end && !Thread.currentThread().isInterrupted(); call++) {
            long began = System.nanoTime();
            try {
                meter.call("c" + call % 100);
            } catch (ConnectorException refused) {
                rest(Math.min(end - System.nanoTime(), 50_000_000));
            } finally {
                slowest.accumulateAndGet(System.nanoTime() - began, Math::max);
            }
        }
    }

    private static void rest(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        meter.close();
        fake.close();
    }
}
