package dev.sallyport.chaos.fleet;

import io.github.bucket4j.Bucket;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** What teams do today: exponential back-off with jitter, alone or behind a limiter set to the process's share. */
final class PlainCaller implements Caller {
    private static final int TRIES = 12;
    private static final long SHORTEST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 5_000;

    private final String url;
    private final @Nullable Bucket limiter;
    private final OkHttpClient client;

    private PlainCaller(String url, @Nullable Bucket limiter) {
        this.url = url;
        this.limiter = limiter;
        this.client = new OkHttpClient.Builder().retryOnConnectionFailure(false).build();
    }

    /** Back-off alone. */
    static Caller naive(String url) {
        return new PlainCaller(url, null);
    }

    /** Bucket4j as its own documentation shows it, with this process's share of the limit. */
    static Caller limited(String url, long share, Duration window) {
        return new PlainCaller(
                url,
                Bucket.builder()
                        .addLimit(limit -> limit.capacity(share).refillGreedy(share, window))
                        .build());
    }

    @Override
    public void call(String id) throws InterruptedException {
        for (int tries = 0; tries < TRIES; tries++) {
            if (limiter != null) {
                limiter.asBlocking().consume(1);
            }
            if (letThrough(id)) {
                return;
            }
            long most = Math.min(LONGEST_MILLIS, SHORTEST_MILLIS << tries);
            Thread.sleep(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
        }
    }

    private boolean letThrough(String id) {
        Request request = new Request.Builder().url(url + "/calls/" + id).build();
        try (Response response = client.newCall(request).execute()) {
            return response.isSuccessful();
        } catch (IOException failed) {
            return false;
        }
    }

    @Override
    public void close() {
        client.connectionPool().evictAll();
    }
}
