package dev.sallyport.pipeline;

/** The stages of a call, in their order. {@link #OPEN} to {@link #READ} are passed once for each attempt. */
public enum Stage {
    /** Grant: expiry, scope, masks, record rules, approval, budget. No permit and no socket before this. */
    GUARD,
    /** Writes only: the intent is in the ledger before the first byte leaves. */
    INTEND,
    /** The circuit of system and account. */
    OPEN,
    /** Would the wait end before the deadline? */
    FEASIBLE,
    /** Permits from every limit, all or none. */
    PACE,
    /** The transport sends. */
    ATTEMPT,
    /** The reply corrects the limits and becomes a value or a failure. */
    READ,
    /** Intent closed, audit written, telemetry emitted. */
    SETTLE
}
