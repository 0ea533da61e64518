package dev.sallyport.chaos.meter;

import dev.sallyport.testkit.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a metered system saw, window by window.
 *
 * @param windows the windows in order, without gaps; the first and the last may have been seen in part only
 */
public record Windows(List<Window> windows) {
    /** Copies the list. */
    public Windows {
        windows = List.copyOf(windows);
    }

    /**
     * One window.
     *
     * @param accepted the calls that were let through
     * @param refused the calls that the limit refused
     */
    public record Window(int accepted, int refused) {}

    /**
     * Counts a journal over windows that begin at multiples of their length, or, where {@code rolling}, at the first call;
     * up to the last window that ended before the end, even if nothing came.
     */
    public static Windows of(List<JournalEntry> journal, Duration length, boolean rolling, Instant end) {
        if (journal.isEmpty()) {
            return new Windows(List.of());
        }
        Instant first =
                journal.stream().map(JournalEntry::at).min(Instant::compareTo).orElseThrow();
        long millis = length.toMillis();
        long origin = rolling ? first.toEpochMilli() : Math.floorDiv(first.toEpochMilli(), millis) * millis;
        List<int[]> counts = new ArrayList<>();
        for (JournalEntry entry : journal) {
            int index = (int) Math.floorDiv(entry.at().toEpochMilli() - origin, millis);
            while (counts.size() <= index) {
                counts.add(new int[2]);
            }
            counts.get(index)[entry.refusedBy() == null ? 0 : 1]++;
        }
        while (counts.size() < Math.floorDiv(end.toEpochMilli() - origin, millis)) {
            counts.add(new int[2]);
        }
        return new Windows(
                counts.stream().map(count -> new Window(count[0], count[1])).toList());
    }

    /** Those that were seen whole: all but the first and the last. */
    public List<Window> whole() {
        return windows.size() < 3 ? List.of() : windows.subList(1, windows.size() - 1);
    }

    /** How many calls were refused. */
    public int refused() {
        return windows.stream().mapToInt(Window::refused).sum();
    }

    /** How many calls were let through. */
    public int accepted() {
        return windows.stream().mapToInt(Window::accepted).sum();
    }

    /** The curve: what each window let through and, after a plus, refused. */
    public String curve() {
        return String.join(
                " ",
                windows.stream()
                        .map(window -> window.accepted() + (window.refused() == 0 ? "" : "+" + window.refused()))
                        .toList());
    }
}
