package dev.sallyport.chaos.seeds;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.JournalEntry;
import dev.sallyport.testkit.control.MovableClock;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * A fake and the same work for it every time, by a plain client that repeats each piece until it is done.
 *
 * @param name the fake's name
 * @param opening starts the fake and says what there is to do
 */
record Workplace(String name, Opening opening) {
    private static final int MOST_TRIES = 8;
    private static final MediaType JSON = MediaType.get("application/json");

    /** Starts a fake. */
    interface Opening {
        Opened open(long seed, int pieces);
    }

    /** A running fake and the requests that it is to be sent. */
    record Opened(FakeServer fake, String token, List<Piece> pieces) {}

    /** One piece of work. */
    record Piece(String method, String path, String body) {}

    /** Slow replies are quick, so that a thread alone is not slowed down by what is not looked at here. */
    private static MovableClock quick() {
        MovableClock clock = new MovableClock();
        clock.speed(MovableClock.FASTEST);
        return clock;
    }

    static Workplace salesforce() {
        return new Workplace("salesforce", (seed, count) -> {
            FakeSalesforce fake = FakeSalesforce.builder()
                    .seed(seed)
                    .clock(quick())
                    .dailyLimit(10_000_000)
                    .faults(FaultPlan.named("hostile"))
                    .start();
            String objects = "/services/data/v62.0/sobjects/Contact";
            List<Piece> pieces = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                pieces.add(new Piece("POST", objects, "{\"LastName\":\"New " + i + "\"}"));
                String id = fake.insert("Contact", Map.of("LastName", "Old " + i));
                pieces.add(new Piece("PATCH", objects + "/" + id, "{\"Phone\":\"" + i + "\"}"));
                pieces.add(new Piece("GET", objects + "/" + id, ""));
            }
            return new Opened(fake, fake.token(), pieces);
        });
    }

    static Workplace zendesk() {
        return new Workplace("zendesk", (seed, count) -> {
            FakeZendesk fake = FakeZendesk.builder()
                    .seed(seed)
                    .clock(quick())
                    .requestsPerMinute(10_000_000)
                    .ticketUpdatesPerMinute(10_000_000)
                    .faults(FaultPlan.named("hostile"))
                    .start();
            List<Piece> pieces = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String text = "\"comment\":{\"body\":\"text " + i + "\"}";
                pieces.add(new Piece(
                        "POST", "/api/v2/tickets.json", "{\"ticket\":{\"subject\":\"s" + i + "\"," + text + "}}"));
                String ticket = "/api/v2/tickets/" + fake.createTicket("old " + i, "first") + ".json";
                pieces.add(new Piece("PUT", ticket, "{\"ticket\":{" + text + "}}"));
                pieces.add(new Piece("GET", ticket, ""));
            }
            return new Opened(fake, fake.token(), pieces);
        });
    }

    /** What befell each request, by operation, subject and occurrence. */
    Map<String, String> met(long seed, int count, int threads) throws InterruptedException, ExecutionException {
        Opened opened = opening.open(seed, count);
        OkHttpClient client = new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .readTimeout(Duration.ofSeconds(20))
                .build();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try (FakeServer fake = opened.fake()) {
            List<Future<?>> under = new ArrayList<>();
            for (Piece piece : opened.pieces()) {
                under.add(workers.submit(() -> repeat(client, opened, piece)));
            }
            for (Future<?> piece : under) {
                piece.get();
            }
            fake.awaitLateEffects(Duration.ofSeconds(20));
            return byRequest(fake.journal().entries());
        } finally {
            workers.shutdownNow();
            client.connectionPool().evictAll();
        }
    }

    private static void repeat(OkHttpClient client, Opened opened, Piece piece) {
        Request request = new Request.Builder()
                .url(opened.fake().url() + piece.path())
                .header("Authorization", "Bearer " + opened.token())
                .method(piece.method(), piece.body().isEmpty() ? null : RequestBody.create(piece.body(), JSON))
                .build();
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try (Response response = client.newCall(request).execute()) {
                // Read to its end, so that a cut body counts as one.
                String body = response.body().string();
                if (response.isSuccessful() && !body.startsWith("<!")) {
                    return;
                }
            } catch (IOException cut) {
                // It is tried again, as after a refusal.
            }
        }
    }

    private static Map<String, String> byRequest(List<JournalEntry> journal) {
        Map<String, String> met = new TreeMap<>();
        for (JournalEntry entry : journal) {
            met.put(
                    entry.operation() + " " + entry.subject() + " #" + entry.occurrence(),
                    entry.fault() == null ? "none" : entry.fault().name());
        }
        return met;
    }
}
