package dev.sallyport.stores.quota;

import dev.sallyport.pacing.Draw;
import dev.sallyport.pacing.Limit;
import java.time.Duration;
import java.util.List;

/** What one of several processes may use of a limit without asking the others. */
final class Shares {
    private Shares() {}

    static List<Draw> of(List<Draw> draws, int members) {
        return draws.stream().map(draw -> share(draw, members)).toList();
    }

    /** Where there are more processes than units, each waits longer instead. */
    private static Draw share(Draw draw, int members) {
        Limit limit = draw.limit();
        long whole = draw.share();
        long units = Math.max(draw.units(), whole / members);
        long windows = Math.max(1, (units * members + whole - 1) / whole);
        boolean concurrent = limit.kind() == Limit.Kind.CONCURRENT;
        Duration window = concurrent ? limit.window() : limit.window().multipliedBy(windows);
        Limit own = new Limit(limit.name(), limit.kind(), units, window, limit.per());
        return new Draw(draw.key(), own, draw.units(), draw.lane(), 0);
    }
}
