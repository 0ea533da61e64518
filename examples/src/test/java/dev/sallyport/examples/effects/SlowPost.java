package dev.sallyport.examples.effects;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.spi.Classification;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.ReplyTap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the requests of one operation on their way, answers 503 in their place, and delivers each when it is told to. */
final class SlowPost implements ReplyTap {
    private static final Set<String> KEPT = Set.of("authorization", "content-type");
    private final HttpClient courier = HttpClient.newHttpClient();
    private final List<FakeRequest> underWay = new CopyOnWriteArrayList<>();
    private final FakeServer fake;
    private final String operation;
    private volatile boolean delivering;

    SlowPost(FakeServer fake, String operation) {
        this.fake = fake;
        this.operation = operation;
        fake.tap(this);
    }

    @Override
    public FakeReply instead(FakeRequest request, Classification classification) {
        if (delivering || !classification.operation().equals(operation)) {
            return null;
        }
        underWay.add(request);
        return FakeReply.json(503, "{}");
    }

    /** How many were sent. */
    int sent() {
        return underWay.size();
    }

    /** The n-th arrives, and is carried out like any other. */
    void deliver(int index) {
        FakeRequest request = underWay.get(index);
        HttpRequest.Builder copy = HttpRequest.newBuilder(URI.create(fake.url() + request.path()))
                .method(request.method(), BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach((name, values) -> {
            if (KEPT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> copy.header(name, value));
            }
        });
        delivering = true;
        try {
            courier.send(copy.build(), BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            delivering = false;
        }
    }
}
