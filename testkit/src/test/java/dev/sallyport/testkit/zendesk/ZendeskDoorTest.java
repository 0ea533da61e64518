package dev.sallyport.testkit.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Who is let in, how often, and what every answer carries. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ZendeskDoorTest {
    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-03-02T10:00:00Z"));

    private FakeZendesk.Builder fake() {
        return FakeZendesk.builder().clock(time::get);
    }

    private static String basic(String user, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nobody_and_a_wrong_password_are_an_anonymous_user_but_a_wrong_api_token_is_refused() {
        try (FakeZendesk fake = fake().start();
                ZendeskClient client = new ZendeskClient(fake)) {
            for (String worthless : new String[] {null, basic(fake.email(), "password")}) {
                ZendeskClient.Seen me = client.as(worthless).get("/api/v2/users/me.json");
                assertThat(me.status()).isEqualTo(200);
                assertThat(me.json().path("user").path("id").isNull()).isTrue();
                assertThat(client.get("/api/v2/tickets").status()).isEqualTo(401);
            }
            ZendeskClient.Seen refused =
                    client.as(basic(fake.email() + "/token", "wrong")).get("/api/v2/users/me.json");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.text()).isEqualTo("{\"error\":\"Couldn't authenticate you\"}");
            JsonNode me = client.as(basic(fake.email() + "/token", fake.apiToken()))
                    .get("/api/v2/users/me")
                    .json();
            assertThat(me.path("user").path("email").asString()).isEqualTo(fake.email());
        }
    }

    @Test
    void tokens_are_issued_expire_and_are_refreshed_once() {
        try (FakeZendesk fake = fake().client("me", "secret")
                        .tokenLifetime(Duration.ofMinutes(10))
                        .start();
                ZendeskClient client = new ZendeskClient(fake)) {
            String request = "{'grant_type':'%s','client_id':'me','client_secret':'secret','scope':'%s'%s}";
            ZendeskClient.Seen seen = client.as(null)
                    .post("/oauth/tokens", String.format(request, "client_credentials", "read write", ""));
            assertThat(seen.status()).isEqualTo(201);
            client.as("Bearer " + seen.json().path("access_token").asString());
            assertThat(client.get("/api/v2/tickets").status()).isEqualTo(200);
            time.updateAndGet(now -> now.plus(Duration.ofMinutes(10)));
            assertThat(client.get("/api/v2/users/me").text()).contains("invalid_token");

            String refresh =
                    ",'refresh_token':'" + seen.json().path("refresh_token").asString() + "'";
            String again = String.format(request, "refresh_token", "", refresh);
            assertThat(client.post("/oauth/tokens", again).status()).isEqualTo(201);
            assertThat(client.post("/oauth/tokens", again).text()).contains("invalid_grant");
            String code = ",'code':'" + fake.authorizationCode() + "'";
            assertThat(client.post("/oauth/tokens", String.format(request, "authorization_code", "", code))
                            .status())
                    .isEqualTo(201);
            assertThat(client.post(
                                    "/oauth/tokens",
                                    String.format(request, "client_credentials", "read", "")
                                            .replace("secret'", "wrong'"))
                            .status())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "read,GET,/api/v2/tickets,200",
        "read,DELETE,/api/v2/tickets/1,403",
        "tickets:write,DELETE,/api/v2/tickets/1,204",
        "tickets:write,GET,/api/v2/tickets/1,403",
        "users:read,GET,/api/v2/users,200",
        "nonsense,GET,/api/v2/tickets,403",
    })
    void a_scope_allows_what_it_names(String scope, String method, String path, int status) {
        try (FakeZendesk fake = fake().scopes(scope).start();
                ZendeskClient client = new ZendeskClient(fake)) {
            fake.createTicket("a", "b");
            assertThat(client.send(method, path, null).status()).isEqualTo(status);
        }
    }

    @Test
    void an_agent_may_not_export_and_an_unknown_scope_gets_a_token_that_is_good_for_nothing() {
        try (FakeZendesk fake = fake().role(FakeZendesk.Role.AGENT).start();
                ZendeskClient client = new ZendeskClient(fake)) {
            ZendeskClient.Seen refused = client.get("/api/v2/incremental/tickets/cursor?start_time=0");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.json().path("error").path("title").asString()).isEqualTo("Forbidden");
            String request = "{'grant_type':'client_credentials','client_id':'" + fake.clientId()
                    + "','client_secret':'" + fake.clientSecret() + "','scope':'%s'}";
            assertThat(client.post("/oauth/tokens", String.format(request, "impersonate"))
                            .text())
                    .contains("invalid_scope");
            JsonNode token = client.post("/oauth/tokens", String.format(request, "tikets:read"))
                    .json();
            client.as("Bearer " + token.path("access_token").asString());
            assertThat(client.get("/api/v2/tickets").status()).isEqualTo(403);
        }
    }

    @Test
    void the_accounts_limit_is_in_every_answer_and_over_it_comes_429_in_plain_text() {
        try (FakeZendesk fake = fake().requestsPerMinute(2).start();
                ZendeskClient client = new ZendeskClient(fake)) {
            ZendeskClient.Seen seen = client.get("/api/v2/groups.json");
            assertThat(seen.headers().get("X-Rate-Limit")).isEqualTo("2");
            assertThat(seen.headers().get("X-Rate-Limit-Remaining")).isEqualTo("1");
            assertThat(seen.headers().get("ratelimit-reset")).isEqualTo("60");
            assertThat(seen.headers().get("X-Zendesk-Request-Id"))
                    .isEqualTo(fake.journal().entries().get(0).requestId());
            assertThat(seen.headers().get("Retry-After")).isNull();
            client.get("/api/v2/groups.json");
            ZendeskClient.Seen over = client.get("/api/v2/groups.json");
            assertThat(over.status()).isEqualTo(429);
            assertThat(over.headers().get("Retry-After")).isEqualTo("60");
            assertThat(over.text()).isEqualTo("Number of allowed API requests per minute exceeded");
            time.updateAndGet(now -> now.plusSeconds(60));
            assertThat(client.get("/api/v2/groups.json").status()).isEqualTo(200);
        }
    }

    @Test
    void updates_draw_on_three_limits_and_one_ticket_takes_thirty_in_ten_minutes() {
        try (FakeZendesk fake = fake().ticketUpdatesPerMinute(1_000).start();
                ZendeskClient client = new ZendeskClient(fake)) {
            fake.createTicket("a", "b");
            fake.createTicket("c", "d");
            ZendeskClient.Seen seen = client.put("/api/v2/tickets/1", "{'ticket':{'status':'open'}}");
            assertThat(seen.headers().get("zendesk-ratelimit-per-ticket-updates"))
                    .isEqualTo("total=30; remaining=29; resets=600");
            assertThat(seen.headers().get("Zendesk-RateLimit-tickets-update")).contains("remaining=999");
            for (int update = 1; update < 30; update++) {
                client.put("/api/v2/tickets/1", "{'ticket':{'subject':'s" + update + "'}}");
            }
            ZendeskClient.Seen over = client.put("/api/v2/tickets/1", "{'ticket':{'subject':'x'}}");
            assertThat(over.status()).isEqualTo(429);
            assertThat(over.headers().get("Retry-After")).isEqualTo("600");
            assertThat(client.put("/api/v2/tickets/2", "{'ticket':{'subject':'x'}}")
                            .status())
                    .isEqualTo(200);
            assertThat(fake.quotaRefusals()).containsEntry("per-ticket-updates", 1L);
        }
    }
}
