package dev.sallyport.stores.quota;

import dev.sallyport.pacing.Draw;
import dev.sallyport.pacing.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Draws on the counts that the server keeps: of several, all or none. Thread-safe. */
final class Counts {
    private static final int MANY = 10_000;
    private static final int SCARCE_ONE_IN = 10;
    private static final int OTHERS_TAKE_ONE_IN = 50;
    private static final long LEASES_AGAIN = Duration.ofMillis(20).toNanos();
    private final QuotaServer server;
    private final Duration spread;
    private final Availability availability;
    private final Untold untold = new Untold();
    private final Nothing nothing = new Nothing();
    private final ConcurrentHashMap<String, Long> lastUsed = new ConcurrentHashMap<>();

    Counts(QuotaServer server, Duration spread, Availability availability) {
        this.server = server;
        this.spread = spread;
        this.availability = availability;
    }

    /**
     * What was taken.
     *
     * @param times how often
     * @param at when, by the server's clock
     * @param lease the id of what was leased, for the one time that leases are taken; null if there are none
     * @param waitNanos for how long there is nothing, or no more
     * @param limit the limit that stands in the way of it
     */
    record Result(int times, long at, @Nullable String lease, long waitNanos, String limit) {}

    Result take(List<Draw> draws, int most) {
        List<Draw> counted = draws.stream().filter(Counts::isCounted).toList();
        boolean leased = counted.size() < draws.size();
        if (counted.isEmpty()) {
            return leased(draws, counted, new Result(1, 0, null, 0, ""));
        }
        Result known = nothing.known(counted);
        Result taken = known == null ? count(counted, leased ? 1 : most) : known;
        return leased && taken.times() > 0 ? leased(draws, counted, taken) : taken;
    }

    private Result count(List<Draw> draws, int most) {
        Result taken = change(draws, (usages, now) -> {
            int times = most;
            long opens = now;
            String limit = "";
            for (Draw draw : draws) {
                Usage usage = usages.of(draw);
                times = Math.min(times, usage.times(draw, times, now));
                long at = usage.opensAt(draw, now);
                if (at > opens || limit.isEmpty()) {
                    opens = at;
                    limit = draw.limit().name();
                }
            }
            for (Draw draw : draws) {
                usages.of(draw).add((long) draw.units() * times, now);
            }
            return new Result(times, now, null, Nothing.waiting(draws, opens - now), limit);
        });
        if (taken.times() < most) {
            nothing.remember(draws, taken);
        }
        return taken;
    }

    private Result leased(List<Draw> draws, List<Draw> counted, Result taken) {
        String id = UUID.randomUUID().toString();
        for (Draw draw : draws) {
            Limit limit = draw.limit();
            if (!isCounted(draw) && !server.lease(draw.key(), id, draw.units(), draw.room(), limit.window())) {
                release(draws, id);
                counted.forEach(each -> correct(each, new Untold.Shift(each.units(), taken.at(), Untold.NEVER)));
                return new Result(0, 0, null, LEASES_AGAIN, limit.name());
            }
        }
        return new Result(1, taken.at(), id, 0, "");
    }

    /** The first call of all should not pay for what is loaded and connected once. */
    void warmUp() {
        Limit limit = new Limit("warm-up", Limit.Kind.ROLLING, 20, Duration.ofSeconds(1), Limit.Per.ACCOUNT);
        take(List.of(new Draw("sallyport/warm-up", limit, 1)), 2);
    }

    /** How long a unit may be under way until the server is told. */
    long spreadNanos() {
        return spread.toNanos();
    }

    void release(List<Draw> draws, String lease) {
        quietly(() ->
                draws.stream().filter(draw -> !isCounted(draw)).forEach(draw -> server.release(draw.key(), lease)));
    }

    /** Tells the server at once that a unit was not used, or cost something else. */
    void correct(Draw draw, Untold.Shift shift) {
        if (isCounted(draw)) {
            untold.add(draw.key(), shift);
            tell(draw);
        }
    }

