package dev.sallyport.chaos.lanes;

import dev.sallyport.chaos.meter.Meter;
import dev.sallyport.chaos.meter.MeterPack;
import dev.sallyport.chaos.meter.Windows;
import dev.sallyport.chaos.proof.Scenario;
import dev.sallyport.chaos.proof.Trial;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.pacing.Lane;
import dev.sallyport.pacing.Limit;
import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.spi.Quota;
import dev.sallyport.testkit.spi.Window;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A batch at full speed beside a person who asks for something now and then. */
public final class Lanes implements Scenario {
    private static final int LIMIT = 200;
    private static final Duration WINDOW = Duration.ofSeconds(2);
    private static final int BATCH_THREADS = 16;
    private static final Duration BETWEEN = Duration.ofMillis(200);

    /** The scenario. */
    public Lanes() {}

    @Override
    public String name() {
        return "lanes";
    }

    @Override
    public String proves() {
        return "a batch at full speed beside interactive calls: these wait for one refill at most";
    }

    @Override
    public Duration estimate(double scale) {
        return WINDOW.multipliedBy(windows(scale)).plusSeconds(3);
    }

    private static int windows(double scale) {
        return (int) Math.max(5, Math.round(20 * scale));
    }

    @Override
    public void run(Trial trial) throws Exception {
        int windows = windows(trial.scale());
        ConcurrentLinkedQueue<Long> waits = new ConcurrentLinkedQueue<>();
        ExecutorService batch = Executors.newFixedThreadPool(BATCH_THREADS);
        try (FakeServer fake = FakeServer.of(new MeterPack(new Quota("account", LIMIT, new Window.Rolling(WINDOW))))
                        .start();
                Meter meter = Meter.connect(
                        URI.create(fake.url()),
                        Meter.limit(Limit.Kind.ROLLING, LIMIT, WINDOW),
                        Safeguards.builder().keptForPeople(0).seed(trial.seed()).build())) {
            Meter.Calls slow = meter.in(Lane.BATCH);
            Meter.Calls quick = meter.in(Lane.INTERACTIVE);
            for (int thread = 0; thread < BATCH_THREADS; thread++) {
                batch.execute(() -> callOn(slow));
            }
            // Until the batch has taken all it can.
            Thread.sleep(WINDOW.toMillis());
            long end = System.nanoTime() + WINDOW.toNanos() * windows;
            for (int call = 0; System.nanoTime() < end; call++) {
                long began = System.nanoTime();
                quick.call("person" + call % 10);
                waits.add(System.nanoTime() - began);
                Thread.sleep(BETWEEN.toMillis());
                trial.progress(call, windows * WINDOW.toMillis() / BETWEEN.toMillis(), "interactive calls");
            }
            Windows seen = Windows.of(fake.journal().entries(), WINDOW, true, Instant.now());
            judge(trial, List.copyOf(waits), seen);
        } finally {
            batch.shutdownNow();
        }
    }

    private static void callOn(Meter.Calls slow) {
        for (int call = 0; !Thread.currentThread().isInterrupted(); call++) {
            try {
                slow.call("row" + call % 1_000);
            } catch (ConnectorException stoppedOrLate) {
                // It has all the time there is: the next one.
            }
        }
    }

    private static void judge(Trial trial, List<Long> waits, Windows seen) {
        List<Long> sorted = waits.stream().sorted().toList();
        double median = millis(sorted.get(sorted.size() / 2));
        double worst = millis(sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1));
        trial.promise(
                "the 99th percentile of interactive calls waits within one refill interval of " + WINDOW.toSeconds()
                        + " s",
                worst <= WINDOW.toMillis(),
                String.format(Locale.ROOT, "%.0f ms, median %.0f ms, of %d calls", worst, median, sorted.size()));
        long used = seen.whole().stream().mapToLong(Windows.Window::accepted).sum();
        long could = (long) LIMIT * seen.whole().size();
        trial.promise(
                "meanwhile the batch was at full speed: at least 80 % of the limit was used",
                used >= 0.8 * could,
                String.format(Locale.ROOT, "%.0f %%, %d refused", 100.0 * used / could, seen.refused()));
        trial.figure("calls by window", seen.curve());
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
