package dev.sallyport.chaos.proof;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs scenarios one after the other. For one thread; interrupting it ends the run with what was found until then. */
public final class Proof {
    private final List<Scenario> scenarios;
    private final long seed;
    private final double scale;
    private final PrintWriter to;

    /** A proof by these scenarios. */
    public Proof(List<Scenario> scenarios, long seed, double scale, PrintWriter to) {
        this.scenarios = List.copyOf(scenarios);
        this.seed = seed;
        this.scale = scale;
        this.to = to;
    }

    /** Runs them. */
    public Report run() {
        List<Result> results = new ArrayList<>();
        boolean complete = true;
        for (int next = 0; next < scenarios.size() && complete; next++) {
            complete = !Thread.currentThread().isInterrupted();
            if (complete) {
                results.add(run(scenarios.get(next)));
                complete = !Thread.currentThread().isInterrupted();
            }
        }
        return new Report(seed, scale, complete, results);
    }

    private Result run(Scenario scenario) {
        to.printf(
                Locale.ROOT,
                "%s: %s (seed %d, about %s)%n",
                scenario.name(),
                scenario.proves(),
                seed,
                spoken(scenario.estimate(scale)));
        to.flush();
        Trial trial = new Trial(seed, scale, new Progress(to, scenario.name()));
        long started = System.nanoTime();
        boolean finished = false;
        try {
            scenario.run(trial);
            finished = true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Exception | AssertionError failed) {
            if (wasStopped(failed)) {
                Thread.currentThread().interrupt();
                return trial.result(scenario, seconds(started), false);
            }
            trial.promise("the scenario can be carried out", false, described(failed));
        }
        return trial.result(scenario, seconds(started), finished);
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }

    /** Some libraries wrap what interrupted them. */
    private static boolean wasStopped(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException) {
                return true;
            }
        }
        return Thread.currentThread().isInterrupted();
    }

    private static String described(Throwable failed) {
        StackTraceElement[] trace = failed.getStackTrace();
        return failed.getClass().getSimpleName() + ": "
                + String.valueOf(failed.getMessage()).replaceAll("\\s*\\R\\s*", "; ")
                + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    /** How long, in a word. */
    public static String spoken(Duration length) {
        return length.toSeconds() < 100
                ? Math.max(1, length.toSeconds()) + " s"
                : (length.toSeconds() + 30) / 60 + " min";
    }
}
