package dev.sallyport.testkit.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.spi.EffectKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SalesforceResourcesTest {
    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-03-02T10:00:00Z"));
    private final FakeSalesforce fake =
            FakeSalesforce.builder().clock(time::get).start();
    private final OrgClient client = new OrgClient(fake);

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    @Test
    void an_account_has_a_tag_that_guards_it_and_a_contact_has_none() {
        String id = fake.insert("Account", Map.of("Name", "Acme"));
        String path = "sobjects/Account/" + id;
        String tag = client.get(path).headers().get("ETag");
        assertThat(client.get(path, "If-None-Match", tag).status()).isEqualTo(304);
        assertThat(client.patch(path, "{\"Phone\":\"1\"}", "If-None-Match", tag).status())
                .isEqualTo(412);
        assertThat(client.patch(path, "{\"Phone\":\"1\"}", "If-Match", tag).status())
                .isEqualTo(204);
        assertThat(client.patch(path, "{\"Phone\":\"2\"}", "If-Match", tag).status())
                .isEqualTo(412);
        assertThat(client.get(path, "If-Match", tag).status()).isEqualTo(412);
        assertThat(fake.record("Account", id)).containsEntry("Phone", "1");
        String contact = fake.insert("Contact", Map.of("LastName", "Doe"));
        assertThat(client.get("sobjects/Contact/" + contact).headers().get("ETag"))
                .isNull();
        assertThat(client.patch("sobjects/Contact/" + contact, "{\"Title\":\"x\"}", "If-Match", "\"no\"")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void describes_are_sent_again_only_when_they_are_news() {
        OrgClient.Seen first = client.get("sobjects/Contact/describe");
        String tag = first.headers().get("ETag");
        assertThat(client.get("sobjects/Contact/describe", "If-None-Match", tag).status())
                .isEqualTo(304);
        String modified = first.headers().get("Last-Modified");
        assertThat(client.get("sobjects", "If-Modified-Since", modified).status())
                .isEqualTo(304);
        assertThat(client.get("sobjects", "If-Modified-Since", "Sun, 01 Mar 2026 10:00:00 GMT")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_collection_is_upserted_by_key_and_says_what_it_made() {
        fake.insert("Contact", Map.of("LastName", "Doe", "CustomerNumber__c", "1"));
        fake.insert("Contact", Map.of("LastName", "Twin", "CustomerNumber__c", "2"));
        fake.insert("Contact", Map.of("LastName", "Twin", "CustomerNumber__c", "2"));
        JsonNode results = client.patch(
                        "composite/sobjects/Contact/CustomerNumber__c",
                        "{\"allOrNone\":false,\"records\":[{\"CustomerNumber__c\":\"1\",\"Title\":\"t\"},"
                                + "{\"CustomerNumber__c\":\"3\",\"LastName\":\"New\"},{\"CustomerNumber__c\":\"2\"},"
                                + "{\"LastName\":\"Keyless\"},{\"CustomerNumber__c\":\"4\",\"Id\":\"003\"}]}")
                .body();
        assertThat(results.path(0).path("created").asBoolean(true)).isFalse();
        assertThat(results.path(1).path("created").asBoolean()).isTrue();
        assertThat(code(results.path(2))).isEqualTo("DUPLICATE_EXTERNAL_ID");
        assertThat(code(results.path(3))).isEqualTo("MISSING_ARGUMENT");
        assertThat(code(results.path(4))).isEqualTo("INVALID_FIELD");
        assertThat(client.patch("composite/sobjects/Contact/Title", "{\"records\":[{}]}")
                        .message())
                .contains("Provided external ID field does not exist");
    }

    private static String code(JsonNode result) {
        return result.path("errors").path(0).path("statusCode").asString();
    }

    @Test
    void a_tree_is_made_whole_or_not_at_all() {
        String tree = "{\"records\":[{\"attributes\":{\"type\":\"Account\",\"referenceId\":\"a\"},\"Name\":\"Acme\","
                + "\"Contacts\":{\"records\":[{\"attributes\":{\"type\":\"Contact\",\"referenceId\":\"c\"},\"%s\":\"Doe\"}]}}]}";
        OrgClient.Seen bad = client.post("composite/tree/Account", tree.formatted("FirstName"));
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.body().path("hasErrors").asBoolean()).isTrue();
        assertThat(bad.body().path("results").path(0).path("referenceId").asString())
                .isEqualTo("c");
        assertThat(code(bad.body().path("results").path(0))).isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(fake.truth().count()).isZero();
        OrgClient.Seen good = client.post("composite/tree/Account/", tree.formatted("LastName"));
        assertThat(good.status()).isEqualTo(201);
        String account = good.body().path("results").path(0).path("id").asString();
        assertThat(client.column("LastName", "SELECT LastName FROM Contact WHERE AccountId = '" + account + "'"))
                .containsExactly("Doe");
    }

    @Test
    void a_graph_falls_alone() {
        String graph = "{\"graphId\":\"%s\",\"compositeRequest\":[{\"method\":\"POST\",\"url\":"
                + "\"/services/data/v62.0/sobjects/Contact\",\"referenceId\":\"r\",\"body\":{\"%s\":\"x\"}}]}";
        JsonNode graphs = client.post(
                        "composite/graph",
                        "{\"graphs\":[" + graph.formatted("1", "LastName") + "," + graph.formatted("2", "FirstName")
                                + "]}")
                .body()
                .path("graphs");
        assertThat(graphs.path(0).path("isSuccessful").asBoolean()).isTrue();
        assertThat(graphs.path(1).path("isSuccessful").asBoolean(true)).isFalse();
        assertThat(fake.truth().count(EffectKind.CREATE, "Contact")).isEqualTo(1);
        assertThat(client.post("composite/graph", "{}").status()).isEqualTo(400);
    }

    @Test
    void relationships_lead_to_parents_and_children() {
        String account = fake.insert("Account", Map.of("Name", "Acme"));
        String contact = fake.insert("Contact", Map.of("LastName", "Doe", "AccountId", account));
        assertThat(client.get("sobjects/Contact/" + contact + "/Account")
                        .body()
                        .path("Name")
                        .asString())
                .isEqualTo("Acme");
        assertThat(client.get("sobjects/Contact/" + contact + "/ReportsTo").status())
                .isEqualTo(404);
        JsonNode children = client.get("sobjects/Account/" + account + "/Contacts?fields=LastName")
                .body();
        assertThat(children.path("records").path(0).path("LastName").asString()).isEqualTo("Doe");
        assertThat(client.get("sobjects/Account/" + account + "/Cases")
                        .body()
                        .path("totalSize")
                        .asInt())
                .isZero();
        assertThat(client.get("sobjects/Account/" + account + "/Foos").status()).isEqualTo(404);
    }

    @Test
    void what_changed_and_what_went_is_told_for_a_span_of_time() {
        String kept = client.post("sobjects/Contact", "{\"LastName\":\"Kept\"}").id();
        String gone = client.post("sobjects/Contact", "{\"LastName\":\"Gone\"}").id();
        time.updateAndGet(now -> now.plus(Duration.ofMinutes(5)));
        client.send("DELETE", "sobjects/Contact/" + gone, null);
        String span = "?start=2026-03-02T09:00:00%2B00:00&end=2026-03-02T11:00:00Z";
        JsonNode updated = client.get("sobjects/Contact/updated" + span).body();
        assertThat(updated.path("ids").path(0).asString()).isEqualTo(kept);
        assertThat(updated.path("ids")).hasSize(1);
        assertThat(updated.path("latestDateCovered").asString()).isEqualTo("2026-03-02T10:05:00.000+0000");
        JsonNode deleted = client.get("sobjects/Contact/deleted/" + span).body().path("deletedRecords");
        assertThat(deleted.path(0).path("id").asString()).isEqualTo(gone);
        assertThat(deleted.path(0).path("deletedDate").asString()).isEqualTo("2026-03-02T10:05:00.000+0000");
        assertThat(client.get("sobjects/Contact/updated?start=2026-03-02T11:00:00Z&end=2026-03-02T10:00:00Z")
                        .code())
                .isEqualTo("INVALID_REPLICATION_DATE");
        assertThat(client.get("sobjects/Contact/deleted?start=2025-03-02T11:00:00Z&end=2026-03-02T10:00:00Z")
                        .code())
                .isEqualTo("INVALID_REPLICATION_DATE");
        assertThat(client.get("sobjects/Contact/updated?start=never&end=2026-03-02T10:00:00Z")
                        .status())
                .isEqualTo(400);
        assertThat(client.get("limits/recordCount?sObjects=Contact,Lead").text())
                .isEqualTo("{\"sObjects\":[{\"count\":1,\"name\":\"Contact\"},{\"count\":0,\"name\":\"Lead\"}]}");
    }

    @Test
    void a_held_row_refuses_writes_to_itself_and_to_its_children() {
        String account = fake.insert("Account", Map.of("Name", "Acme"));
        String contact = fake.insert("Contact", Map.of("LastName", "Doe", "AccountId", account));
        fake.lock("Account", account);
        assertThat(client.patch("sobjects/Contact/" + contact, "{\"Title\":\"x\"}")
                        .text())
                .isEqualTo("[{\"message\":\"unable to obtain exclusive access to this record or 1 records: " + account
                        + "\",\"errorCode\":\"UNABLE_TO_LOCK_ROW\",\"fields\":[]}]");
        assertThat(client.post("sobjects/Contact", "{\"LastName\":\"Roe\",\"AccountId\":\"" + account + "\"}")
                        .code())
                .isEqualTo("UNABLE_TO_LOCK_ROW");
        assertThat(client.send("DELETE", "sobjects/Account/" + account, null).status())
                .isEqualTo(400);
        fake.unlock("Account", account);
        assertThat(client.patch("sobjects/Contact/" + contact, "{\"Title\":\"x\"}")
                        .status())
                .isEqualTo(204);
        assertThat(fake.truth().count()).isEqualTo(1);
    }

    @Test
    void soap_knows_who_and_when_and_ends_a_session() {
        String envelope = "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Header><SessionHeader>"
                + "<sessionId>%s</sessionId></SessionHeader></e:Header><e:Body><%s xmlns=\"urn:partner.soap.sforce.com\"/>"
                + "</e:Body></e:Envelope>";
        String soap = "/services/Soap/u/62.0";
        assertThat(client.post(soap, envelope.formatted(fake.token(), "getUserInfo"))
                        .text())
                .contains("<userName>" + fake.username() + "</userName>");
        assertThat(client.post(soap, envelope.formatted(fake.token(), "getServerTimestamp"))
                        .text())
                .contains("<timestamp>2026-03-02T10:00:00Z</timestamp>");
        OrgClient.Seen unknown = client.post(soap, envelope.formatted(fake.token(), "convertLead"));
        assertThat(unknown.status()).isEqualTo(500);
        assertThat(unknown.text()).contains("No operation available for request");
        assertThat(client.post(soap, envelope.formatted(fake.token(), "logout")).status())
                .isEqualTo(200);
        assertThat(client.get("limits").status()).isEqualTo(401);
        assertThat(client.post(soap, envelope.formatted(fake.token(), "getUserInfo"))
                        .text())
                .contains("sf:INVALID_SESSION_ID");
    }

    @Test
    void a_code_is_good_for_one_token_and_a_refresh_token() {
        String form =
                "grant_type=authorization_code&client_id=" + fake.clientId() + "&code=" + fake.authorizationCode();
        OrgClient.Seen granted = client.form("/services/oauth2/token", form);
        assertThat(granted.body().path("refresh_token").asString()).isEqualTo(fake.refreshToken());
        assertThat(client.form("/services/oauth2/token", form)
                        .body()
                        .path("error")
                        .asString())
                .isEqualTo("invalid_grant");
    }
}
