package dev.sallyport.spi;

import dev.sallyport.error.ErrorCode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why an attempt did not succeed, and what is known of it. Holds no payload and no text of the vendor's. Immutable. */
public final class AttemptFailure extends Exception {
    private final Phase phase;
    private final ErrorCode code;
    private final boolean transientFailure;
    private final boolean vendorFault;
    private final boolean ambiguous;
    private final boolean conclusive;
    private final @Nullable Instant notBefore;

    /** How far the attempt got. */
    public enum Phase {
        /** No request byte was handed to a connected socket. */
        NOT_SENT,
        /** The system answered, and its answer stands: nothing was committed. */
        ANSWERED,
        /** It may have been committed. */
        PERHAPS
    }

    private AttemptFailure(
            Phase phase,
            ErrorCode code,
            String advice,
            boolean transientFailure,
            boolean vendorFault,
            boolean ambiguous,
            boolean conclusive,
            @Nullable Instant notBefore,
            @Nullable Throwable cause) {
        super(advice, cause);
        this.phase = phase;
        this.code = code;
        this.transientFailure = transientFailure;
        this.vendorFault = vendorFault;
        this.ambiguous = ambiguous;
        this.conclusive = conclusive;
        this.notBefore = notBefore;
    }

    /** Nothing was sent. {@code advice} is a sentence for an agent. */
    public static AttemptFailure notSent(ErrorCode code, String advice, @Nullable Throwable cause) {
        return new AttemptFailure(Phase.NOT_SENT, code, advice, false, false, false, false, null, cause);
    }

    /** The system said no. */
    public static AttemptFailure answered(ErrorCode code, String advice) {
        return new AttemptFailure(Phase.ANSWERED, code, advice, false, false, false, false, null, null);
    }

    /** It may have been committed; a read may simply be tried again. */
    public static AttemptFailure perhaps(ErrorCode code, String advice, @Nullable Throwable cause) {
        return new AttemptFailure(Phase.PERHAPS, code, advice, true, true, false, false, null, cause);
    }

    /** The same failure, worth another try. */
    public AttemptFailure asTransient() {
        return new AttemptFailure(
                phase, code, advice(), true, vendorFault, ambiguous, conclusive, notBefore, getCause());
    }

    /** The same failure, to be counted against the system by the circuit. */
    public AttemptFailure asVendorFault() {
        return new AttemptFailure(
                phase, code, advice(), transientFailure, true, ambiguous, conclusive, notBefore, getCause());
    }

    /** The same refusal, which an earlier attempt of the same write could have caused: look before believing it. */
    public AttemptFailure asAmbiguous() {
        return new AttemptFailure(
                phase, code, advice(), transientFailure, vendorFault, true, conclusive, notBefore, getCause());
    }

    /**
     * The same refusal, which shows that no earlier attempt of the same write can be committed any more: the condition on
     * which they were sent can never hold again. A consistent look-up that then finds nothing proves that nothing was.
     */
    public AttemptFailure asConclusive() {
        return new AttemptFailure(
                phase, code, advice(), transientFailure, vendorFault, ambiguous, true, notBefore, getCause());
    }

    /** The same failure with the instant before which nothing should be tried; null for none. */
    public AttemptFailure notBefore(@Nullable Instant instant) {
        return new AttemptFailure(
                phase, code, advice(), transientFailure, vendorFault, ambiguous, conclusive, instant, getCause());
    }

    /** How far the attempt got. */
    public Phase phase() {
        return phase;
    }

    /** What went wrong. */
    public ErrorCode code() {
        return code;
    }

    /** A sentence for an agent. */
    public String advice() {
        String message = getMessage();
        return message == null ? code.name() : message;
    }

    /** Whether another try can succeed. */
    public boolean isTransient() {
        return transientFailure;
    }

    /** Whether the circuit counts it. */
    public boolean isVendorFault() {
        return vendorFault;
    }

    /** Whether an earlier attempt of the same write could have caused this refusal. */
    public boolean isAmbiguous() {
        return ambiguous;
    }

    /** Whether no earlier attempt of the same write can be committed any more. */
    public boolean isConclusive() {
        return conclusive;
    }

    /** Before when nothing should be tried. */
    public Optional<Instant> notBefore() {
        return Optional.ofNullable(notBefore);
    }
}
