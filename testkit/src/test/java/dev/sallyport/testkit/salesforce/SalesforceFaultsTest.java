package dev.sallyport.testkit.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SalesforceFaultsTest {
    private static final String DOE = "{\"LastName\":\"Doe\",\"Sallyport_Intent__c\":\"sp-1\"}";

    private static FakeSalesforce fake(FaultRule rule) {
        return FakeSalesforce.builder()
                .faults(FaultPlan.of(rule.on("Contact.create")))
                .start();
    }

    private static int status(OrgClient client) {
        try {
            return client.post("sobjects/Contact", DOE).status();
        } catch (UncheckedIOException cut) {
            return 0;
        }
    }

    /** After the fault the same create is sent again: the unique field refuses it where the first one counted. */
    @ParameterizedTest
    @CsvSource({
        "RESET_BEFORE,0,201",
        "REPLY_LOST,0,400",
        "THROTTLED,403,201",
        "UNAVAILABLE,503,201",
        "SERVER_ERROR_AFTER,500,400",
        "SLOW_REPLY,201,400",
        "SLOW_BODY,201,400",
        "TRUNCATED_BODY,201,400",
        "HTML_200,200,201",
        "STALLED,0,400",
        "CUT_SHORT,0,400",
        "MALFORMED_BODY,201,400",
        "WRONG_TYPE,201,400"
    })
    void a_fault_befalls_a_create_once_and_commits_what_it_says(FaultKind kind, int first, int second) {
        try (FakeSalesforce fake = fake(FaultRule.of(kind));
                OrgClient client = new OrgClient(fake)) {
            assertThat(List.of(status(client), status(client))).containsExactly(first, second);
            assertThat(fake.truth().count()).isEqualTo(1);
            assertThat(fake.ids("Contact")).hasSize(1);
        }
    }

    private static FakeSalesforce faked(FaultRule rule) {
        FakeSalesforce fake = FakeSalesforce.builder()
                .pageSize(200)
                .faults(FaultPlan.of(rule))
                .start();
        for (int number = 0; number < 250; number++) {
            fake.insert("Contact", Map.of("LastName", "Doe " + number));
        }
        return fake;
    }

    @Test
    void a_cursor_expires_in_the_middle_of_a_walk_and_stays_expired() {
        try (FakeSalesforce fake = faked(FaultRule.of(FaultKind.CURSOR_EXPIRED));
                OrgClient client = new OrgClient(fake)) {
            String next = client.query("SELECT Id FROM Contact")
                    .body()
                    .path("nextRecordsUrl")
                    .asString();
            for (int time = 0; time < 3; time++) {
                assertThat(client.get(next).code()).isEqualTo("INVALID_QUERY_LOCATOR");
            }
            assertThat(fake.faults().hits(FaultKind.CURSOR_EXPIRED)).isEqualTo(1);
        }
    }

    @Test
    void a_token_expires_in_the_middle_of_a_walk() {
        try (FakeSalesforce fake = faked(FaultRule.of(FaultKind.TOKEN_EXPIRED).midWalk())) {
            try (OrgClient client = new OrgClient(fake, newToken(fake))) {
                OrgClient.Seen first = client.query("SELECT Id FROM Contact");
                assertThat(first.status()).isEqualTo(200);
                String next = first.body().path("nextRecordsUrl").asString();
                assertThat(client.get(next).code()).isEqualTo("INVALID_SESSION_ID");
                try (OrgClient renewed = new OrgClient(fake, newToken(fake))) {
                    assertThat(renewed.get(next).status()).isEqualTo(200);
                }
            }
        }
    }

    private static String newToken(FakeSalesforce fake) {
        try (OrgClient client = new OrgClient(fake)) {
            return client.form(
                            "/services/oauth2/token",
                            "grant_type=client_credentials&client_id=" + fake.clientId() + "&client_secret="
                                    + fake.clientSecret())
                    .body()
                    .path("access_token")
                    .asString();
        }
    }

    @Test
    void a_batch_succeeds_in_part_and_says_which() {
        try (FakeSalesforce fake = FakeSalesforce.builder()
                        .faults(FaultPlan.of(FaultRule.of(FaultKind.PARTIAL_BATCH)))
                        .start();
                OrgClient client = new OrgClient(fake)) {
            String contact = "{\"attributes\":{\"type\":\"Contact\"},\"LastName\":\"Doe\"}";
            OrgClient.Seen seen = client.post(
                    "composite/sobjects",
                    "{\"allOrNone\":false,\"records\":[" + contact + "," + contact + "," + contact + "," + contact
                            + "]}");
            List<Boolean> done = new ArrayList<>();
            seen.body().forEach(result -> done.add(result.path("success").asBoolean()));
            assertThat(done).hasSize(4).contains(true, false);
            assertThat(seen.text()).contains("UNABLE_TO_LOCK_ROW");
            assertThat(fake.ids("Contact"))
                    .hasSize((int) done.stream().filter(success -> success).count());
        }
    }

    @Test
    void a_late_effect_comes_after_the_client_gave_up() {
        try (FakeSalesforce fake = fake(FaultRule.of(FaultKind.LATE_EFFECT));
                OrgClient client = new OrgClient(fake)) {
            assertThat(status(client)).isZero();
            fake.awaitLateEffects(Duration.ofSeconds(5));
            assertThat(client.get("sobjects/Contact/Sallyport_Intent__c/sp-1").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void an_expired_token_is_refused_and_a_new_one_works_at_once() {
        try (FakeSalesforce fake = fake(FaultRule.of(FaultKind.TOKEN_EXPIRED))) {
            try (OrgClient first = new OrgClient(fake, granted(fake))) {
                assertThat(first.post("sobjects/Contact", DOE).code()).isEqualTo("INVALID_SESSION_ID");
                assertThat(first.get("limits").status()).isEqualTo(401);
            }
            try (OrgClient second = new OrgClient(fake, granted(fake))) {
                assertThat(second.post("sobjects/Contact", DOE).status()).isEqualTo(201);
            }
        }
    }

    private static String granted(FakeSalesforce fake) {
        try (OrgClient login = new OrgClient(fake)) {
            return login.form(
                            "/services/oauth2/token",
                            "grant_type=client_credentials&client_id=" + fake.clientId() + "&client_secret="
                                    + fake.clientSecret())
                    .body()
                    .path("access_token")
                    .asString();
        }
    }

    @Test
    void throttling_and_maintenance_look_like_salesforce() {
        try (FakeSalesforce fake = fake(FaultRule.of(FaultKind.THROTTLED));
                OrgClient client = new OrgClient(fake)) {
            OrgClient.Seen throttled = client.post("sobjects/Contact", DOE);
            assertThat(throttled.text())
                    .isEqualTo("[{\"message\":\"ConcurrentRequests (Concurrent API Requests) Limit exceeded.\","
                            + "\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\"}]");
            assertThat(throttled.headers().get("Retry-After")).isNull();
            assertThat(throttled.headers().get("Sforce-Limit-Info")).isEqualTo("api-usage=1/15000");
        }
        try (FakeSalesforce fake = fake(FaultRule.of(FaultKind.UNAVAILABLE));
                OrgClient client = new OrgClient(fake)) {
            assertThat(client.post("sobjects/Contact", DOE).code()).isEqualTo("SERVER_UNAVAILABLE");
        }
    }

    @Test
    void the_same_content_is_the_same_subject_whatever_its_intent_its_stamp_and_its_day() {
        try (FakeSalesforce fake = FakeSalesforce.start();
                OrgClient client = new OrgClient(fake)) {
            client.post(
                    "sobjects/Task",
                    "{\"Subject\":\"s\",\"Description\":\"text\\n[ref sp-0a1b]\",\"ActivityDate\":\"2026-01-01\"}");
            client.post(
                    "sobjects/task/", "{\"Description\":\"text\",\"Subject\":\"s\",\"Sallyport_Intent__c\":\"sp-77\"}");
            client.post("sobjects/Task", "{\"Description\":\"other\",\"Subject\":\"s\"}");
            client.query("SELECT Id FROM Task WHERE CreatedDate >= 2026-01-01T00:00:00Z");
            client.query("SELECT Id FROM Task WHERE CreatedDate >= 2026-02-02T10:00:00Z");
            List<String> tasks = fake.journal().of("Task.create").stream()
                    .map(entry -> entry.subject())
                    .toList();
            assertThat(tasks).hasSize(3);
            assertThat(tasks.get(0)).isEqualTo(tasks.get(1)).isNotEqualTo(tasks.get(2));
            assertThat(fake.journal().of("query").stream()
                            .map(entry -> entry.subject())
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void a_collection_keeps_what_fits_and_all_or_none_keeps_nothing() {
        String records = "\"records\":[{\"attributes\":{\"type\":\"Contact\"},\"LastName\":\"A\"},"
                + "{\"attributes\":{\"type\":\"Contact\"}}]}";
        try (FakeSalesforce fake = FakeSalesforce.start();
                OrgClient client = new OrgClient(fake)) {
            JsonNode some = client.post("composite/sobjects", "{\"allOrNone\":false," + records)
                    .body();
            assertThat(some.path(0).path("success").booleanValue()).isTrue();
            assertThat(some.path(1).path("errors").path(0).path("statusCode").asString())
                    .isEqualTo("REQUIRED_FIELD_MISSING");
            assertThat(fake.truth().count()).isEqualTo(1);

            JsonNode none = client.post("composite/sobjects", "{\"allOrNone\":true," + records)
                    .body();
            assertThat(none.path(0).path("errors").path(0).path("statusCode").asString())
                    .isEqualTo("ALL_OR_NONE_OPERATION_ROLLED_BACK");
            assertThat(fake.truth().count()).isEqualTo(1);
            assertThat(fake.ids("Contact")).hasSize(1);

            String id = some.path(0).path("id").asString();
            assertThat(client.patch(
                                    "composite/sobjects",
                                    "{\"records\":[{\"attributes\":{\"type\":\"Contact\"},\"id\":\"" + id
                                            + "\",\"Phone\":\"1\"}]}")
                            .body()
                            .path(0)
                            .path("id")
                            .asString())
                    .isEqualTo(id);
            assertThat(client.get("composite/sobjects/Contact?fields=Phone&ids=" + id + ",003000000000001AAA")
                            .text())
                    .contains("\"Phone\":\"1\"")
                    .endsWith(",null]");
            assertThat(client.send("DELETE", "composite/sobjects?ids=" + id, null)
                            .text())
                    .contains("\"success\":true");
            assertThat(fake.record("Contact", id)).containsEntry("IsDeleted", true);
        }
    }

    @Test
    void composite_parts_use_each_others_answers_and_fall_together() {
        String body = "{\"allOrNone\":true,\"compositeRequest\":["
                + "{\"method\":\"POST\",\"url\":\"/services/data/v62.0/sobjects/Account\",\"referenceId\":\"acc\",\"body\":{\"Name\":\"Acme\"}},"
                + "{\"method\":\"POST\",\"url\":\"/services/data/v62.0/sobjects/Contact\",\"referenceId\":\"con\","
                + "\"body\":{%s\"AccountId\":\"@{acc.id}\"}}]}";
        try (FakeSalesforce fake = FakeSalesforce.start();
                OrgClient client = new OrgClient(fake)) {
            JsonNode failed =
                    client.post("composite", String.format(body, "")).body().path("compositeResponse");
            assertThat(failed.path(0).path("body").path(0).path("errorCode").asString())
                    .isEqualTo("PROCESSING_HALTED");
            assertThat(failed.path(1).path("httpStatusCode").asInt()).isEqualTo(400);
            assertThat(fake.truth().count()).isZero();
            assertThat(fake.ids("Account")).isEmpty();

            JsonNode done = client.post("composite", String.format(body, "\"LastName\":\"Doe\","))
                    .body()
                    .path("compositeResponse");
            String contact = done.path(1).path("body").path("id").asString();
            assertThat(fake.record("Contact", contact))
                    .containsEntry(
                            "AccountId", done.path(0).path("body").path("id").asString());
            OrgClient.Seen batch = client.post(
                    "composite/batch",
                    "{\"batchRequests\":[{\"method\":\"GET\",\"url\":\"v62.0/limits\"},{\"method\":\"GET\",\"url\":\"v62.0/no\"}]}");
            assertThat(batch.body().path("hasErrors").booleanValue()).isTrue();
            assertThat(batch.body().path("results").path(1).path("statusCode").asInt())
                    .isEqualTo(404);
            assertThat(batch.headers().get("Sforce-Limit-Info")).isEqualTo("api-usage=4/15000");
        }
    }
}
