package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.mess.MessyPopulation;
import dev.sallyport.testkit.mess.MessyWorld;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an account is like, as its builder collected it. */
record Setup(
        @Nullable MessyWorld world,
        @Nullable MessyPopulation population,
        long requestsPerMinute,
        long ticketUpdatesPerMinute,
        Duration searchLag,
        Duration tokenLifetime,
        Set<String> scopes,
        FakeZendesk.Role role,
        Map<String, String> clients) {
    Setup {
        scopes = Set.copyOf(scopes);
    }
}
