package dev.sallyport.chaos.headers;

import dev.sallyport.chaos.proof.Scenario;
import dev.sallyport.chaos.proof.Trial;
import dev.sallyport.testkit.fault.Lie;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A system whose headers lie, in each way there is, to clients that believe the true limit and to ones that do not. */
public final class Headers implements Scenario {
    static final int LIMIT = 20;
    static final Duration WINDOW = Duration.ofSeconds(2);

    /** The scenario. */
    public Headers() {}

    @Override
    public String name() {
        return "headers";
    }

    @Override
    public String proves() {
        return "headers that lie: never faster than the limit by more than the first surprise, never stuck";
    }

    @Override
    public Duration estimate(double scale) {
        return WINDOW.multipliedBy(windows(scale)).plusSeconds(6).multipliedBy(2);
    }

    private static int windows(double scale) {
        return (int) Math.max(5, Math.round(12 * scale));
    }

    @Override
    public void run(Trial trial) throws Exception {
        told("believing the true limit", LIMIT, trial);
        told("believing twice the limit", 2 * LIMIT, trial);
    }

    private static void told(String who, int believed, Trial trial) throws Exception {
        int windows = windows(trial.scale());
        List<Listener> listeners = new ArrayList<>();
        ExecutorService all = Executors.newCachedThreadPool();
        try {
            for (Lie lie : Lie.values()) {
                listeners.add(Listener.of(lie, believed, trial.seed()));
            }
            List<Future<Heard>> under = new ArrayList<>();
            for (Listener listener : listeners) {
                under.add(all.submit(() -> listener.listen(windows)));
            }
            for (int window = 0; window < windows; window++) {
                Thread.sleep(WINDOW.toMillis());
                trial.progress(window + 1, windows, "windows, " + who);
            }
            List<Heard> heard = new ArrayList<>();
            for (Future<Heard> each : under) {
                heard.add(each.get());
            }
            judge(who, heard, trial);
        } finally {
            all.shutdownNow();
            listeners.forEach(Listener::close);
        }
    }

    private static void judge(String who, List<Heard> heard, Trial trial) {
        trial.none(
                who + ": no window with more than one surprise a thread",
                heard.stream().filter(Heard::crowded).map(Heard::toString).toList());
        trial.none(
                who + ": nobody is stuck",
                heard.stream().filter(Heard::stuck).map(Heard::toString).toList());
        trial.none(
                who + ": who hears nothing of a smaller limit uses most of it",
                heard.stream().filter(Heard::timid).map(Heard::toString).toList());
        heard.forEach(each -> trial.figure(who + ", " + each.lie(), each.seen().curve()));
    }
}
