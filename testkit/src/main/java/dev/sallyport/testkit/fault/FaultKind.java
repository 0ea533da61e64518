package dev.sallyport.testkit.fault;

/** The ways in which a request can go wrong. Each says what becomes of the effect. */
public enum FaultKind {
    /** The connection is cut; nothing is committed. */
    RESET_BEFORE,
    /** Committed; the connection is cut in place of a reply. */
    REPLY_LOST,
    /** Writes only. The connection is cut after the rule's hold; the effect is applied after its delay, to the state of then. */
    LATE_EFFECT,
    /** The vendor's "too many requests"; nothing is committed. */
    THROTTLED,
    /** The vendor's "down for now"; nothing is committed. */
    UNAVAILABLE,
    /** Committed; answered with the vendor's server error. */
    SERVER_ERROR_AFTER,
    /** Committed; the whole reply comes after the rule's delay. */
    SLOW_REPLY,
    /** Committed; the body trickles in over the rule's delay. */
    SLOW_BODY,
    /** Committed; valid HTTP whose body is cut in the middle. */
    TRUNCATED_BODY,
    /** A page for people with status 200; nothing is committed. */
    HTML_200,
    /** The presented token is revoked and refused; nothing is committed. Only where the client can renew its token. */
    TOKEN_EXPIRED,
    /**
     * Handled as usual; what the reply says of limits lies in the rule's way. Befalls requests that a limit refuses, too,
     * and comes beside another fault.
     */
    LYING_HEADERS,
    /** Committed; headers and half of the body come, then nothing for the rule's delay, then the connection is cut. */
    STALLED,
    /** Committed; the connection ends below the length that the headers announce. */
    CUT_SHORT,
    /** Committed; a whole body that is not what its content type says. */
    MALFORMED_BODY,
    /** Committed; a good body under a content type that is not its own. */
    WRONG_TYPE,
    /**
     * Only requests for a further page: the cursor is refused in the vendor's words, and refused again whenever it is
     * presented.
     */
    CURSOR_EXPIRED,
    /** Only batches of two and more: some items fail, in the vendor's words, and the others are committed. */
    PARTIAL_BATCH
}
