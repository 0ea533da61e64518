package dev.sallyport.stores.quota;

import dev.sallyport.pacing.Ceiling;
import dev.sallyport.pacing.Draw;
import dev.sallyport.pacing.Limit;
import dev.sallyport.pacing.Strangers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What all processes used of one limit, as the server keeps it. A unit counts from the end of its slice, a
 * five-hundredth of the window, for one window and the spread, so it counts for as long as the vendor counts it if it
 * came there within the spread after it was taken; of one that was under way for longer the server is told. Fixed
 * windows are kept as rolling ones, wherever the vendor's begin. When more than half is used, no twentieth of a window
 * of a minute at most takes more than 1.25 twentieths: calls in a crowd would take longer, and what a call takes is lost
 * to the limit. Times are nanoseconds of the server's clock. Not thread-safe.
 */
final class Usage {
    private static final byte FORM = 1;
    private static final int SLICES = 500;
    private static final int PARTS = 20;
    /** A twentieth of the limit, and a quarter more. */
    private static final int SHARE_OF_PART = 16;

    private static final long LONGEST_EVENED = Duration.ofMinutes(1).toNanos();

    private final Limit limit;
    private final long window;
    private final long spread;
    private final long slice;
    private final Slices slices = new Slices();
    private Ceiling ceiling = Ceiling.NONE;
    private Strangers strangers = Strangers.NONE;
    private long pausedUntil;
    private long newestAnswer;

    private Usage(Limit limit, Duration spread) {
        this.limit = limit;
        this.window = limit.window().toNanos();
        this.spread = spread.toNanos();
        this.slice = Math.max(1, window / SLICES);
    }

    /** Reads what the server holds, nothing if it holds nothing, as it stands now. */
    static Usage read(byte @Nullable [] packed, Limit limit, Duration spread, long now) {
        Usage usage = new Usage(limit, spread);
        if (packed != null && packed.length > 0 && packed[0] == FORM) {
            usage.unpack(new Packed(packed, 1), now);
        }
        usage.advance(now);
        return usage;
    }

    byte[] packed() {
        Packed packed = new Packed();
        packed.put(FORM);
        packed.number(window).number(ceiling.learned()).number(ceiling.refusedAt());
        packed.number(strangers.units()).number(strangers.since());
        packed.number(pausedUntil).number(newestAnswer).number(slices.size());
        long before = 0;
        for (int i = 0; i < slices.size(); i++) {
            packed.number(slices.at(i) - before).number(slices.units(i));
            before = slices.at(i);
        }
        return packed.bytes();
    }

    private void unpack(Packed packed, long now) {
        long then = packed.number();
        ceiling = new Ceiling(packed.number(), packed.number());
        strangers = new Strangers(packed.number(), packed.number());
        pausedUntil = packed.number();
        newestAnswer = packed.number();
        long at = 0;
        for (long left = packed.number(); left > 0; left--) {
            at += packed.number();
            // Under another window than it was counted in, all of it stays for one window.
            slices.add(then == window ? at : now / slice, packed.number());
        }
    }

    /** For how long it must be kept. */
    Duration keep(long now) {
        return Duration.ofNanos(Math.max(window + spread, pausedUntil - now)).plusMinutes(1);
    }

    private void advance(long now) {
        if (slices.newest() * (double) slice > now + (double) window) {
            // The clock was set back: what is counted stays for one window of the new time.
            long all = slices.total();
            slices.dropThrough(Long.MAX_VALUE);
            slices.add(now / slice, all);
            pausedUntil = Math.min(pausedUntil, now + window);
        }
        slices.dropThrough(Math.floorDiv(now - window - spread, slice) - 1);
    }

    long used(long now) {
        return slices.total() + strangers.at(window, now);
    }

    /** How often a draw fits, at most. */
    int times(Draw draw, int most, long now) {
        if (now < pausedUntil) {
            return 0;
        }
        long free = Math.min(room(draw, now) - used(now), evenly(draw, now) - recent(now));
        return (int) Math.max(0, Math.min(most, free / draw.units()));
    }

    /** When a draw will fit, as far as is known. */
    long opensAt(Draw draw, long now) {
        long start = Math.max(now, pausedUntil);
        long tooMany = used(now) + draw.units() - room(draw, now);
        if (tooMany > 0) {
            start = Math.max(start, freesAt(tooMany, now));
        }
        long tooFast = recent(now) + draw.units() - evenly(draw, now);
        for (int i = 0; i < slices.size() && tooFast > 0; i++) {
            if (slices.at(i) >= firstRecent(now)) {
                tooFast -= slices.units(i);
                start = Math.max(start, (slices.at(i) + 1) * slice + window / PARTS);
            }
        }
        return start;
    }

    void add(long units, long at) {
        slices.add(at / slice, units);
    }

    void remove(long units, long at) {
        slices.remove(at / slice, units);
    }

    /** The vendor refused a call and said when to come again, which may be now. */
    void refused(long notBefore, long now) {
        ceiling = ceiling.refused(limit, used(now), now);
        pausedUntil = Math.max(pausedUntil, notBefore);
    }

    /** The vendor said what is left; an answer to an older question than the last is not news. */
    void left(long remaining, long resetAt, long asked, long now) {
        if (asked < newestAnswer && newestAnswer <= now) {
            return;
        }
        newestAnswer = asked;
        long more = limit.capacity() - used(now) - Math.max(0, remaining);
        if (more >= 0) {
            strangers = strangers.more(more, window, now);
            if (remaining <= 0 && resetAt > now && resetAt <= now + window) {
                pausedUntil = Math.max(pausedUntil, resetAt);
            }
        }
    }

    private long room(Draw draw, long now) {
        return Math.max(draw.units(), Math.min(draw.room(), ceiling.at(limit, now)));
    }

    private long evenly(Draw draw, long now) {
        long room = room(draw, now);
        boolean crowded = window <= LONGEST_EVENED && used(now) * 2 > room;
        return crowded ? Math.max(draw.units(), room / SHARE_OF_PART + 1) : Long.MAX_VALUE;
    }

    private long recent(long now) {
        return slices.since(firstRecent(now));
    }

    private long firstRecent(long now) {
        return (now - window / PARTS) / slice;
    }

    private long freesAt(long units, long now) {
        long freed = 0;
        for (int i = 0; i < slices.size(); i++) {
            long leaves = (slices.at(i) + 1) * slice + spread + window;
            long forgotten = strangers.at(window, now) - strangers.at(window, leaves);
            if (freed + slices.units(i) + forgotten >= units) {
                return Math.min(leaves, strangers.free(units - freed, window, now));
            }
            freed += slices.units(i);
        }
        return Math.min(now + window, strangers.free(units - freed, window, now));
    }
}
