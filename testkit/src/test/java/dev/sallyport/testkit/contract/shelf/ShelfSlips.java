package dev.sallyport.testkit.contract.shelf;

import dev.sallyport.error.ErrorCode;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.http.HttpTransport;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.Written;
import java.time.Duration;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What can go wrong around a good attempt. */
final class ShelfSlips {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Written MADE_UP = Written.ours(Item.ref("i1"), null);

    private ShelfSlips() {}

    static <T> Attempt<T> reading(ShelfHost host, Attempt<T> good, HttpRequest request, Function<JsonNode, T> reader) {
        if (host.is(Mutant.IGNORES_THE_DEADLINE)
                || host.is(Mutant.FOLLOWS_REDIRECTS)
                || host.is(Mutant.TAKES_HTML_FOR_AN_EMPTY_LIST)
                || host.is(Mutant.TAKES_HALF_A_REPLY_FOR_A_SHORT_PAGE)) {
            return context -> reader.apply(sloppily(host, request, context));
        }
        return again(host, good);
    }

    /** With a client that follows, waits for ever, and takes what it gets. */
    private static JsonNode sloppily(ShelfHost host, HttpRequest request, AttemptContext context)
            throws AttemptFailure {
        String body = Sloppy.send(request.method(), host.url() + request.target(), host.token(context));
        boolean html = body.startsWith("<") && host.is(Mutant.TAKES_HTML_FOR_AN_EMPTY_LIST);
        boolean half = body.startsWith("{") && host.is(Mutant.TAKES_HALF_A_REPLY_FOR_A_SHORT_PAGE);
        try {
            return JSON.readTree(html ? "{\"items\":[]}" : body);
        } catch (JacksonException notJson) {
            if (half) {
                return JSON.readTree("{\"items\":[]}");
            }
            throw AttemptFailure.perhaps(ErrorCode.PROTOCOL, "No JSON.", null);
        }
    }

    static Attempt<Written> writing(ShelfHost host, Attempt<Written> good, HttpTransport.RequestMaker maker) {
        if (host.is(Mutant.FOLLOWS_REDIRECTS)) {
            return context -> {
                HttpRequest request = maker.make(context);
                Sloppy.send(request.method(), host.url() + request.target(), host.token(context));
                return MADE_UP;
            };
        }
        return context -> {
            try {
                return again(host, good).run(context);
            } catch (AttemptFailure failure) {
                return after(host, failure, good, context);
            }
        };
    }

    private static Written after(ShelfHost host, AttemptFailure failure, Attempt<Written> good, AttemptContext context)
            throws AttemptFailure {
        boolean perhaps = failure.phase() == AttemptFailure.Phase.PERHAPS;
        boolean garbled = failure.code() == ErrorCode.PROTOCOL;
        boolean throttled = failure.code() == ErrorCode.THROTTLED;
        if ((perhaps && host.is(Mutant.CALLS_RESET_COMMITTED))
                || (garbled && host.is(Mutant.TAKES_ANY_200_FOR_COMMITTED))
                || (throttled && host.is(Mutant.TAKES_THROTTLED_FOR_COMMITTED))) {
            return MADE_UP;
        }
        if (perhaps && (host.is(Mutant.SENDS_AGAIN_BLINDLY) || host.is(Mutant.COMES_BACK_AT_ONCE))) {
            return good.run(context);
        }
        if (perhaps && host.is(Mutant.CALLS_A_LOST_REPLY_NOT_SENT)) {
            throw AttemptFailure.notSent(failure.code(), "Nothing was sent.", null)
                    .asTransient();
        }
        if (garbled && host.is(Mutant.CALLS_A_GARBLED_REPLY_REJECTED)) {
            throw AttemptFailure.answered(ErrorCode.INVALID_INPUT, "It was refused.");
        }
        throw failure;
    }

    /** Comes back from inside the attempt. */
    private static <T> Attempt<T> again(ShelfHost host, Attempt<T> good) {
        return context -> {
            if (host.is(Mutant.LOGS_THE_TOKEN)) {
                System.err.println("calling with " + host.token(context));
            }
            int left = host.is(Mutant.ASKS_AGAIN_AND_AGAIN) ? 70 : host.is(Mutant.WAITS_IN_AN_ATTEMPT) ? 2 : 0;
            int tries = 0;
            while (true) {
                try {
                    return good.run(context);
                } catch (AttemptFailure failure) {
                    if (host.is(Mutant.TELLS_THE_TOKEN_IN_AN_ERROR)) {
                        throw AttemptFailure.answered(failure.code(), "Refused with " + host.token(context));
                    }
                    boolean dead = failure.code() == ErrorCode.NOT_AUTHENTICATED;
                    if (dead && host.is(Mutant.CALLS_DEAD_CREDENTIALS_BAD_INPUT)) {
                        throw AttemptFailure.answered(ErrorCode.INVALID_INPUT, "Refused.");
                    }
                    if (dead && host.is(Mutant.SHOWS_DEAD_CREDENTIALS_AGAIN) && tries++ < 20) {
                        continue;
                    }
                    if (failure.code() != ErrorCode.THROTTLED) {
                        throw failure;
                    }
                    if (left-- == 0) {
                        throw host.is(Mutant.ASKS_AGAIN_AND_AGAIN)
                                ? AttemptFailure.answered(ErrorCode.THROTTLED, "Asked often enough.")
                                : failure;
                    }
                    pause(host);
                }
            }
        };
    }

    private static void pause(ShelfHost host) {
        try {
            if (host.is(Mutant.WAITS_IN_AN_ATTEMPT)) {
                host.time().sleep(Duration.ofSeconds(15));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
