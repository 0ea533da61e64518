package dev.sallyport.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeZendeskTest {
    @Test
    void node_zendesk_works_against_the_fake_account_unchanged() {
        try (FakeZendesk account = FakeZendesk.builder()
                        .requestsPerMinute(100_000)
                        .ticketUpdatesPerMinute(100_000)
                        .start();
                FakeZendesk limited = FakeZendesk.builder().requestsPerMinute(3).start()) {
            Node.run(
                    "node-zendesk.test.mjs",
                    Map.of(
                            "ZENDESK_URL", account.url(),
                            "ZENDESK_EMAIL", account.email(),
                            "API_TOKEN", account.apiToken(),
                            "BEARER", account.token(),
                            "LIMITED_URL", limited.url(),
                            "LIMITED_TOKEN", limited.apiToken()));
            assertThat(account.problems()).isEmpty();
            assertThat(account.truth().list())
                    .filteredOn(effect -> effect.kind() == EffectKind.CREATE
                            && String.valueOf(effect.fields().get("subject")).startsWith("Bulk "))
                    .as("two jobs of ninety tickets")
                    .hasSize(180);
            assertThat(account.truth().count(EffectKind.DELETE, "ticket"))
                    .as("one ticket, and ninety by a job")
                    .isEqualTo(91);
        }
    }
}
