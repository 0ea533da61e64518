package dev.sallyport.testkit;

import dev.sallyport.testkit.fault.Cut;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.spi.Access;
import dev.sallyport.testkit.spi.Traits;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a fake saw of one request and did with it. Holds no token, no body and no path: subjects are record ids or hashes.
 *
 * @param sequence its place in the order of arrival, from 1
 * @param requestId the id under which its effects stand in the truth
 * @param at when it arrived, by the fake's clock
 * @param method the HTTP method
 * @param operation the operation's name
 * @param access whether it may commit something
 * @param subject what it was about
 * @param tokenEndpoint whether it asked for a token
 * @param actor who was calling; null if not let in
 * @param token a short hash of the {@code Authorization} header, to tell tokens apart; null without one
 * @param occurrence how often the same operation had come for the same subject, this time included; 0 if it was turned
 *     away before faults are drawn or the plan has no rules
 * @param status the HTTP status answered; 0 if the connection was cut
 * @param cut how the connection was cut; null if it was answered
 * @param fault the fault that befell it; null for none
 * @param refusedBy the quota that refused it; null for none
 * @param downtime whether a downtime turned it away
 * @param retryAfter how long the answer asked the client to stay away; null if it did not say, or by
 *     a wrong clock
 * @param took how long the fake needed, its planned delays included, in real time
 * @param endedAt when it was answered or cut, by the fake's clock, planned delays included
 * @param fingerprint tells equal requests: a keyed hash of method, path, query and body, headers left out
 * @param key a keyed hash of the idempotency key; null without one
 * @param named whether it said which client it came from ({@code User-Agent})
 * @param secretInUrl whether its URL held a secret
 * @param limit the quota with the least left after it, as the answer could tell; null if it drew on none, was
 *     cut, or lied
 * @param traits what the vendor's pack says of it
 */
public record JournalEntry(
        long sequence,
        String requestId,
        Instant at,
        String method,
        String operation,
        Access access,
        String subject,
        boolean tokenEndpoint,
        @Nullable String actor,
        @Nullable String token,
        int occurrence,
        int status,
        @Nullable Cut cut,
        @Nullable FaultKind fault,
        @Nullable String refusedBy,
        boolean downtime,
        @Nullable Duration retryAfter,
        Duration took,
        Instant endedAt,
        String fingerprint,
        @Nullable String key,
        boolean named,
        boolean secretInUrl,
        @Nullable Limit limit,
        Traits traits) {
    /**
     * Where a quota stood after a request.
     *
     * @param quota its name
     * @param key whose count: an account, a user, a record
     * @param most its limit
     * @param remaining what was left
     * @param resetsAt when there is more again
     */
    public record Limit(String quota, String key, long most, long remaining, Instant resetsAt) {}

    /** Whether it may have changed the vendor's data. */
    public boolean isWrite() {
        return access == Access.WRITE;
    }

    /** Whether it was answered with a success. */
    public boolean succeeded() {
        return status >= 200 && status < 300;
    }
}
