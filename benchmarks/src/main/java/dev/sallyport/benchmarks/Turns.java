package dev.sallyport.benchmarks;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs JMH benchmarks in turns, one JVM for each turn: what the machine does meanwhile meets every side. */
final class Turns {
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private final Class<?> type;
    private final Effort effort;

    Turns(Class<?> type, Effort effort) {
        this.type = type;
        this.effort = effort;
    }

    /**
     * What the turns of one side measured.
     *
     * @param scores a score for each turn, in the benchmark's unit
     * @param cpu microseconds of CPU time for an operation, a value for each turn
     * @param allocated bytes allocated for an operation, a value for each turn
     */
    record Side(List<Double> scores, List<Double> cpu, List<Double> allocated) {
        Spread score() {
            return Spread.of(scores);
        }
    }

    /** Runs these methods in turns; a side for each. */
    Map<String, Side> of(List<String> methods, PrintWriter progress) {
        Map<String, Side> sides = new LinkedHashMap<>();
        methods.forEach(method -> sides.put(method, new Side(new ArrayList<>(), new ArrayList<>(), new ArrayList<>())));
        for (int round = 1; round <= effort.rounds(); round++) {
            for (Map.Entry<String, Side> side : sides.entrySet()) {
                RunResult result = run(side.getKey());
                double score = result.getPrimaryResult().getScore();
                side.getValue().scores().add(score);
                side.getValue().cpu().add(secondary(result, CpuProfiler.RESULT));
                side.getValue().allocated().add(secondary(result, ALLOCATED));
                progress.printf(
                        "  round %d of %d  %-28s %,12.3f %s%n",
                        round,
                        effort.rounds(),
                        side.getKey(),
                        score,
                        result.getPrimaryResult().getScoreUnit());
                progress.flush();
            }
        }
        return sides;
    }

    private static double secondary(RunResult result, String name) {
        Result<?> found = result.getSecondaryResults().get(name);
        return found == null ? Double.NaN : found.getScore();
    }

    private RunResult run(String method) {
        // Two builds on one machine may both run the smoke test.
        System.setProperty("jmh.ignoreLock", "true");
        TimeValue iteration = TimeValue.milliseconds(effort.iteration().toMillis());
        Options options = new OptionsBuilder()
                .include("^" + Pattern.quote(type.getName() + "." + method) + "$")
                .forks(effort.forked() ? 1 : 0)
                .jvmArgs("-Xms1g", "-Xmx1g", "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"))
                .warmupIterations(effort.iterations())
                .warmupTime(iteration)
                .measurementIterations(effort.iterations())
                .measurementTime(iteration)
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        try {
            return new Runner(options).runSingle();
        } catch (RunnerException e) {
            throw new IllegalStateException(method + " failed: " + e.getMessage(), e);
        }
    }
}
