package dev.sallyport.testkit.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.spi.EffectKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkTest {
    private final FakeSalesforce fake = FakeSalesforce.start();
    private final OrgClient client = new OrgClient(fake);

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    private OrgClient.Seen open(String settings) {
        return client.post("jobs/ingest", "{\"object\":\"Contact\",\"contentType\":\"CSV\"," + settings + "}");
    }

    private void load(String job, String csv) {
        assertThat(client.send("PUT", "jobs/ingest/" + job + "/batches", csv).status())
                .isEqualTo(201);
        assertThat(client.patch("jobs/ingest/" + job, "{\"state\":\"UploadComplete\"}")
                        .status())
                .isEqualTo(200);
    }

    private String state(String path) {
        return client.get(path).body().path("state").asString();
    }

    @Test
    void a_job_writes_what_it_can_and_says_what_it_could_not() {
        OrgClient.Seen opened = open("\"operation\":\"insert\"");
        String job = opened.id();
        assertThat(job).startsWith("750");
        assertThat(opened.body().path("contentUrl").asString())
                .isEqualTo("services/data/v62.0/jobs/ingest/" + job + "/batches");
        assertThat(opened.body().path("apiVersion").asDouble()).isEqualTo(62.0);
        load(
                job,
                "LastName,FirstName,Email\n\"Doe, \"\"J\"\"\",Jane,jane@acme.example\nRoe,,not-an-address\n,Nameless,\n");
        assertThat(state("jobs/ingest/" + job)).isEqualTo("InProgress");
        OrgClient.Seen info = client.get("jobs/ingest/" + job);
        assertThat(info.body().path("state").asString()).isEqualTo("JobComplete");
        assertThat(info.body().path("numberRecordsProcessed").asInt()).isEqualTo(3);
        assertThat(info.body().path("numberRecordsFailed").asInt()).isEqualTo(2);
        assertThat(client.get("jobs/ingest/" + job + "/successfulResults").text())
                .startsWith("\"sf__Id\",\"sf__Created\",\"LastName\",\"FirstName\",\"Email\"\n\"003")
                .contains("\"true\",\"Doe, \"\"J\"\"\",\"Jane\",\"jane@acme.example\"");
        assertThat(client.get("jobs/ingest/" + job + "/failedResults/").text())
                .contains("INVALID_EMAIL_ADDRESS:Email: invalid email address: not-an-address:Email --")
                .contains("REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --");
        assertThat(client.get("jobs/ingest/" + job + "/unprocessedrecords").text())
                .isEmpty();
        assertThat(fake.truth().count(EffectKind.CREATE, "Contact")).isEqualTo(1);
        assertThat(client.send("DELETE", "jobs/ingest/" + job, null).status()).isEqualTo(204);
        assertThat(client.get("jobs/ingest/" + job).code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void upserts_updates_and_deletes_go_by_keys_and_empty_by_a_sign() {
        String id = fake.insert("Contact", Map.of("LastName", "Doe", "CustomerNumber__c", "C-1", "Title", "Clerk"));
        String job =
                open("\"operation\":\"upsert\",\"externalIdFieldName\":\"CustomerNumber__c\",\"columnDelimiter\":\"PIPE\","
                                + "\"lineEnding\":\"CRLF\"")
                        .id();
        load(job, "CustomerNumber__c|LastName|Title|Owner.Username\r\nC-1||#N/A|\r\nC-2|Roe|Boss|\r\n");
        assertThat(client.get("jobs/ingest/" + job + "/failedResults").text().lines())
                .hasSize(1);
        assertThat(fake.record("Contact", id)).containsEntry("LastName", "Doe").doesNotContainKey("Title");
        assertThat(client.column("LastName", "SELECT LastName FROM Contact ORDER BY LastName"))
                .containsExactly("Doe", "Roe");
        String delete = open("\"operation\":\"delete\"").id();
        load(delete, "Id\n" + id + "\n" + id + "\n");
        assertThat(client.get("jobs/ingest/" + delete + "/failedResults").text())
                .contains("ENTITY_IS_DELETED");
        assertThat(fake.truth().count(EffectKind.DELETE, "Contact")).isEqualTo(1);
    }

    @Test
    void a_column_that_nobody_knows_fails_the_whole_job() {
        String job = open("\"operation\":\"insert\"").id();
        load(job, "LastName,Bacon__c\nDoe,crisp\n");
        OrgClient.Seen info = client.get("jobs/ingest/" + job);
        assertThat(info.body().path("state").asString()).isEqualTo("Failed");
        assertThat(info.body().path("errorMessage").asString())
                .isEqualTo("InvalidBatch : Field name not found : Bacon__c");
        assertThat(client.get("jobs/ingest/" + job + "/unprocessedrecords").text())
                .contains("Doe,crisp");
        assertThat(fake.truth().count()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'operation':'merge','object':'Contact'}|INVALIDJOB|Invalid operation: merge",
                "{'operation':'insert','object':'Foo'}|INVALIDJOB|Entity is not api accessible: Foo",
                "{'operation':'insert','object':'Contact','contentType':'JSON'}|INVALIDJOB|The only content type supported is CSV",
                "{'operation':'upsert','object':'Contact'}|INVALIDJOB|External ID was blank for Contact.",
                "{'operation':'upsert','object':'Contact','externalIdFieldName':'Title'}|INVALIDJOB|does not match an External ID",
            })
    void a_job_that_cannot_be_done_is_not_opened(String body, String code, String message) {
        OrgClient.Seen seen = client.post("jobs/ingest", body.replace('\'', '"'));
        assertThat(seen.status()).isEqualTo(400);
        assertThat(seen.code()).isEqualTo(code);
        assertThat(seen.message()).contains(message);
    }

    @Test
    void a_job_moves_in_one_direction_only() {
        String job = open("\"operation\":\"insert\"").id();
        load(job, "LastName\nDoe\n");
        assertThat(client.send("PUT", "jobs/ingest/" + job + "/batches", "LastName\nRoe\n")
                        .code())
                .isEqualTo("INVALIDJOBSTATE");
        client.get("jobs/ingest/" + job);
        client.get("jobs/ingest/" + job);
        assertThat(client.patch("jobs/ingest/" + job, "{\"state\":\"Aborted\"}").message())
                .isEqualTo("Aborting already Completed Job not allowed");
        assertThat(client.get("jobs/ingest").body().path("records")).hasSize(1);
    }

    @Test
    void a_query_job_is_read_page_by_page_until_the_locator_reads_null() {
        for (String name : List.of("a", "b", "c")) {
            fake.insert("Contact", Map.of("LastName", name));
        }
        String job = client.post(
                        "jobs/query",
                        "{\"operation\":\"query\",\"query\":\"SELECT LastName, Owner.Username FROM Contact ORDER BY LastName\"}")
                .id();
        assertThat(client.get("jobs/query/" + job + "/results").status()).isEqualTo(204);
        client.get("jobs/query/" + job);
        assertThat(state("jobs/query/" + job)).isEqualTo("JobComplete");
        OrgClient.Seen first = client.get("jobs/query/" + job + "/results?maxRecords=2");
        assertThat(first.text())
                .isEqualTo(
                        "\"LastName\",\"Owner.Username\"\n\"a\",\"" + Org.ADMIN + "\"\n\"b\",\"" + Org.ADMIN + "\"\n");
        assertThat(first.headers().get("Sforce-NumberOfRecords")).isEqualTo("2");
        OrgClient.Seen last = client.get(
                "jobs/query/" + job + "/results?locator=" + first.headers().get("Sforce-Locator"));
        assertThat(last.text()).contains("\"c\"");
        assertThat(last.headers().get("Sforce-Locator")).isEqualTo("null");
        assertThat(client.get("/services/data/v61.0/jobs/query/" + job).status())
                .isEqualTo(409);
        assertThat(client.post("jobs/query", "{\"operation\":\"query\",\"query\":\"SELECT COUNT(Id) FROM Contact\"}")
                        .status())
                .isEqualTo(400);
        assertThat(client.post("jobs/query", "{\"operation\":\"query\",\"query\":\"SELECT Foo FROM Contact\"}")
                        .code())
                .isEqualTo("INVALID_FIELD");
    }

    @Test
    void the_older_api_speaks_xml_and_json_and_has_a_session_header_of_its_own() {
        OrgClient.Seen nobody = client.send(
                "GET",
                "/services/async/62.0/job/750000000000001",
                null,
                "Authorization",
                "none",
                "X-SFDC-Session",
                "no");
        assertThat(nobody.status()).isEqualTo(400);
        assertThat(nobody.text()).contains("<exceptionCode>InvalidSessionId</exceptionCode>");
        OrgClient.Seen job = client.post(
                "/services/async/62.0/job",
                "{\"operation\":\"insert\",\"object\":\"Contact\",\"contentType\":\"JSON\"}",
                "X-SFDC-Session",
                fake.token());
        assertThat(job.status()).isEqualTo(201);
        String root = "/services/async/62.0/job/" + job.id() + "/batch";
        OrgClient.Seen batch = client.post(root, "[{\"LastName\":\"Doe\"},{\"FirstName\":\"none\"}]");
        assertThat(batch.body().path("state").asString()).isEqualTo("Queued");
        assertThat(client.get(root + "/" + batch.id()).text()).contains("<state>Completed</state>");
        OrgClient.Seen results = client.get(root + "/" + batch.id() + "/result");
        assertThat(results.body().path(0).path("success").asBoolean()).isTrue();
        assertThat(results.body()
                        .path(1)
                        .path("errors")
                        .path(0)
                        .path("statusCode")
                        .asString())
                .isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(client.post("/services/async/62.0/job", "{\"operation\":\"insert\"}")
                        .text())
                .contains("\"exceptionCode\":\"InvalidJob\"");
        assertThat(fake.truth().count(EffectKind.CREATE, "Contact")).isEqualTo(1);
    }
}
