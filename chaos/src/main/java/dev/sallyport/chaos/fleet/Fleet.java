package dev.sallyport.chaos.fleet;

import dev.sallyport.chaos.proof.Scenario;
import dev.sallyport.chaos.proof.Trial;
import dev.sallyport.pacing.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Many processes on one account, in real time: Sallyport through each store, and what teams do today beside it. */
public final class Fleet implements Scenario {
    private static final double MOST_REFUSED = 0.001;
    private static final double LEAST_USED = 0.98;
    private final UnaryOperator<String> environment;

    /** The scenario. */
    public Fleet() {
        environment = name -> String.valueOf(System.getenv(name));
    }

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public String proves() {
        return "processes that share one account use what it allows and are hardly ever refused";
    }

    @Override
    public Duration estimate(double scale) {
        Crew.Drill drill = drill(scale);
        long windows = drill.calls() / drill.limit() + 2L;
        return drill.window().multipliedBy(windows * 3).plusSeconds(60);
    }

    /** Small runs have small windows, so that there are several whole ones all the same. */
    private static Crew.Drill drill(double scale) {
        return scale >= 0.3
                ? new Crew.Drill(
                        8, 16, (int) Math.max(8_000, Math.round(20_000 * scale)), 2_000, Duration.ofSeconds(10))
                : new Crew.Drill(3, 8, 1_200, 200, Duration.ofSeconds(2));
    }

    @Override
    public void run(Trial trial) throws Exception {
        Crew.Drill drill = drill(trial.scale());
        try (Stores stores = Stores.start()) {
            for (Tally tally : race(trial, "postgresql", List.of(stores.postgresql(), stores.postgresql()), drill)) {
                judge(trial, tally);
            }
            String redis = stores.redis();
            if (redis == null) {
                withoutRedis(trial);
            } else {
                for (Tally tally : race(trial, "redis", List.of(redis, redis), drill)) {
                    judge(trial, tally);
                }
            }
            for (Tally tally : race(trial, "beside it", List.of(Member.NAIVE, Member.BUCKET4J), drill)) {
                trial.figure(tally.crew(), tally.toString());
            }
        }
    }

    /** Runs two crews at once, each with a system of its own: one with a fixed window, one with a rolling one. */
    private static List<Tally> race(Trial trial, String what, List<String> means, Crew.Drill drill) throws Exception {
        List<Limit.Kind> kinds = List.of(Limit.Kind.FIXED, Limit.Kind.ROLLING);
        List<Crew> crews = new ArrayList<>();
        try {
            for (int i = 0; i < kinds.size(); i++) {
                boolean plain =
                        means.get(i).equals(Member.NAIVE) || means.get(i).equals(Member.BUCKET4J);
                String name = (plain ? means.get(i) : what) + ", "
                        + kinds.get(i).name().toLowerCase(Locale.ROOT);
                crews.add(Crew.muster(name, means.get(i), kinds.get(i), drill));
            }
            for (Crew crew : crews) {
                crew.awaitReady();
            }
            for (Crew crew : crews) {
                crew.go();
            }
            await(trial, what, crews, drill);
            List<Tally> tallies = new ArrayList<>();
            for (Crew crew : crews) {
                tallies.add(crew.end());
            }
            return tallies;
        } finally {
            crews.forEach(Crew::close);
        }
    }

    private static void await(Trial trial, String what, List<Crew> crews, Crew.Drill drill)
            throws InterruptedException {
        long windows = drill.calls() / drill.limit();
        long end = System.nanoTime() + drill.window().toNanos() * (windows * 2 + 3);
        long least = 0;
        while (least < drill.calls() && System.nanoTime() < end) {
            Thread.sleep(1_000);
            least = crews.stream().mapToLong(Crew::accepted).min().orElse(0);
            trial.progress(least, drill.calls(), "calls, " + what);
        }
    }

    private static void judge(Trial trial, Tally tally) {
        trial.promise(
                tally.crew() + ": at least 98 % used over whole windows", tally.used() >= LEAST_USED, tally.toString());
        trial.promise(
                tally.crew() + ": at most 0.1 % refused",
                tally.refused() <= MOST_REFUSED,
                String.format(Locale.ROOT, "%.3f %%", 100 * tally.refused()));
    }

    private void withoutRedis(Trial trial) {
        String sentence = "redis: at least 98 % used, at most 0.1 % refused";
        String reason = "no Redis for this platform";
        if (environment.apply("CI").equals("true")) {
            trial.promise(sentence, false, reason);
        } else {
            trial.skipped(sentence, reason);
        }
    }
}
