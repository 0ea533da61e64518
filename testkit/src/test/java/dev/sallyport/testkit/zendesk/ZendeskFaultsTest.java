package dev.sallyport.testkit.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.spi.EffectKind;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ZendeskFaultsTest {
    private static FakeZendesk fake(FaultRule rule) {
        FakeZendesk fake = FakeZendesk.builder().faults(FaultPlan.of(rule)).start();
        fake.createTicket("a", "b");
        return fake;
    }

    private static int status(ZendeskClient client, String intent) {
        try {
            return client.put(
                            "/api/v2/tickets/1.json",
                            "{'ticket':{'comment':{'body':'hello'},'metadata':{'intent':'" + intent + "'}}}")
                    .status();
        } catch (UncheckedIOException cut) {
            return 0;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RESET_BEFORE,0,0",
        "REPLY_LOST,0,1",
        "THROTTLED,429,0",
        "UNAVAILABLE,503,0",
        "SERVER_ERROR_AFTER,500,1",
        "SLOW_REPLY,200,1",
        "SLOW_BODY,200,1",
        "TRUNCATED_BODY,200,1",
        "HTML_200,200,0",
    })
    void the_same_comment_meets_its_fault_once_whatever_its_metadata(FaultKind kind, int status, int committed) {
        try (FakeZendesk fake = fake(FaultRule.of(kind).on("tickets.comment").delay(Duration.ofMillis(30)));
                ZendeskClient client = new ZendeskClient(fake)) {
            assertThat(status(client, "one")).isEqualTo(status);
            assertThat(fake.truth().count()).isEqualTo(committed);
            assertThat(status(client, "two")).isEqualTo(200);
            assertThat(fake.truth().count(EffectKind.APPEND, "comment")).isEqualTo(committed + 1);
            assertThat(fake.faults().hits(kind)).isEqualTo(1);
        }
    }

    @Test
    void an_expired_token_is_dead_and_a_new_one_gets_through() {
        try (FakeZendesk fake = fake(FaultRule.of(FaultKind.TOKEN_EXPIRED));
                ZendeskClient client = new ZendeskClient(fake)) {
            assertThat(status(client, "lasting")).isEqualTo(200);
            client.as("Bearer " + newToken(fake, client));
            ZendeskClient.Seen expired = client.get("/api/v2/groups");
            assertThat(expired.status()).isEqualTo(401);
            assertThat(expired.json().path("error").asString()).isEqualTo("invalid_token");
            assertThat(client.get("/api/v2/groups").status()).isEqualTo(401);
            client.as("Bearer " + newToken(fake, client));
            assertThat(client.get("/api/v2/groups").status()).isEqualTo(200);
        }
    }

    private static String newToken(FakeZendesk fake, ZendeskClient client) {
        return client.post(
                        "/oauth/tokens",
                        "{'grant_type':'client_credentials','client_id':'" + fake.clientId() + "','client_secret':'"
                                + fake.clientSecret() + "','scope':'read write'}")
                .json()
                .path("access_token")
                .asString();
    }

    @Test
    void a_late_update_whose_stamp_has_gone_stale_changes_nothing() {
        AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-03-02T10:00:00Z"));
        FaultRule late = FaultRule.of(FaultKind.LATE_EFFECT).delay(Duration.ofMillis(500));
        try (FakeZendesk fake = FakeZendesk.builder()
                        .clock(time::get)
                        .faults(FaultPlan.of(late))
                        .start();
                ZendeskClient client = new ZendeskClient(fake)) {
            fake.createTicket("a", "b");
            String update = "{'ticket':{'status':'pending','safe_update':true,'updated_stamp':'2026-03-02T10:00:00Z'}}";
            assertThatThrownBy(() -> client.put("/api/v2/tickets/1", update)).isInstanceOf(UncheckedIOException.class);
            assertThat(fake.lateEffectsPending()).isEqualTo(1);
            time.updateAndGet(now -> now.plusSeconds(5));
            fake.edit(1, Map.of("tags", List.of("seen")));
            fake.awaitLateEffects(Duration.ofSeconds(10));
            assertThat(fake.ticket(1)).containsEntry("status", "new");
            assertThat(fake.truth().count()).isZero();
        }
    }
}
