package dev.sallyport.testkit.spi;

/** Whether a caller is let in: asked before limits are charged and before any fault is drawn. Immutable. */
public sealed interface Admission {
    /**
     * Let in.
     *
     * @param actor who the vendor thinks is calling; a user or client name, never a token
     * @param renewable whether the presented token can be revoked because the client can get another one
     */
    record Granted(String actor, boolean renewable) implements Admission {}

    /**
     * Turned away.
     *
     * @param reply the vendor's words for it
     */
    record Refused(FakeReply reply) implements Admission {}

    /** Let in with a credential that lasts, such as an API key; it never meets a token expiry. */
    static Admission lasting(String actor) {
        return new Granted(actor, false);
    }

    /** Let in with a token that can expire. */
    static Admission renewable(String actor) {
        return new Granted(actor, true);
    }

    /** Turned away with the vendor's own reply. */
    static Admission refused(FakeReply reply) {
        return new Refused(reply);
    }
}
