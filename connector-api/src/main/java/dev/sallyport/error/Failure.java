package dev.sallyport.error;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data of a failed call, free of payload and of the vendor's text.
 *
 * @param code what went wrong
 * @param system the system's name, such as {@code salesforce}
 * @param operation the operation's name, such as {@code contacts.get}
 * @param attempts how often the call was sent; 0 if it never was
 * @param advice a sentence that an agent can be shown: what happened, where, how to mend it
 * @param vendorRequestId the vendor's id of the last request
 * @param retryInstant when the same call could succeed
 * @param intent the intent of a write, with which it can be settled later
 * @param checkpoint where a walk was stopped, from which it can be continued later
 */
public record Failure(
        ErrorCode code,
        String system,
        String operation,
        int attempts,
        String advice,
        @Nullable String vendorRequestId,
        @Nullable Instant retryInstant,
        @Nullable String intent,
        @Nullable String checkpoint) {

    public Failure {
        Objects.requireNonNull(code, "code is null");
        Objects.requireNonNull(advice, "advice is null");
    }

    /** A failure of a call that is no walk. */
    public Failure(
            ErrorCode code,
            String system,
            String operation,
            int attempts,
            String advice,
            @Nullable String vendorRequestId,
            @Nullable Instant retryInstant,
            @Nullable String intent) {
        this(code, system, operation, attempts, advice, vendorRequestId, retryInstant, intent, null);
    }

    /** A failure before anything was sent. */
    public static Failure unsent(ErrorCode code, String system, String operation, String advice) {
        return new Failure(code, system, operation, 0, advice, null, null, null);
    }

    /** The same failure with the time at which the call could succeed. */
    public Failure retryAt(Instant instant) {
        return new Failure(code, system, operation, attempts, advice, vendorRequestId, instant, intent, checkpoint);
    }

    /** The same failure of the write with that intent. */
    public Failure ofIntent(String key) {
        return new Failure(code, system, operation, attempts, advice, vendorRequestId, retryInstant, key, checkpoint);
    }

    /** The same failure of a walk that can be continued from there. */
    public Failure continuedFrom(String place) {
        return new Failure(code, system, operation, attempts, advice, vendorRequestId, retryInstant, intent, place);
    }

    /** The same failure after that many attempts. */
    public Failure after(int sent, @Nullable String requestId) {
        return new Failure(code, system, operation, sent, advice, requestId, retryInstant, intent, checkpoint);
    }

    /** When the same call could succeed, if that is known. */
    public Optional<Instant> retryAt() {
        return Optional.ofNullable(retryInstant);
    }

    /** The exception for this failure: its class follows from who must act. */
    public ConnectorException toException(@Nullable Throwable cause) {
        return switch (code.remedy()) {
            case FIX_INPUT -> new InputException(this, cause);
            case ASK_A_PERSON -> new AccessException(this, cause);
            case WAIT -> new RetryLaterException(this, cause);
            case STOP -> new StopException(this, cause);
        };
    }

    /** The exception for this failure, without a cause. */
    public ConnectorException toException() {
        return toException(null);
    }
}
