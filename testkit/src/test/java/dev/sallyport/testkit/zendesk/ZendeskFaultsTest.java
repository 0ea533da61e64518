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
import java.util.ArrayList;
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
        "STALLED,0,1",
        "CUT_SHORT,0,1",
        "MALFORMED_BODY,200,1",
        "WRONG_TYPE,200,1",
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

    @Test
    void a_cursor_expires_in_the_middle_of_a_walk_and_stays_expired() {
        try (FakeZendesk fake = fake(FaultRule.of(FaultKind.CURSOR_EXPIRED));
                ZendeskClient client = new ZendeskClient(fake)) {
            fake.createTicket("c", "d");
            String first = "/api/v2/tickets.json?page[size]=1";
            String next = client.get(first).json().path("links").path("next").asString();
            for (int time = 0; time < 3; time++) {
                ZendeskClient.Seen refused = client.get(next);
                assertThat(refused.status()).isEqualTo(400);
                assertThat(refused.text()).contains("InvalidPaginationParameter");
            }
            assertThat(client.get(first).status()).isEqualTo(200);
            assertThat(fake.faults().hits(FaultKind.CURSOR_EXPIRED)).isEqualTo(1);
        }
    }

    @Test
    void a_token_expires_in_the_middle_of_a_walk() {
        try (FakeZendesk fake = fake(FaultRule.of(FaultKind.TOKEN_EXPIRED).midWalk());
                ZendeskClient client = new ZendeskClient(fake)) {
            client.as("Bearer " + newToken(fake, client));
            ZendeskClient.Seen first = client.get("/api/v2/tickets.json?page[size]=1");
            String next = first.json().path("links").path("next").asString();
            assertThat(client.get(next).status()).isEqualTo(401);
            client.as("Bearer " + newToken(fake, client));
            assertThat(client.get(next).status()).isEqualTo(200);
        }
    }

    @Test
    void a_batch_succeeds_in_part_and_its_job_says_which() {
        try (FakeZendesk fake = fake(FaultRule.of(FaultKind.PARTIAL_BATCH));
                ZendeskClient client = new ZendeskClient(fake)) {
            String many = "{'tickets':[{'subject':'1','comment':{'body':'x'}},{'subject':'2','comment':{'body':'x'}},"
                    + "{'subject':'3','comment':{'body':'x'}},{'subject':'4','comment':{'body':'x'}}]}";
            String job = client.post("/api/v2/tickets/create_many.json", many)
                    .json()
                    .path("job_status")
                    .path("url")
                    .asString();
            List<Boolean> done = new ArrayList<>();
            client.get(job)
                    .json()
                    .path("job_status")
                    .path("results")
                    .forEach(result -> done.add(result.path("success").asBoolean()));
            assertThat(done).hasSize(4).contains(true, false);
            assertThat(fake.truth().count(EffectKind.CREATE, "ticket"))
                    .isEqualTo(done.stream().filter(success -> success).count());
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
