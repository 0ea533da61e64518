package dev.sallyport.chaos.headers;

import dev.sallyport.chaos.meter.Windows;
import dev.sallyport.testkit.fault.Lie;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What became of a client that was told one lie.
 *
 * @param lie the lie
 * @param seen what the system saw
 * @param slowest how long its slowest call took
 */
record Heard(Lie lie, Windows seen, Duration slowest) {
    private static final Set<Lie> LOWERING = EnumSet.of(Lie.TOO_LOW, Lie.ZERO, Lie.STALE);

    /** Whether the system refused more in one window than each thread's first; two of its own may fall into one counted here. */
    boolean crowded() {
        return seen.windows().stream().anyMatch(window -> window.refused() > 2 * Listener.THREADS);
    }

    /** Whether calls hung, or two windows in a row had none. */
    boolean stuck() {
        int idle = 0;
        for (Windows.Window window : seen.windows()) {
            idle = window.accepted() == 0 ? idle + 1 : 0;
            if (idle > 1) {
                return true;
            }
        }
        return seen.accepted() == 0 || slowest.compareTo(Listener.DEADLINE.plusMillis(1_500)) > 0;
    }

    /** Whether it left half unused, though nothing told it to; the rest depends on how fast the machine is. */
    boolean timid() {
        int accepted = seen.whole().stream().mapToInt(Windows.Window::accepted).sum();
        return !LOWERING.contains(lie)
                && accepted * 2 < Headers.LIMIT * seen.whole().size();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s: %s (slowest call %.1f s)", lie, seen.curve(), slowest.toMillis() / 1_000.0);
    }
}
