package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.JournalEntry;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.Lie;
import dev.sallyport.testkit.spi.Access;
import dev.sallyport.testkit.spi.Classification;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.HouseRules;
import dev.sallyport.testkit.spi.QuotaState;
import dev.sallyport.testkit.spi.Subject;
import dev.sallyport.testkit.spi.Traits;
import dev.sallyport.testkit.spi.Window;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request on its way through the engine, and what is to be said of it in the journal. For one thread. */
final class Passage {
    private static final Classification UNCLASSIFIED = Classification.read("unclassified", Subject.none());

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
        String number = Long.toString(sequence);
        this.requestId = "req-" + "0".repeat(Math.max(0, 8 - number.length())) + number;
    }

    JournalEntry entry(WireReply answered, Instant now, HouseRules house, Traits traits) {
        FakeReply reply = answered.reply();
        String keyHeader = house.keyHeader();
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
                Fingerprint.of(request.header("Authorization")),
                occurrence,
                reply == null ? 0 : reply.status(),
                reply == null ? answered.cut() : null,
                fault,
                refusedBy,
                downtime,
                reply == null || isMistimed() ? null : retryAfter(reply),
                Duration.ofNanos(System.nanoTime() - started).plus(answered.planned()),
                now.plus(answered.planned()),
                Fingerprint.of(request),
                keyHeader == null ? null : Fingerprint.of(request.header(keyHeader)),
                isNamed(),
                SecretsInUrl.in(request, house.secretParameters()),
                reply == null || lie != null ? null : tightest(),
                traits);
    }

    private boolean isMistimed() {
        return lie == Lie.CLOCK_AHEAD || lie == Lie.CLOCK_BEHIND;
    }

    private boolean isNamed() {
        String client = request.header("User-Agent");
        return client != null && !client.isBlank();
    }

    /** Whether HTTP's own conditions were used on a write; vendors may have others. */
    boolean isConditional() {
        return classification.access() == Access.WRITE
                && (request.header("If-Match") != null || request.header("If-Unmodified-Since") != null);
    }

    private JournalEntry.@Nullable Limit tightest() {
        QuotaState least = null;
        for (QuotaState state : quotas) {
            boolean windowed = !(state.quota().window() instanceof Window.Concurrent);
            if (windowed && (least == null || state.remaining() < least.remaining())) {
                least = state;
            }
        }
        return least == null
                ? null
                : new JournalEntry.Limit(
                        least.quota().name(), least.key(), least.quota().limit(), least.remaining(), least.resetsAt());
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
