package dev.sallyport.stores.quota;

import dev.sallyport.pacing.Draw;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Where the server has just said that there is nothing, so that it need not be asked again at once: looking more often
 * than every hundredth of a window, or every 100 ms, would only keep it busy. Thread-safe.
 */
final class Nothing {
    private static final int MANY = 10_000;
    private static final long LONGEST = Duration.ofMillis(100).toNanos();
    private static final int ASKED_AGAIN_WITHIN = 10;
    private final ConcurrentHashMap<List<Draw>, Said> said = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Long> asked = new ConcurrentHashMap<>();

    /** What the server said, when by this machine's ticks, and until when it is not asked again. */
    private record Said(Counts.Result nothing, long at, long until) {}

    /** For how long one who waits waits: processes that look at the same instant gain nothing. */
    static long waiting(List<Draw> draws, long nanos) {
        long patience = patience(draws);
        return Math.max(nanos, patience / 2) + ThreadLocalRandom.current().nextLong(patience + 1);
    }

    void remember(List<Draw> draws, Counts.Result result) {
        if (said.size() > MANY) {
            said.clear();
            asked.clear();
        }
        long now = System.nanoTime();
        said.put(draws, new Said(result, now, now + Math.min(result.waitNanos(), patience(draws))));
        draws.forEach(draw -> asked.put(draw.key(), now));
    }

    /** That there is nothing, if that was said just now; null if not. */
    Counts.@Nullable Result known(List<Draw> draws) {
        Said last = said.get(draws);
        long now = System.nanoTime();
        if (last == null || now - last.until() >= 0) {
            return null;
        }
        long left = last.nothing().waitNanos() - (now - last.at());
        return new Counts.Result(0, 0, null, left, last.nothing().limit());
    }

    /** Whether calls wait for a limit, so that the server will soon be asked. */
    boolean isAsked(Draw draw) {
        Long last = asked.get(draw.key());
        long soon = draw.limit().window().toNanos() / ASKED_AGAIN_WITHIN;
        return last != null && System.nanoTime() - last < soon;
    }

    private static long patience(List<Draw> draws) {
        long patience = LONGEST;
        for (Draw draw : draws) {
            patience = Math.min(patience, draw.limit().window().toNanos() / 100);
        }
        return patience;
    }
}
