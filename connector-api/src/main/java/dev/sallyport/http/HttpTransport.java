package dev.sallyport.http;

import dev.sallyport.Secret;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.time.TimeSource;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sends requests to one host and nowhere else. The HTTP client's own re-sends, redirects and cookies are off; replies are
 * bounded (32 MiB, 200 levels). Thread-safe; {@link #close} frees its connections.
 */
public final class HttpTransport implements AutoCloseable {
    private static final int REAUTHORIZATIONS = 5;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private final OkHttpClient client;
    private final HttpUrl base;
    private final Dialect dialect;
    private final Authorization authorization;
    private final TimeSource time;
    /** What the host's last reply that had a date said of its clock; read only when somebody asks for it. */
    private final AtomicReference<@Nullable Dated> dated;

    private HttpTransport(
            OkHttpClient client,
            HttpUrl base,
            Dialect dialect,
            Authorization authorization,
            TimeSource time,
            AtomicReference<@Nullable Dated> dated) {
        this.dated = dated;
        this.client = client;
        this.base = base;
        this.dialect = dialect;
        this.authorization = authorization;
        this.time = time;
    }

    /** A transport to a host, spoken to in a dialect. */
    public static HttpTransport to(URI host, Dialect dialect, Authorization authorization, TimeSource time) {
        HttpUrl base = HttpUrl.get(host);
        if (base == null) {
            throw new IllegalArgumentException("the address is neither http nor https");
        }
        return new HttpTransport(QuietClient.build(), base, dialect, authorization, time, new AtomicReference<>());
    }

    /** The same connections with another authorization, such as none for getting a token. */
    public HttpTransport with(Authorization other) {
        return new HttpTransport(client, base, dialect, other, time, dated);
    }

    /** The same connections in another dialect, such as one for requests whose refusals mean something else. */
    public HttpTransport in(Dialect other) {
        return new HttpTransport(client, base, other, authorization, time, dated);
    }

    /** What the host's clock shows when ours shows this, as far as its replies have said; minutes may lie between them. */
    public Instant byItsClock(Instant ours) {
        Dated last = dated.get();
        return last == null ? ours : ours.plus(last.ahead());
    }

    /** When a reply was received by our clock, and its date. */
    private record Dated(Instant received, String date) {
        Duration ahead() {
            return StatusTable.httpDate(date)
                    .map(theirs -> Duration.between(received, theirs))
                    .orElse(Duration.ZERO);
        }
    }

    /** One try: sends the request and has the reply read. */
    public <T> Attempt<T> exchange(HttpRequest request, ReplyReader<T> reader) {
        return context -> send(request, reader, context);
    }

    /** One try with a request that is made for it, such as one that carries the write's stamp. */
    public <T> Attempt<T> exchange(RequestMaker maker, ReplyReader<T> reader) {
        return context -> send(made(maker, context), reader, context);
    }

    /** One try, for which it is an answer that there is no such record: nothing then. */
    public <T> Attempt<Optional<T>> lookUp(HttpRequest request, ReplyReader<T> reader) {
        return context -> {
            try {
                return Optional.of(send(request, reader, context));
            } catch (AttemptFailure failure) {
                if (failure.code() == ErrorCode.NOT_FOUND) {
                    return Optional.empty();
                }
                throw failure;
            }
        };
    }

    private static HttpRequest made(RequestMaker maker, AttemptContext context) throws AttemptFailure {
        try {
            return maker.make(context);
        } catch (IllegalArgumentException e) {
            throw impossible(e);
        }
    }

    /** Makes the request of an attempt. */
    @FunctionalInterface
    public interface RequestMaker {
        /**
         * Makes it.
         *
         * @throws AttemptFailure if something that it needs cannot be had; nothing was sent then
         */
        HttpRequest make(AttemptContext context) throws AttemptFailure;
    }

    /** Reads a successful reply. */
    @FunctionalInterface
    public interface ReplyReader<T> {
        /**
         * Reads it.
         *
         * @throws AttemptFailure if it is not what the protocol says
         */
        T read(HttpReply reply) throws AttemptFailure;

        /** Takes 204 for done, and no other success: that may come from something on the way to the vendor. */
        static <T> ReplyReader<T> ofNoContent(T done) {
            return reply -> {
                if (reply.status() != 204) {
                    throw new IllegalArgumentException("a success of another kind than 204");
                }
                return done;
            };
        }
    }

    private <T> T send(HttpRequest request, ReplyReader<T> reader, AttemptContext context) throws AttemptFailure {
        Secret header = authorization.header(context);
        context.attribute("http.request.method", request.method());
        context.attribute("url.template", request.template());
        context.attribute("server.address", base.host());
        context.attribute("server.port", base.port());
        HttpReply reply = call(request, header, context);
        try {
            return understood(reply, reader, header, context);
        } catch (ConnectorException e) {
            throw context.writes() ? garbled(e.advice(), e) : AttemptFailure.answered(e.code(), e.advice());
        } catch (RuntimeException e) {
            // Whatever a vendor's reading trips over, the reply was not as it should be.
            throw garbled("The reply is not what the protocol says.", e);
        }
    }

    private <T> T understood(HttpReply reply, ReplyReader<T> reader, Secret header, AttemptContext context)
            throws AttemptFailure {
        context.attribute("http.response.status_code", reply.status());
        context.requestId(dialect.requestId(reply).orElse(null));
        dialect.limits(reply, context);
        if (reply.isSuccess()) {
            return reader.read(reply);
        }
        if (dialect.tokenExpired(reply)) {
            throw reauthorize(header, context, dialect.failure(reply, context.writes()));
        }
        throw dialect.failure(reply, context.writes());
    }

    private AttemptFailure reauthorize(Secret header, AttemptContext context, AttemptFailure failure) {
        int times = context.remembered("reauthorized").map(Integer::parseInt).orElse(0);
        if (times >= REAUTHORIZATIONS || !authorization.expired(header)) {
            return failure;
        }
        context.remember("reauthorized", String.valueOf(times + 1));
        return failure.asTransient();
    }

    private HttpReply call(HttpRequest request, Secret header, AttemptContext context) throws AttemptFailure {
        SentWatch watch = new SentWatch();
        Duration timeout = context.timeout();
        if (timeout.compareTo(SHORTEST) <= 0) {
            // Getting the token took all the time; what is sent now would end as unknown for nothing.
            throw AttemptFailure.notSent(
                    ErrorCode.DEADLINE, "The deadline passed before the request could be sent.", null);
        }
        Call call = client.newCall(build(request, header, watch));
        call.timeout().timeout(time.onMachine(timeout).toNanos(), TimeUnit.NANOSECONDS);
        try (Response response = call.execute()) {
            return reply(response);
        } catch (BoundedJson.NotJson e) {
            throw garbled(e.advice(), e);
        } catch (IOException e) {
            throw broken(watch, context.writes(), e);
        }
    }

    private HttpReply reply(Response response) throws IOException {
        Headers headers = response.headers();
        boolean success = response.isSuccessful();
        @Nullable JsonNode body = BoundedJson.read(response, success);
        Instant received = time.now();
        String date = headers.get("Date");
        if (date != null) {
            dated.set(new Dated(received, date));
        }
        return new HttpReply(
                response.code(), name -> name == null ? null : headers.get(QuietClient.renamed(name)), body, received);
    }

    private Request build(HttpRequest request, Secret header, SentWatch watch) throws AttemptFailure {
        HttpUrl url = base.resolve(request.target());
        if (url == null
                || !url.host().equals(base.host())
                || url.port() != base.port()
                || url.isHttps() != base.isHttps()) {
            throw AttemptFailure.notSent(
                    ErrorCode.PROTOCOL,
                    "A link leads to another host; credentials go to the configured host only.",
                    null);
        }
        Request.Builder builder = new Request.Builder().url(url).tag(SentWatch.class, watch);
        try {
            request.headers().forEach(builder::header);
            builder.header("Accept", "application/json");
            if (!header.reveal().isEmpty()) {
                builder.header("Authorization", header.reveal());
            }
            return builder.method(request.method(), body(request)).build();
        } catch (IllegalArgumentException e) {
            throw impossible(e);
        }
    }

    private static AttemptFailure impossible(IllegalArgumentException e) {
        return AttemptFailure.notSent(ErrorCode.INVALID_INPUT, "No request can be made of this input.", e);
    }

    private static @Nullable RequestBody body(HttpRequest request) {
        if (request.body().isPresent()) {
            HttpRequest.Body body = request.body().get();
            return new OneShotBody(body.contentType(), body.bytes());
        }
        boolean none = request.method().equals("GET") || request.method().equals("HEAD");
        return none ? null : new OneShotBody(null, new byte[0]);
    }

    private static AttemptFailure broken(SentWatch watch, boolean write, IOException e) {
        if (Thread.currentThread().isInterrupted()) {
            return watch.sent() && write
                    ? AttemptFailure.perhaps(ErrorCode.INTERRUPTED, "The caller interrupted the call.", e)
                    : AttemptFailure.notSent(ErrorCode.INTERRUPTED, "The caller interrupted the call.", e);
        }
        if (!watch.sent()) {
            return AttemptFailure.notSent(ErrorCode.UNAVAILABLE, "The system cannot be reached.", e)
                    .asTransient()
                    .asVendorFault();
        }
        return AttemptFailure.perhaps(ErrorCode.UNAVAILABLE, "The connection broke before the reply was read.", e);
    }

    private static AttemptFailure garbled(String advice, Exception e) {
        return AttemptFailure.perhaps(ErrorCode.PROTOCOL, advice, e);
    }

    @Override
    public void close() {
        client.connectionPool().evictAll();
    }
}
