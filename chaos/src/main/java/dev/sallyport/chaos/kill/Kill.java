package dev.sallyport.chaos.kill;

import dev.sallyport.chaos.proof.Scenario;
import dev.sallyport.chaos.proof.Trial;
import dev.sallyport.testkit.Effect;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.spi.Access;
import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.time.ScaledClock;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Processes with a SQLite ledger that are killed in the middle of writing, again and again, and then let finish. */
public final class Kill implements Scenario {
    private static final int KILLS = 200;
    private static final int KILLS_A_JOB = 20;
    private static final int AT_ONCE = 2;

    /** Slow enough for processes that start cold. */
    private static final double SPEED = 10;

    /** The scenario. */
    public Kill() {}

    @Override
    public String name() {
        return "kill";
    }

    @Override
    public String proves() {
        return "processes killed in the middle of writing, restarted and recovered: nothing doubled, nothing lost";
    }

    @Override
    public Duration estimate(double scale) {
        return Duration.ofSeconds(15 + Math.round(230 * scale));
    }

    @Override
    public void run(Trial trial) throws Exception {
        ScaledClock clock = ScaledClock.at(SPEED);
        FaultPlan plan = FaultPlan.of(
                rule(FaultKind.REPLY_LOST, 0.10),
                rule(FaultKind.RESET_BEFORE, 0.05),
                rule(FaultKind.LATE_EFFECT, 0.03).delay(Duration.ofSeconds(15)).hold(Duration.ofSeconds(12)));
        Path folder = Files.createTempDirectory("sallyport-kill");
        try (FakeSalesforce salesforce = FakeSalesforce.builder()
                        .seed(trial.seed())
                        .dailyLimit(100_000_000)
                        .clock(clock)
                        .faults(plan)
                        .start();
                FakeZendesk zendesk = FakeZendesk.builder()
                        .seed(trial.seed())
                        .requestsPerMinute(1_000_000)
                        .ticketUpdatesPerMinute(1_000_000)
                        .clock(clock)
                        .faults(plan)
                        .start()) {
            List<Job> jobs = jobs(trial, clock, folder, salesforce, zendesk);
            runAll(trial, jobs);
            salesforce.awaitLateEffects(Duration.ofSeconds(60));
            zendesk.awaitLateEffects(Duration.ofSeconds(60));
            Map<String, Integer> truth = new TreeMap<>();
            salesforce.truth().list().forEach(effect -> truth.merge(marker(effect), 1, Integer::sum));
            zendesk.truth().list().forEach(effect -> truth.merge(marker(effect), 1, Integer::sum));
            judge(trial, jobs, truth);
        } finally {
            delete(folder);
        }
    }

    private static FaultRule rule(FaultKind kind, double probability) {
        return FaultRule.of(kind).on(Access.WRITE).probability(probability);
    }

    private static List<Job> jobs(
            Trial trial, ScaledClock clock, Path folder, FakeSalesforce salesforce, FakeZendesk zendesk) {
        int kills = trial.sized(KILLS, 4);
        int each = Math.min(KILLS_A_JOB, (kills + AT_ONCE - 1) / AT_ONCE);
        List<String> systems = List.of(
                clock.origin().toString(),
                String.valueOf(clock.speed()),
                salesforce.url(),
                salesforce.clientId(),
                salesforce.clientSecret(),
                zendesk.url(),
                zendesk.clientId(),
                zendesk.clientSecret());
        List<Job> jobs = new ArrayList<>();
        for (int left = kills; left > 0; left -= each) {
            int number = jobs.size();
            jobs.add(new Job(
                    "j" + number,
                    Math.min(left, each),
                    folder.resolve("ledger-" + number + ".db"),
                    systems,
                    trial.seed() * 1_000 + number));
        }
        return jobs;
    }

    private static void runAll(Trial trial, List<Job> jobs) throws Exception {
        AtomicInteger killed = new AtomicInteger();
        int kills = jobs.stream().mapToInt(Job::kills).sum();
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> under = new ArrayList<>();
            for (Job job : jobs) {
                under.add(workers.submit(() -> {
                    job.run(killed);
                    return true;
                }));
            }
            for (Future<?> job : under) {
                while (!job.isDone()) {
                    Thread.sleep(200);
                    trial.progress(killed.get(), kills, "processes killed");
                }
                job.get();
            }
        } finally {
            workers.shutdownNow();
        }
        trial.figure("processes killed", killed.get());
    }

    private static String marker(Effect effect) {
        if (effect.kind() == EffectKind.APPEND) {
            return "comment " + effect.fields().get("body");
        }
        return switch (effect.resource()) {
            case "Contact" -> "contact " + effect.fields().get("LastName");
            case "Task" -> "task " + effect.fields().get("Subject");
            default -> effect.resource() + " " + effect.fields().get("subject");
        };
    }

    private static void judge(Trial trial, List<Job> jobs, Map<String, Integer> truth) {
        List<String> doubled = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        int writes = 0;
        for (Job job : jobs) {
            for (Map.Entry<String, Integer> meant : job.meant().entrySet()) {
                int there = truth.getOrDefault(meant.getKey(), 0);
                writes += meant.getValue();
                if (there > meant.getValue()) {
                    doubled.add(meant.getKey() + " stands " + there + " times");
                } else if (there < meant.getValue()) {
                    lost.add(meant.getKey() + " stands " + there + " times");
                }
            }
        }
        trial.figure("writes", writes);
        trial.figure(
                "in the middle of a write when killed",
                jobs.stream().mapToInt(Job::interrupted).sum());
        trial.none("nothing doubled", doubled);
        trial.none("nothing lost", lost);
        trial.none(
                "every restarted job came to its end",
                jobs.stream().filter(job -> !job.ended()).map(Job::name).toList());
        trial.none(
                "what was said to be committed before a kill is said again afterwards",
                jobs.stream().flatMap(job -> job.forgotten().stream()).toList());
        trial.promise("there was something to lose", writes > 0, writes + " writes");
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
