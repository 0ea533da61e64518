package dev.sallyport.http;

import dev.sallyport.Secret;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.Executor;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Read;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token that is got when it is first needed and again when the vendor says that it has expired. However many
 * threads need one, only one gets it; the others wait for it no longer than their own time-out. Thread-safe.
 */
public final class TokenSource implements Authorization {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Function<Duration, Secret> fetch;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Secret current;
    private @Nullable CompletableFuture<Secret> underWay;

    /** {@code fetch} gets a token from the vendor within the time that it is given, or throws {@link ConnectorException}. */
    public TokenSource(Function<Duration, Secret> fetch) {
        this.fetch = fetch;
    }

    /**
     * Tokens of an OAuth token endpoint: the {@code access_token} of what it answers. Getting one may take 30 seconds,
     * and no longer than the call has that needs it first; who waits for it and has more time then asks again.
     *
     * @param executor carries the request out, as a call of the connector's own
     * @param operation under what it is paced and audited
     * @param anonymous a transport that shows no token
     * @param request asks for a token
     */
    public static TokenSource oauth(
            Executor executor, Operation operation, HttpTransport anonymous, HttpRequest request) {
        Read<Secret> read = Read.of(operation, null, anonymous.exchange(request, TokenSource::token));
        return new TokenSource(time -> executor.system(read, time));
    }

    private static Secret token(HttpReply reply) {
        String token = reply.document().path("access_token").asString("");
        if (token.isEmpty()) {
            throw new IllegalArgumentException("a token reply without a token");
        }
        return Secret.of(token);
    }

    @Override
    public Secret header(AttemptContext context) throws AttemptFailure {
        CompletableFuture<Secret> wanted;
        boolean leader = false;
        lock.lock();
        try {
            if (current != null) {
                return current;
            }
            if (underWay == null) {
                underWay = new CompletableFuture<>();
                leader = true;
            }
            wanted = underWay;
        } finally {
            lock.unlock();
        }
        return leader ? lead(wanted, context.timeout()) : follow(wanted, context.timeout());
    }

    @Override
    public boolean expired(Secret header) {
        lock.lock();
        try {
            if (current != null && current.equals(header)) {
                current = null;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private Secret lead(CompletableFuture<Secret> wanted, Duration left) throws AttemptFailure {
        Duration most = left.compareTo(LONGEST) < 0 ? left : LONGEST;
        try {
            Secret header = Secret.of("Bearer " + fetch.apply(most).reveal());
            finish(wanted, header);
            wanted.complete(header);
            return header;
        } catch (ConnectorException e) {
            finish(wanted, null);
            wanted.completeExceptionally(e);
            throw failure(e);
        } catch (RuntimeException | Error e) {
            finish(wanted, null);
            wanted.completeExceptionally(e);
            throw e;
        }
    }

    private void finish(CompletableFuture<Secret> wanted, @Nullable Secret header) {
        lock.lock();
        try {
            current = header;
            if (wanted == underWay) {
                underWay = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private static Secret follow(CompletableFuture<Secret> wanted, Duration timeout) throws AttemptFailure {
        try {
            return wanted.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AttemptFailure.notSent(ErrorCode.INTERRUPTED, "The caller interrupted the call.", e);
        } catch (TimeoutException e) {
            throw AttemptFailure.notSent(ErrorCode.UNAVAILABLE, "No access token in time.", e)
                    .asTransient();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ConnectorException cause) {
                throw failure(cause);
            }
            throw AttemptFailure.notSent(ErrorCode.UNAVAILABLE, "No access token.", e.getCause());
        }
    }

    private static AttemptFailure failure(ConnectorException cause) {
        AttemptFailure failure = AttemptFailure.notSent(cause.code(), "No access token: " + cause.advice(), cause);
        return switch (cause.remedy()) {
            case WAIT -> failure.asTransient().notBefore(cause.retryAt().orElse(null));
            case FIX_INPUT, ASK_A_PERSON, STOP -> failure;
        };
    }
}
