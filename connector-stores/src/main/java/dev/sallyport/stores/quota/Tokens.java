package dev.sallyport.stores.quota;

import dev.sallyport.pacing.Draw;
import dev.sallyport.pacing.Lane;
import dev.sallyport.pacing.Limit;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Takes tokens from the server's buckets: of several, all or none, by giving back. Thread-safe. */
final class Tokens {
    private static final int MANY = 10_000;
    private final QuotaServer server;
    private final ProxyManager<String> buckets;
    private final QuotaSettings settings;
    private final Availability availability;
    private final ConcurrentHashMap<Bucket, BucketConfiguration> configurations = new ConcurrentHashMap<>();

    Tokens(QuotaServer server, StoreClock clock, QuotaSettings settings, Availability availability) {
        this.server = server;
        this.buckets = server.buckets(clock);
        this.settings = settings;
        this.availability = availability;
    }

    /**
     * What was taken.
     *
     * @param times how often
     * @param lease the id of what was leased, for the one time that leases are taken; null if there are none
     * @param waitNanos if nothing was taken, for how long there is nothing
     * @param limit if nothing was taken, the limit that stands in the way
     */
    record Result(int times, @Nullable String lease, long waitNanos, String limit) {}

    /** One token bucket's part of a draw. */
    private record Part(Draw draw, Bucket bucket) {}

    Result take(List<Draw> draws, int most) {
        List<Part> parts = parts(draws);
        boolean leased = draws.stream().anyMatch(Tokens::isConcurrent);
        int times = leased ? 1 : most;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            int got = takeFrom(part, times);
            if (got < times) {
                give(parts.subList(0, i), times - got);
                times = got;
            }
            if (times == 0) {
                long nanos = bucket(part.bucket())
                        .estimateAbilityToConsume(part.draw().units())
                        .getNanosToWaitForRefill();
                long wait = Math.max(nanos, part.bucket().patienceNanos());
                return new Result(0, null, wait, part.draw().limit().name());
            }
        }
        return leased ? leased(draws) : new Result(times, null, 0, "");
    }

    private Result leased(List<Draw> draws) {
        String id = UUID.randomUUID().toString();
        for (Draw draw : draws) {
            if (isConcurrent(draw)
                    && !server.lease(
                            draw.key(),
                            id,
                            draw.units(),
                            draw.room(),
                            draw.limit().window())) {
                release(draws, id);
                giveBack(draws, 1);
                return new Result(0, null, 20_000_000, draw.limit().name());
            }
        }
        return new Result(1, id, 0, "");
    }

    private int takeFrom(Part part, int times) {
        int units = part.draw().units();
        BucketProxy bucket = bucket(part.bucket());
        if (times == 1) {
            ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(units);
            return probe.isConsumed() ? 1 : 0;
        }
        long tokens = bucket.tryConsumeAsMuchAsPossible((long) units * times);
        long odd = tokens % units;
        if (odd > 0) {
            bucket.addTokens(odd);
        }
        return (int) (tokens / units);
    }

    /** The first call of all should not pay for what is loaded and connected once. */
    void warmUp() {
        Limit limit = new Limit("warm-up", Limit.Kind.ROLLING, 20, Duration.ofSeconds(1), Limit.Per.ACCOUNT);
        take(List.of(new Draw("sallyport/warm-up", limit, 1)), 2);
    }

    void giveBack(List<Draw> draws, int times) {
        quietly(() -> give(parts(draws), times));
    }

    void release(List<Draw> draws, String lease) {
        quietly(() -> draws.stream().filter(Tokens::isConcurrent).forEach(draw -> server.release(draw.key(), lease)));
    }

    /** A reply that cost more or less than was taken; the bucket may come to owe tokens. */
    void correct(Draw draw, long units) {
        quietly(() -> parts(List.of(draw)).forEach(part -> {
            if (units > 0) {
                bucket(part.bucket()).consumeIgnoringRateLimits(units);
            } else if (units < 0) {
                bucket(part.bucket()).addTokens(-units);
            }
        }));
    }

    /** Lets nobody through for a while: the bucket comes to owe what it would have been given meanwhile. */
    void pause(Draw draw, long nanos) {
        quietly(() -> {
            Bucket of = whole(draw);
            BucketProxy bucket = bucket(of);
            long tooMany = bucket.getAvailableTokens() + tokens(of, nanos);
            if (tooMany > 0) {
                // Others may have been told the same and have taken theirs meanwhile: together they pause once.
                long excess = tokens(of, bucket.consumeIgnoringRateLimits(tooMany) - nanos);
                if (excess > 0) {
                    bucket.addTokens(excess);
                }
            }
        });
    }

    private static long tokens(Bucket bucket, long nanos) {
        return (long) ((double) nanos / bucket.window().toNanos() * bucket.refill());
    }

    private void give(List<Part> parts, int times) {
        parts.forEach(part -> bucket(part.bucket()).addTokens((long) part.draw().units() * times));
    }

    private List<Part> parts(List<Draw> draws) {
        List<Part> parts = new ArrayList<>(2);
        for (Draw draw : draws) {
            if (isConcurrent(draw)) {
                continue;
            }
            if (draw.lane() == Lane.BATCH) {
                parts.add(part(draw, Bucket.of(draw.key() + "/batch", draw.limit(), draw.room(), settings)));
            }
            parts.add(part(draw, whole(draw)));
        }
        return parts;
    }

    private Bucket whole(Draw draw) {
        return Bucket.of(draw.key(), draw.limit(), draw.share(), settings);
    }

    private static Part part(Draw draw, Bucket bucket) {
        if (draw.units() > bucket.capacity()) {
            throw new IllegalArgumentException("a call costs " + draw.units() + " units of the limit "
                    + draw.limit().name() + " at once, and the shared store lets through " + bucket.capacity()
                    + ": set its largest charge to at least the former, at most half the limit");
        }
        return new Part(draw, bucket);
    }

    private BucketProxy bucket(Bucket bucket) {
        if (configurations.size() > MANY) {
            configurations.clear();
        }
        BucketConfiguration configuration = configurations.computeIfAbsent(bucket, Bucket::configuration);
        return buckets.builder().build(bucket.key(), () -> configuration);
    }

    private static boolean isConcurrent(Draw draw) {
        return draw.limit().kind() == Limit.Kind.CONCURRENT;
    }

    /** What only corrects counts: if the server is away, the loss is on the safe side or ends with a lease. */
    private void quietly(Runnable correction) {
        if (!availability.health().shared()) {
            return;
        }
        // An interrupted caller gives back too, or the server would look away and its leases stay taken.
        boolean interrupted = Thread.interrupted();
        try {
            correction.run();
        } catch (RuntimeException e) {
            availability.failed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
