package dev.sallyport.chaos.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run of one scenario: its seed and size, and what it finds. Safe for several threads. */
public final class Trial {
    private final long seed;
    private final double scale;
    private final Progress progress;
    private final List<Promise> promises = new ArrayList<>();
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    /** A run of this seed and size that tells its progress there. */
    public Trial(long seed, double scale, Progress progress) {
        this.seed = seed;
        this.scale = scale;
        this.progress = progress;
    }

    /** The source of all chance. */
    public long seed() {
        return seed;
    }

    /** The size: 1 is the whole proof. */
    public double scale() {
        return scale;
    }

    /** So much of something as the scale leaves, at least the least. */
    public int sized(int whole, int least) {
        return (int) Math.max(least, Math.round(whole * scale));
    }

    /** Says how far the run is. */
    public void progress(long done, long of, String what) {
        progress.at(done, of, what);
    }

    /** Records a promise that was looked at. */
    public synchronized void promise(String sentence, boolean held, String measured) {
        promises.add(new Promise(sentence, held ? Promise.Verdict.HELD : Promise.Verdict.BROKEN, measured));
    }

    /** Records that something is nought, as promised, or the first few cases where it is not. */
    public void none(String sentence, List<String> cases) {
        String few = String.join("; ", cases.subList(0, Math.min(3, cases.size())));
        promise(sentence, cases.isEmpty(), cases.size() + (cases.isEmpty() ? "" : ": " + few));
    }

    /** Records a promise that cannot be looked at here. */
    public synchronized void skipped(String sentence, String reason) {
        promises.add(new Promise(sentence, Promise.Verdict.SKIPPED, reason));
    }

    /** Records a figure. */
    public synchronized void figure(String name, Object value) {
        figures.put(name, value);
    }

    /** Records a line for people. */
    public synchronized void note(String line) {
        notes.add(line);
    }

    /** What was found until now. */
    public synchronized Result result(Scenario scenario, double seconds, boolean finished) {
        return new Result(scenario.name(), seed, seconds, finished, promises, figures, notes);
    }
}
