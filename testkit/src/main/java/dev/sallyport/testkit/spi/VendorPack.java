package dev.sallyport.testkit.spi;

import java.time.Instant;
import java.util.List;

/**
 * One vendor's fake: its operations over state in memory. The engine calls the methods in the order in which they stand
 * here.
 *
 * <p>Locking: {@link #admit} and handlers of shared reads run under a shared lock and must not change state;
 * {@link #revokeToken}, {@link #reset} and all other handlers run alone. The rest runs without a lock and must not touch
 * state. Nothing here may wait or do I/O. An exception from any method answers the dialect's server error and is kept
 * as a problem of the fake.
 */
public interface VendorPack {
    /** The fake's name, such as {@code salesforce}. */
    String name();

    /** The limits of this vendor; read once, when the fake starts. */
    default List<Quota> quotas() {
        return List.of();
    }

    /** What going wrong looks like here. */
    Dialect dialect();

    /** What the request is, from the request alone. Unknown paths get a classification too: {@code handle} refuses them. */
    Classification classify(FakeRequest request);

    /** Whether the caller is let in. The token endpoint is asked too and must be let in to be handled. */
    default Admission admit(FakeRequest request, Classification classification, Instant now) {
        return Admission.lasting("anonymous");
    }

    /** What the request draws on the {@link #quotas()}: taken all or none, before anything else happens. */
    default List<Charge> charges(FakeRequest request, Classification classification, String actor) {
        return List.of();
    }

    /** Makes the token that the request presents worthless from now on; only asked where it was called renewable. */
    default void revokeToken(FakeRequest request) {}

    /** Does what is asked, against the state as it is now, and reports each effect that it commits. */
    FakeReply handle(FakeRequest request, Exchange exchange);

    /**
     * Adds what every answer of this vendor carries, such as limit headers; called for every reply, refusals included.
     *
     * @param quotas the states of the quotas that this request draws on; empty where it came to none
     */
    default FakeReply decorate(FakeReply reply, FakeRequest request, List<QuotaState> quotas) {
        return reply;
    }

    /** Puts the state back to what it was when the fake started. */
    void reset();
}
