package dev.sallyport.chaos.soak;

import dev.sallyport.chaos.meter.Meter;
import dev.sallyport.chaos.meter.MeterPack;
import dev.sallyport.chaos.proof.Scenario;
import dev.sallyport.chaos.proof.Trial;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Ledger;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.pacing.Limit;
import dev.sallyport.stores.sqlite.SqliteLedger;
import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A million calls through one connector, one in twenty a write of a task of its own, and whether what they hold on to levels off. */
public final class Soak implements Scenario {
    private static final int CALLS = 1_000_000;
    private static final int SAMPLES = 20;
    private static final int THREADS = 8;
    private static final int WRITE_EVERY = 20;

    /** So short that forgetting keeps step with the run. */
    private static final Duration RETENTION = Duration.ofSeconds(5);

    /** The scenario. */
    public Soak() {}

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public String proves() {
        return "a million calls: heap, threads, file handles, sockets and ledger level off";
    }

    @Override
    public Duration estimate(double scale) {
        return Duration.ofSeconds(10 + Math.round(290 * scale));
    }

    @Override
    public void run(Trial trial) throws Exception {
        Path folder = Files.createTempDirectory("sallyport-soak");
        Path file = folder.resolve("ledger.db");
        FaultPlan plan = FaultPlan.of(
                FaultRule.of(FaultKind.RESET_BEFORE).probability(0.001).always(),
                FaultRule.of(FaultKind.REPLY_LOST).probability(0.001).always());
        try (FakeServer fake = FakeServer.of(new MeterPack())
                        .seed(trial.seed())
                        .journalCapacity(1_000)
                        .faults(plan)
                        .start();
                Ledger ledger = SqliteLedger.open(file);
                Meter meter = Meter.connect(
                        URI.create(fake.url()),
                        Meter.limit(Limit.Kind.ROLLING, 100_000_000, Duration.ofSeconds(1)),
                        Safeguards.builder()
                                .ledger(ledger)
                                .retention(RETENTION)
                                .seed(trial.seed())
                                .build())) {
            judge(trial, samples(trial, fake, meter, file));
        } finally {
            delete(folder);
        }
    }

    private static List<Sample> samples(Trial trial, FakeServer fake, Meter meter, Path file) throws Exception {
        int calls = trial.sized(CALLS, 4_000);
        AtomicLong done = new AtomicLong();
        AtomicLong failed = new AtomicLong();
        List<Sample> samples = new ArrayList<>();
        ExecutorService workers = Executors.newFixedThreadPool(THREADS);
        try {
            for (int sample = 1; sample <= SAMPLES; sample++) {
                long until = (long) calls * sample / SAMPLES;
                List<Future<?>> under = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    under.add(workers.submit(() -> callUntil(until, done, failed, meter)));
                }
                for (Future<?> worker : under) {
                    while (!worker.isDone()) {
                        Thread.sleep(50);
                        trial.progress(done.get(), calls, "calls");
                    }
                    worker.get();
                }
                // What the system remembers is not the client's.
                fake.reset();
                meter.recover();
                samples.add(Sample.take(file));
            }
        } finally {
            workers.shutdownNow();
        }
        trial.figure("calls", done.get());
        trial.figure("calls that failed", failed.get());
        return samples;
    }

    private static void callUntil(long until, AtomicLong done, AtomicLong failed, Meter meter) {
        for (long call = done.getAndIncrement(); call < until; call = done.getAndIncrement()) {
            try {
                if (call % WRITE_EVERY == 0) {
                    failed.addAndGet(meter.mark("task " + call, "mark " + call).isCommitted() ? 0 : 1);
                } else {
                    meter.call("c" + call % 1_000);
                }
            } catch (ConnectorException refused) {
                failed.incrementAndGet();
            }
        }
        done.decrementAndGet();
    }

    private static void judge(Trial trial, List<Sample> samples) {
        Sample last = samples.get(samples.size() - 1);
        for (String what : last.values().keySet()) {
            List<Long> course = samples.stream()
                    .map(sample -> sample.values().getOrDefault(what, 0L))
                    .toList();
            double middle = mean(course.subList(SAMPLES / 2, SAMPLES * 3 / 4));
            double late = mean(course.subList(SAMPLES * 3 / 4, SAMPLES));
            trial.promise(
                    what + " level off",
                    late <= middle * 1.1 + slack(what),
                    String.format(
                            Locale.ROOT, "%.0f in the third quarter, %.0f in the last; %s", middle, late, course));
        }
    }

    /** What may come and go. */
    private static long slack(String what) {
        return switch (what) {
            case Sample.HEAP -> 4_096;
            case Sample.LEDGER -> 1_024;
            default -> 8;
        };
    }

    private static double mean(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).average().orElse(0);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
