package dev.sallyport.testkit.contract.shelf;

import dev.sallyport.Secret;
import dev.sallyport.connect.Connection;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.http.Authorization;
import dev.sallyport.http.HttpReply;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.http.HttpTransport;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.Executor;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.Written;
import dev.sallyport.time.TimeSource;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The store room's host: transport and token. */
final class ShelfHost implements AutoCloseable {
    private final HttpTransport transport;
    private final Authorization authorization;
    private final String url;
    private final TimeSource time;
    private final @Nullable Mutant mutant;
    private final AtomicInteger stamps = new AtomicInteger();

    ShelfHost(Connection connection, Executor executor, @Nullable Mutant mutant) {
        this.mutant = mutant;
        url = connection.address().toString();
        time = executor.time();
        ShelfDialect dialect = new ShelfDialect(this);
        HttpTransport anonymous =
                HttpTransport.to(connection.address(), dialect, Authorization.fixed(""), executor.time());
        HttpRequest request = HttpRequest.of("POST", "/token").form(Map.of("secret", ShelfPack.SECRET));
        Attempt<Secret> attempt = anonymous.exchange(
                request, reply -> Secret.of(document(reply).required("token").stringValue()));
        authorization = ShelfTokens.of(
                mutant, () -> executor.system(Read.of(Shelf.TOKEN, null, attempt), Duration.ofSeconds(20)));
        transport = anonymous.with(authorization);
    }

    boolean is(Mutant one) {
        return mutant == one;
    }

    TimeSource time() {
        return time;
    }

    String url() {
        return url;
    }

    static JsonNode document(HttpReply reply) {
        return reply.body().orElseThrow(() -> new IllegalArgumentException("a reply without a body"));
    }

    /** Reads a document. */
    <T> Attempt<T> json(HttpRequest request, Function<JsonNode, T> reader) {
        Attempt<T> good = transport.exchange(request, reply -> {
            JsonNode document = document(reply);
            if (is(Mutant.LOGS_CONTENT)) {
                System.out.println("read " + document);
            }
            return reader.apply(document);
        });
        return ShelfSlips.reading(this, good, request, reader);
    }

    /** Writes, with a request that is made for each attempt. */
    <T> Attempt<T> exchange(HttpTransport.RequestMaker maker, HttpTransport.ReplyReader<T> reader) {
        return transport.exchange(
                context -> {
                    HttpRequest request = maker.make(context);
                    if (is(Mutant.PUTS_CONTENT_INTO_TELEMETRY)) {
                        request.body()
                                .ifPresent(body -> context.attribute(
                                        "body", new String(body.bytes(), java.nio.charset.StandardCharsets.UTF_8)));
                    }
                    return request;
                },
                reader);
    }

    Attempt<Written> written(HttpTransport.RequestMaker maker, HttpTransport.ReplyReader<Written> reader) {
        return ShelfSlips.writing(this, exchange(maker, reader), maker);
    }

    /** What a write carries to be found again. */
    String stamp(AttemptContext context) {
        return is(Mutant.SENDS_AGAIN_BLINDLY) || is(Mutant.COMES_BACK_AT_ONCE) || is(Mutant.BELIEVES_ABSENCE_AT_ONCE)
                ? context.stamp() + stamps.incrementAndGet()
                : context.stamp();
    }

    /** The token, for those who are careless with it. */
    String token(AttemptContext context) {
        try {
            return authorization.header(context).reveal();
        } catch (AttemptFailure none) {
            return "";
        }
    }

    static boolean isCode(AttemptFailure failure, ErrorCode code) {
        return failure.code() == code;
    }

    @Override
    public void close() {
        if (!is(Mutant.LEAVES_CONNECTIONS)) {
            transport.close();
        }
    }
}
