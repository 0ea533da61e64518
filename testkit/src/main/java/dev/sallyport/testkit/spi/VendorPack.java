package dev.sallyport.testkit.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** What this vendor asks of its clients; read once, when the fake starts. */
    default HouseRules houseRules() {
        return HouseRules.usual();
    }

    /**
     * What the journal is to say of this request beyond what every vendor's requests have in common. Called for every
     * request, without a lock, so it must be cheap: look at few bytes, and parse only what is rare.
     *
     * @param reply what was answered; null where the connection was cut
     */
    default Traits traits(FakeRequest request, Classification classification, @Nullable FakeReply reply) {
        return Traits.none();
    }

    /**
     * What the tokens that are or were good may do, by the {@code Authorization} header that presents them; asked by a
     * judge, under the lock. Leave out what has no rights of its own, such as an API key.
     */
    default Map<String, Set<String>> rightsHeld() {
        return Map.of();
    }

    /** Which of the rights held a request of this operation made use of; empty where that cannot be told. */
    default Set<String> rightsUsed(String operation, Access access, Set<String> held) {
        return Set.of();
    }

    /** What a client needs to be let in, by name; made up, and secret to nobody. */
    default Map<String, String> login() {
        return Map.of();
    }

    /** The records as an operator sees and seeds them; the engine asks under its lock, as it does for handlers. */
    default FakeRecords records() {
        return FakeRecords.NONE;
    }

    /** Puts the state back to what it was when the fake started. */
    void reset();
}
