package dev.sallyport.chaos.proof;

import java.io.PrintWriter;
import java.util.Locale;

/** Says now and then how far a scenario is: a line every five seconds. Safe for several threads. */
public final class Progress {
    private static final long EVERY_NANOS = 5_000_000_000L;
    private final PrintWriter to;
    private final String scenario;
    private final long started = System.nanoTime();
    private long next = started + EVERY_NANOS;

    /** Progress of a scenario, told there. */
    public Progress(PrintWriter to, String scenario) {
        this.to = to;
        this.scenario = scenario;
    }

    /** Says it, if it is time to. */
    public synchronized void at(long done, long of, String what) {
        long now = System.nanoTime();
        if (now < next) {
            return;
        }
        next = now + EVERY_NANOS;
        to.printf(
                Locale.ROOT,
                "  %-8s %,d of %,d %s, %d s%n",
                scenario,
                done,
                of,
                what,
                (now - started) / 1_000_000_000L);
        to.flush();
    }
}