    /**
     * A unit was under way for longer than the spread. While calls wait for the limit the next one to look takes the news
     * along; while less than half of it is used the news can wait.
     */
    void late(Draw draw, Untold.Shift shift) {
        if (isCounted(draw)) {
            untold.add(draw.key(), shift);
            boolean scarce =
                    lastUsed.getOrDefault(draw.key(), 0L) * 2 >= draw.limit().capacity();
            if (scarce && !nothing.isAsked(draw)) {
                tell(draw);
            }
        }
    }

    private void tell(Draw draw) {
        untold.oneAtATime(draw.key(), () -> {
            if (!quietly(() -> change(List.of(draw), (usages, now) -> true))) {
                untold.take(draw.key());
            }
        });
    }

    /** The vendor refused a call; the pause is over in so many nanoseconds. */
    void refused(Draw draw, long pauseNanos) {
        quietly(() -> change(List.of(draw), (usages, now) -> {
            usages.of(draw).refused(now + pauseNanos, now);
            return true;
        }));
    }

    /**
     * The vendor said what is left. The server is told only where it gets scarce and strangers must have had a part in it,
     * more than others of this fleet can have taken since this process looked.
     *
     * @param resetNanos until the vendor's window ends; 0 if that is not known
     * @param askedNanos since it was asked
     */
    void left(Draw draw, long remaining, long resetNanos, long askedNanos) {
        long capacity = draw.limit().capacity();
        long gone = capacity - Math.max(0, remaining);
        long known = lastUsed.getOrDefault(draw.key(), 0L) + capacity / OTHERS_TAKE_ONE_IN;
        if (remaining * SCARCE_ONE_IN >= capacity || gone <= known) {
            return;
        }
        quietly(() -> change(List.of(draw), (usages, now) -> {
            usages.of(draw).left(remaining, now + resetNanos, now - askedNanos, now);
            return true;
        }));
    }

    /** The usages of some limits, by their keys in ascending order. */
    private record Usages(List<String> keys, List<Usage> all) {
        Usage of(Draw draw) {
            return all.get(Collections.binarySearch(keys, draw.key()));
        }
    }

    /** What is made of the usages of all draws. */
    private interface Step<T> {
        T on(Usages usages, long now);
    }

    private <T> T change(List<Draw> draws, Step<T> step) {
        TreeMap<String, Draw> byKey = new TreeMap<>();
        draws.forEach(draw -> byKey.put(draw.key(), draw));
        List<String> keys = List.copyOf(byKey.keySet());
        List<Draw> ordered = List.copyOf(byKey.values());
        List<List<Untold.Shift>> news = keys.stream().map(untold::take).toList();
        return server.change(keys, kept -> {
            long now = kept.now();
            List<Usage> usages = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                Usage usage = Usage.read(kept.get(i), ordered.get(i).limit(), spread, now);
                news.get(i).forEach(shift -> shift.on(usage));
                usages.add(usage);
            }
            T result = step.on(new Usages(keys, usages), now);
            for (int i = 0; i < keys.size(); i++) {
                Usage usage = usages.get(i);
                kept.set(i, usage.packed(), usage.keep(now));
                remember(keys.get(i), usage.used(now));
            }
            return result;
        });
    }

    private void remember(String key, long used) {
        if (lastUsed.size() > MANY) {
            lastUsed.clear();
        }
        lastUsed.put(key, used);
    }

    private static boolean isCounted(Draw draw) {
        return draw.limit().kind() != Limit.Kind.CONCURRENT;
    }

    /** What only corrects counts: if the server is away, each process keeps to its share, and a lease ends by itself. */
    private boolean quietly(Runnable correction) {
        if (!availability.health().shared()) {
            return false;
        }
        // An interrupted caller gives back too, or the server would look away and its leases stay taken.
        boolean interrupted = Thread.interrupted();
        try {
            correction.run();
            return true;
        } catch (RuntimeException e) {
            availability.failed(e);
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
