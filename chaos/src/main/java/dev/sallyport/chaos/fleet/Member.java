package dev.sallyport.chaos.fleet;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sallyport.chaos.meter.Meter;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.pacing.Limit;
import dev.sallyport.pacing.QuotaStore;
import dev.sallyport.stores.postgresql.PostgreSqlQuotaStore;
import dev.sallyport.stores.redis.RedisQuotaStore;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** One process of a fleet: calls with all its threads from the word go until it is ended. */
final class Member {
    static final String READY = "ready";
    static final String NAIVE = "naive";
    static final String BUCKET4J = "bucket4j";
    private static final int PRACTICE_CALLS = 30;

    private Member() {}

    /**
     * Arguments: kind or store, the system's url, kind of limit, capacity, window in ms, members, threads, fleet's name, the
     * url of a system to practise on.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int threads = Integer.parseInt(arguments[6]);
        practise(arguments[8], threads);
        try (Caller caller = caller(arguments)) {
            System.out.println(READY);
            System.out.flush();
            if (System.in.read() < 0) {
                return;
            }
            ExecutorService workers = Executors.newFixedThreadPool(threads);
            for (int thread = 0; thread < threads; thread++) {
                workers.execute(() -> callForever(caller));
            }
            workers.shutdown();
            workers.awaitTermination(1, TimeUnit.HOURS);
        }
    }

    /** A program that has just been started is slow; it is the limit's pace that is looked at, not that. */
    private static void practise(String url, int threads) throws InterruptedException {
        Limit none = Meter.limit(Limit.Kind.ROLLING, 1_000_000, Duration.ofSeconds(1));
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try (Meter meter = Meter.connect(URI.create(url), none, Safeguards.defaults())) {
            for (int call = 0; call < threads * PRACTICE_CALLS; call++) {
                String id = "p" + call;
                workers.execute(() -> meter.call(id));
            }
            workers.shutdown();
            workers.awaitTermination(1, TimeUnit.MINUTES);
        } finally {
            workers.shutdownNow();
        }
    }

    private static void callForever(Caller caller) {
        try {
            for (int call = 0; ; call++) {
                caller.call("c" + call % 1_000);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static Caller caller(String[] arguments) {
        String url = arguments[1];
        long capacity = Long.parseLong(arguments[3]);
        Duration window = Duration.ofMillis(Long.parseLong(arguments[4]));
        int members = Integer.parseInt(arguments[5]);
        if (arguments[0].equals(NAIVE)) {
            return PlainCaller.naive(url);
        }
        if (arguments[0].equals(BUCKET4J)) {
            return PlainCaller.limited(url, capacity / members, window);
        }
        Limit limit = Meter.limit(Limit.Kind.valueOf(arguments[2]), capacity, window);
        return GuardedCaller.of(url, limit, store(arguments[0], arguments[7], members));
    }

    private static QuotaStore store(String address, String fleet, int members) {
        if (address.startsWith("redis:")) {
            return RedisQuotaStore.at(address)
                    .keys(fleet + ":")
                    .timeout(Duration.ofSeconds(2))
                    .expectedMembers(members)
                    .open();
        }
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(address);
        pool.setMaximumPoolSize(2);
        return PostgreSqlQuotaStore.on(new HikariDataSource(pool))
                .tables(fleet)
                .timeout(Duration.ofSeconds(2))
                .expectedMembers(members)
                .open();
    }
}
