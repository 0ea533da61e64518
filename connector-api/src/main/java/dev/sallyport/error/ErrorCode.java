package dev.sallyport.error;

/** What went wrong, independent of the vendor. */
public enum ErrorCode {
    /** The request does not make sense; nothing was sent or the vendor refused it. */
    INVALID_INPUT(Remedy.FIX_INPUT),
    /** The record does not exist, or may not be seen. */
    NOT_FOUND(Remedy.FIX_INPUT),
    /** The record changed, or another one already holds a value that must be unique. */
    CONFLICT(Remedy.FIX_INPUT),
    /** The same intent key was used before with other content. */
    INTENT_CONFLICT(Remedy.FIX_INPUT),
    /** The system or this connector cannot do what was asked; nothing was sent. */
    UNSUPPORTED(Remedy.FIX_INPUT),
    /** No grant allows it; nothing was sent. */
    NOT_GRANTED(Remedy.ASK_A_PERSON),
    /** The grant masks a field that the call needs; nothing was sent. */
    MASKED(Remedy.ASK_A_PERSON),
    /** The record lies outside the grant's record rule. */
    OUTSIDE_RULE(Remedy.ASK_A_PERSON),
    /** The grant has expired; nothing was sent. */
    GRANT_EXPIRED(Remedy.ASK_A_PERSON),
    /** The grant's budget of calls or writes is spent; nothing was sent. */
    BUDGET_SPENT(Remedy.ASK_A_PERSON),
    /** A person must approve and nobody did; nothing was sent. */
    APPROVAL_MISSING(Remedy.ASK_A_PERSON),
    /** The vendor refused the credentials. */
    NOT_AUTHENTICATED(Remedy.ASK_A_PERSON),
    /** The vendor refused access to the record, field or feature. */
    DENIED_BY_VENDOR(Remedy.ASK_A_PERSON),
    /** A limit would not free up before the deadline. */
    THROTTLED(Remedy.WAIT),
    /** The system is down, or the circuit to it is open. */
    UNAVAILABLE(Remedy.WAIT),
    /** The deadline passed. */
    DEADLINE(Remedy.WAIT),
    /** The same intent is being carried out by another caller. */
    IN_PROGRESS(Remedy.WAIT),
    /** The caller interrupted the call. */
    INTERRUPTED(Remedy.WAIT),
    /** A write may or may not have been committed; its intent can settle it. */
    UNKNOWN_OUTCOME(Remedy.STOP),
    /** The grant asks for a dry run: nothing was sent, the plan says what would have been. */
    DRY_RUN(Remedy.STOP),
    /** The reply was not what the protocol says. */
    PROTOCOL(Remedy.STOP),
    /** The vendor failed on its side. */
    VENDOR_FAILURE(Remedy.STOP),
    /** The ledger cannot be written, so nothing may be sent. */
    LEDGER_UNAVAILABLE(Remedy.STOP),
    /** The audit log cannot be written, so nothing may be sent. */
    AUDIT_UNAVAILABLE(Remedy.STOP);

    private final Remedy remedy;

    ErrorCode(Remedy remedy) {
        this.remedy = remedy;
    }

    /** Who must act. */
    public Remedy remedy() {
        return remedy;
    }
}
