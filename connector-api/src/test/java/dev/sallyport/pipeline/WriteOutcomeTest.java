package dev.sallyport.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.support.Answer;
import dev.sallyport.support.ScriptedHost;
import dev.sallyport.support.ScriptedHost.Received;
import dev.sallyport.support.Shop;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the system does on the first sending, times what is known of it afterwards. The truth is the host's own count of
 * what it committed: never more than one, and never one that the caller is told was not.
 */
class WriteOutcomeTest {
    private static final String CREATED = "{\"id\":\"t1\"}";

    /** How the write can be found again. */
    enum Found {
        NONE,
        CONDITIONAL,
        UNPROVED,
        UNCLEAR
    }

    /** A shop's own system: commits, loses replies, refuses a second sending with the same stamp if it is asked to. */
    private static final class Vendor {
        private final AtomicInteger committed = new AtomicInteger();
        private final Set<String> stamps = ConcurrentHashMap.newKeySet();
        private final boolean keyed;
        private final boolean unclear;
        private String first;

        Vendor(String first, Found found) {
            this.first = first;
            keyed = found == Found.CONDITIONAL;
            unclear = found == Found.UNCLEAR;
        }

        synchronized Answer answer(Received request) {
            if (request.method().equals("GET")) {
                String stamp = request.target().substring("/intents/".length());
                return Answer.json(unclear ? 409 : stamps.contains(stamp) ? 200 : 404, CREATED);
            }
            String now = first;
            first = "commits";
            String body = request.body();
            String stamp = body.substring(body.indexOf("sp-"), body.lastIndexOf('"'));
            return switch (now) {
                case "commits" -> commit(stamp, Answer.json(201, CREATED));
                case "commits, reply lost" -> commit(stamp, Answer.eof());
                case "commits, reset" -> commit(stamp, Answer.reset());
                case "commits, 500" -> commit(stamp, Answer.json(500, "{}"));
                case "commits, 503 now" -> commit(stamp, Answer.json(503, "{}", "Retry-After: 0"));
                case "commits, HTML" -> commit(stamp, Answer.content(200, "text/html", "<p>ok</p>"));
                case "commits, cut JSON" -> commit(stamp, Answer.json(201, "{\"id\":"));
                case "commits, no id" -> commit(stamp, Answer.json(201, "{}"));
                case "hangs up" -> Answer.eof();
                case "503" -> Answer.json(503, "{}", "Retry-After: 1");
                case "429" -> Answer.json(429, "{}", "Retry-After: 2");
                case "400" -> Answer.json(400, "{}");
                case "403" -> Answer.json(403, "{}");
                case "409" -> Answer.json(409, "{}");
                case "commits, 303" -> commit(stamp, Answer.json(303, "{}", "Location: /things/t1"));
                case "307" -> Answer.json(307, "{}", "Location: /things");
                case "302" -> Answer.json(302, "{}", "Location: /things");
                default -> throw new IllegalArgumentException(now);
            };
        }

        private Answer commit(String stamp, Answer answer) {
            if (stamps.add(stamp) || !keyed) {
                committed.incrementAndGet();
            }
            return answer;
        }
    }

    @ParameterizedTest(name = "{0} / {1} -> {2}, sent {3} times")
    @CsvSource(delimiter = '|', textBlock = """
            commits             | NONE        | committed | 1 | 1
            commits, reply lost | NONE        | unknown   | 1 | 1
            commits, reply lost | CONDITIONAL | committed | 1 | 1
            commits, reply lost | UNPROVED    | committed | 1 | 1
            commits, reply lost | UNCLEAR     | unknown   | 1 | 1
            commits, reset      | NONE        | unknown   | 1 | 1
            commits, reset      | UNPROVED    | committed | 1 | 1
            commits, 500        | NONE        | unknown   | 1 | 1
            commits, 500        | CONDITIONAL | committed | 1 | 1
            commits, 503 now    | NONE        | unknown   | 1 | 1
            commits, 503 now    | UNPROVED    | committed | 1 | 1
            commits, HTML       | NONE        | unknown   | 1 | 1
            commits, HTML       | UNPROVED    | committed | 1 | 1
            commits, cut JSON   | CONDITIONAL | committed | 1 | 1
            commits, no id      | NONE        | unknown   | 1 | 1
            commits, no id      | UNPROVED    | committed | 1 | 1
            hangs up            | NONE        | unknown   | 1 | 0
            hangs up            | CONDITIONAL | committed | 2 | 1
            hangs up            | UNPROVED    | unknown   | 1 | 0
            hangs up            | UNCLEAR     | unknown   | 1 | 0
            503                 | NONE        | unknown   | 1 | 0
            503                 | CONDITIONAL | committed | 2 | 1
            503                 | UNPROVED    | unknown   | 1 | 0
            429                 | NONE        | committed | 2 | 1
            429                 | UNPROVED    | committed | 2 | 1
            400                 | NONE        | rejected  | 1 | 0
            400                 | CONDITIONAL | rejected  | 1 | 0
            403                 | UNPROVED    | rejected  | 1 | 0
            409                 | NONE        | rejected  | 1 | 0
            302                 | CONDITIONAL | committed | 2 | 1
            commits, 303        | NONE        | unknown   | 1 | 1
            commits, 303        | UNPROVED    | committed | 1 | 1
            307                 | CONDITIONAL | rejected  | 1 | 0
            """)
    void ends_as(String first, Found found, String outcome, int sendings, int committed) {
        Vendor vendor = new Vendor(first, found);
        try (Shop shop = shop(found)) {
            shop.host.otherwise(vendor::answer);
            Outcome<Receipt> ended = shop.create(shop.unlimited());
            assertThat(name(ended)).isEqualTo(outcome);
            assertThat(shop.host.received("POST")).hasSize(sendings);
            assertThat(vendor.committed).hasValue(committed);
            String settled = shop.audit.lines().get(shop.audit.lines().size() - 1);
            assertThat(settled).startsWith("SETTLED " + outcome);
            if (ended instanceof Outcome.Unknown<Receipt> unknown) {
                assertThat(unknown.reason().code()).isEqualTo(ErrorCode.UNKNOWN_OUTCOME);
                assertThat(name(unknown.settle())).isEqualTo("unknown");
                assertThat(shop.host.received("POST"))
                        .as("settling never sends")
                        .hasSize(sendings);
            }
        }
    }

    private static Shop shop(Found found) {
        Shop.Builder shop = Shop.builder().host(new ScriptedHost());
        return found == Found.NONE
                ? shop.build()
                : shop.found(found == Found.CONDITIONAL, Duration.ofMinutes(10)).build();
    }

    static String name(Outcome<Receipt> outcome) {
        return outcome.fold(
                committed -> "committed", notSent -> "notSent", rejected -> "rejected", unknown -> "unknown");
    }
}
