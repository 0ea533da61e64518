package dev.sallyport.chaos.fleet;

import dev.sallyport.chaos.meter.Windows;
import java.util.List;
import java.util.Locale;

/**
 * What a crew achieved.
 *
 * @param crew its name
 * @param drill what it had to do
 * @param seen what the system saw
 */
record Tally(String crew, Crew.Drill drill, Windows seen) {
    /** The whole windows that count: in the first the processes are still cold. */
    private List<Windows.Window> counted() {
        List<Windows.Window> whole = seen.whole();
        return whole.size() < 3 ? whole : whole.subList(1, whole.size());
    }

    /** The share of the limit that was used over whole windows; 0 if there was none. */
    double used() {
        List<Windows.Window> whole = counted();
        long accepted = whole.stream().mapToLong(Windows.Window::accepted).sum();
        return whole.isEmpty() ? 0 : accepted / (double) (whole.size() * (long) drill.limit());
    }

    /** The share of all calls that the vendor refused. */
    double refused() {
        long all = seen.accepted() + (long) seen.refused();
        return all == 0 ? 1 : seen.refused() / (double) all;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.1f %% used over %d whole windows, %.2f %% refused (%d of %d); by window %s",
                100 * used(),
                counted().size(),
                100 * refused(),
                seen.refused(),
                seen.accepted() + seen.refused(),
                seen.curve());
    }
}
