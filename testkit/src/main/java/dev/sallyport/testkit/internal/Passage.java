package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.JournalEntry;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.Lie;
import dev.sallyport.testkit.spi.Access;
import dev.sallyport.testkit.spi.Classification;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.QuotaState;
import dev.sallyport.testkit.spi.Subject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One request on its way through the engine, and what is to be said of it in the journal. For one thread. */
final class Passage {
    private static final Classification UNCLASSIFIED =
            new Classification("unclassified", Access.READ, Subject.none(), false, false);

    final FakeRequest request;
    final long sequence;
    final String requestId;
    private final long started = System.nanoTime();
    Classification classification = UNCLASSIFIED;

    @Nullable
    String actor;

    int occurrence;

    @Nullable
    FaultKind fault;

    @Nullable
    Lie lie;

    @Nullable
    String refusedBy;

    boolean downtime;
    List<QuotaState> quotas = List.of();
    Runnable release = () -> {};

    Passage(FakeRequest request, long sequence) {
        this.request = request;
        this.sequence = sequence;
        this.requestId = String.format(Locale.ROOT, "req-%08d", sequence);
    }

    JournalEntry entry(WireReply answered) {
        FakeReply reply = answered.reply();
        return new JournalEntry(
                sequence,
                requestId,
                request.receivedAt(),
                request.method(),
                classification.operation(),
                classification.access(),
                classification.subject().value(),
                classification.tokenEndpoint(),
                actor,
                tokenFingerprint(),
                occurrence,
                reply == null ? 0 : reply.status(),
                answered.cut(),
                fault,
                refusedBy,
                downtime,
                reply == null ? null : retryAfter(reply),
                Duration.ofNanos(System.nanoTime() - started).plus(answered.planned()));
    }

    private @Nullable String tokenFingerprint() {
        String authorization = request.header("Authorization");
        return authorization == null ? null : HexFormat.of().formatHex(Draw.digest(authorization), 0, 4);
    }

    private @Nullable Duration retryAfter(FakeReply reply) {
        String value = reply.header("Retry-After");
        if (value == null) {
            return null;
        }
        try {
            return value.chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(
                            request.receivedAt(),
                            Instant.from(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)));
        } catch (DateTimeException | ArithmeticException | NumberFormatException lyingHeader) {
            return null;
        }
    }
}
