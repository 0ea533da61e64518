package dev.sallyport.http;

import dev.sallyport.error.ErrorCode;
import dev.sallyport.spi.AttemptFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** What the HTTP statuses mean where the vendor says nothing else. */
public final class StatusTable {
    private StatusTable() {}

    /** The usual meaning of a reply that is not a success. Any 5xx on a write may have been committed. */
    public static AttemptFailure usual(HttpReply reply, boolean write) {
        int status = reply.status();
        Instant notBefore = retryAfter(reply).orElse(null);
        return switch (status) {
            case 401 -> AttemptFailure.answered(ErrorCode.NOT_AUTHENTICATED, "The system refused the credentials.");
            case 403 ->
                AttemptFailure.answered(
                        ErrorCode.DENIED_BY_VENDOR, "The system denies this to the account that the connection uses.");
            case 404, 410 ->
                AttemptFailure.answered(
                        ErrorCode.NOT_FOUND, "The record does not exist, or the account may not see it.");
            case 409, 412 ->
                AttemptFailure.answered(
                        ErrorCode.CONFLICT, "The record was changed in between; read it again and decide anew.");
            case 429 ->
                AttemptFailure.answered(ErrorCode.THROTTLED, "The system's limit is used up.")
                        .asTransient()
                        .notBefore(notBefore);
            default ->
                status >= 500 || status == 408
                        ? serverSide(status, write).notBefore(notBefore)
                        : redirectOrInvalid(status, write);
        };
    }

    /** A failure on the system's side: a read may simply go again; a write may have been committed. */
    public static AttemptFailure serverSide(int status, boolean write) {
        String advice = "The system failed with status " + status + ".";
        ErrorCode code = status == 503 ? ErrorCode.UNAVAILABLE : ErrorCode.VENDOR_FAILURE;
        return write
                ? AttemptFailure.perhaps(code, advice, null)
                : AttemptFailure.answered(code, advice).asTransient().asVendorFault();
    }

    /** When a reply says to come back: seconds or a date; nothing if absent or unreadable. Never before the reply. */
    public static Optional<Instant> retryAfter(HttpReply reply) {
        return reply.header("Retry-After").map(String::trim).flatMap(text -> parse(text, reply));
    }

    private static Optional<Instant> parse(String text, HttpReply reply) {
        if (text.matches("-?\\d{1,9}(\\.\\d+)?")) {
            long millis = Math.max(0, Math.round(Double.parseDouble(text) * 1000));
            return Optional.of(reply.received().plus(Duration.ofMillis(millis)));
        }
        if (text.matches("\\d+")) {
            return Optional.of(reply.received().plus(Duration.ofDays(365)));
        }
        // The vendor's clock may differ from ours: its own Date header says by how much.
        return httpDate(text).map(told -> {
            Duration wait = Duration.between(reply.vendorNow(), told);
            return wait.isNegative() ? reply.received() : reply.received().plus(wait);
        });
    }

    /** A date as HTTP headers write it; nothing if it is none. */
    static Optional<Instant> httpDate(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A redirect is not followed. 302 and 303 may lead to what the request has made. */
    private static AttemptFailure redirectOrInvalid(int status, boolean write) {
        if (status >= 400) {
            return AttemptFailure.answered(
                    ErrorCode.INVALID_INPUT, "The system refused the request with status " + status + ".");
        }
        String advice = "The system answered with status " + status + ", which is not followed.";
        return write && (status == 302 || status == 303)
                ? AttemptFailure.perhaps(ErrorCode.PROTOCOL, advice, null)
                : AttemptFailure.answered(ErrorCode.PROTOCOL, advice);
    }
}
