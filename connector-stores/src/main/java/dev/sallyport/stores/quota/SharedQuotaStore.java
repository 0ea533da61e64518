package dev.sallyport.stores.quota;

import dev.sallyport.pacing.Draw;
import dev.sallyport.pacing.Limit;
import dev.sallyport.pacing.Observation;
import dev.sallyport.pacing.Permit;
import dev.sallyport.pacing.QuotaStore;
import dev.sallyport.pacing.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Limits counted together by all processes that use one server, on the server's clock. While the server is away each
 * process keeps to its share, the limit divided by the live processes last known, for as long and one window more; it
 * says so by a warning, {@link #health()} and the builder's listener. What a vendor says to one process corrects the
 * count for all, and a refusal pauses all. Thread-safe; no thread of its own.
 */
public final class SharedQuotaStore implements QuotaStore {
    private static final int TRIES = 3;
    private static final Duration LONGEST = Duration.ofDays(366);
    private final QuotaServer server;
    private final Availability availability;
    private final Counts counts;
    private final Upkeep upkeep;
    private final QuotaStore own = QuotaStore.inMemory();

    private SharedQuotaStore(QuotaServer server, SharedQuotaBuilder<?> settings) {
        this.server = server;
        this.availability = new Availability(settings.name, settings.expectedMembers, settings.onHealth);
        this.counts = new Counts(server, settings.spread, availability);
        this.upkeep = new Upkeep(server, availability);
    }

    /**
     * A store on a server; closing it closes the server. It asks the server at once, three times if need be, because the
     * first answer takes longest and the share to keep to without one is a guess.
     */
    static SharedQuotaStore on(QuotaServer server, SharedQuotaBuilder<?> settings) {
        SharedQuotaStore store = new SharedQuotaStore(server, settings);
        store.introduce();
        return store;
    }

    private void introduce() {
        for (int tries = 1; ; tries++) {
            try {
                upkeep.ifDue();
                counts.warmUp();
                return;
            } catch (RuntimeException e) {
                availability.failed(e);
                if (tries == TRIES) {
                    return;
                }
            }
        }
    }

    /** Whether limits are counted together with other processes right now. */
    public QuotaHealth health() {
        return availability.health();
    }

    /** For tests: the next call counts the processes anew. */
    void upkeepDue() {
        upkeep.due();
    }

    @Override
    public Reservation reserve(List<Draw> draws, int most, Instant now) {
        if (availability.worthAsking()) {
            try {
                upkeep.ifDue();
                Reservation answer = together(draws, most, now);
                availability.answered();
                return answer;
            } catch (IllegalArgumentException e) {
                throw e;
            } catch (RuntimeException e) {
                availability.failed(e);
            }
        }
        return alone(draws, most, now);
    }

    private Reservation together(List<Draw> draws, int most, Instant now) {
        Reservation mine = own.reserve(seen(draws), most, now);
        if (!(mine instanceof Reservation.Taken taken)) {
            return mine;
        }
        List<Permit> permits = taken.permits();
        int kept = 0;
        try {
            long asked = System.nanoTime();
            Counts.Result result = counts.take(draws, permits.size());
            kept = result.times();
            if (kept == 0) {
                return new Reservation.Wait(
                        now.plusNanos(result.waitNanos() + System.nanoTime() - asked), result.limit());
            }
            List<Permit> shared = new ArrayList<>(kept);
            permits.subList(0, kept)
                    .forEach(permit -> shared.add(new SharedPermit(permit, counts, draws, result, asked)));
            return new Reservation.Taken(shared);
        } finally {
            permits.subList(kept, permits.size()).forEach(Permit::refund);
        }
    }

    private Reservation alone(List<Draw> draws, int most, Instant now) {
        return own.reserve(Shares.of(draws, availability.members()), most, now);
    }

    /** This process's own view: all that the limit allows, or its share for a while after the server was away. */
    private List<Draw> seen(List<Draw> draws) {
        Duration longest = Duration.ZERO;
        for (Draw draw : draws) {
            Duration window = draw.limit().window();
            longest = window.compareTo(longest) > 0 ? window : longest;
        }
        return availability.keepsToShare(longest) ? Shares.of(draws, availability.members()) : draws;
    }

    @Override
    public Reservation.Wait opensFor(List<Draw> draws, int place, Instant now) {
        boolean shared = availability.health().shared();
        Reservation.Wait mine =
                own.opensFor(shared ? seen(draws) : Shares.of(draws, availability.members()), place, now);
        // Others may be as busy: no more than the limit's own pace can be promised.
        long slowest = 0;
        for (Draw draw : draws) {
            long perUnit = draw.limit().window().toNanos() / Math.max(1, draw.room());
            slowest = Math.max(slowest, perUnit * draw.units() * (place - 1));
        }
        Instant paced = now.plusNanos(slowest);
        return mine.until().isAfter(paced) ? mine : new Reservation.Wait(paced, mine.limit());
    }

    @Override
    public void observe(Draw draw, Observation observation, Instant asked, Instant now) {
        Instant notBefore = observation.notBefore();
        if (availability.keepsToShare(draw.limit().window())) {
            int members = availability.members();
            own.observe(Shares.of(List.of(draw), members).get(0), share(observation, members), asked, now);
        }
        if (draw.limit().kind() == Limit.Kind.CONCURRENT) {
            return;
        }
        if (notBefore != null) {
            counts.refused(draw, ahead(now, notBefore));
        }
        if (observation.remaining().isPresent()) {
            Instant resetAt = observation.resetAt();
            counts.left(
                    draw,
                    observation.remaining().getAsLong(),
                    resetAt == null ? 0 : ahead(now, resetAt),
                    ahead(asked, now));
        }
    }

    /** An absurd date would not fit into nanoseconds. */
    private static long ahead(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        return between.isNegative() ? 0 : between.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : between.toNanos();
    }

    /** A share is measured against a share of what is left, or what the others use would count as strangers' use. */
    private static Observation share(Observation observation, int members) {
        OptionalLong left = observation.remaining();
        return new Observation(
                left.isPresent() ? OptionalLong.of(left.getAsLong() / members) : left,
                observation.resetAt(),
                observation.notBefore());
    }

    @Override
    public void close() {
        own.close();
        server.close();
    }
}
