package dev.sallyport.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ControlServerTest {
    private static final String ZENDESK = "/__fake/zendesk";

    private final MovableClock clock = new MovableClock();
    private FakeZendesk fake;
    private ControlServer control;
    private ControlClient client;

    @BeforeEach
    void start() {
        fake = FakeZendesk.builder().clock(clock).start();
        control = ControlServer.of(fake).clock(clock).start();
        client = new ControlClient(control);
    }

    @AfterEach
    void stop() {
        control.close();
        fake.close();
    }

    private int tickets() throws IOException {
        Request request = new Request.Builder()
                .url(fake.url() + "/api/v2/tickets.json")
                .header("Authorization", "Bearer " + fake.token())
                .build();
        try (Response response = client.http().newCall(request).execute()) {
            return response.code();
        }
    }

    @Test
    void the_open_api_document_and_the_routes_list_the_same_calls() throws IOException {
        JsonNode document =
                client.send("GET", "/__fake/openapi.json", null, Map.of()).json();
        TreeSet<String> documented = new TreeSet<>();
        document.path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    documented.add(method.toUpperCase(Locale.ROOT) + " " + path);
                    assertThat(operation.path("responses").size()).isPositive();
                }));
        TreeSet<String> served = new TreeSet<>();
        Routes.ALL.forEach(route -> served.add(route.method() + " " + route.template()));
        assertThat(documented).isEqualTo(served).hasSizeGreaterThan(15);
        assertThat(document.path("openapi").asString()).startsWith("3.1");
    }

    @Test
    void the_open_api_document_knows_plans_as_their_schema_does() throws IOException {
        String document =
                client.send("GET", "/__fake/openapi.json", null, Map.of()).text();
        JsonNode documented = Call.JSON.readTree(document).at("/components/schemas");
        JsonNode published = Call.JSON.readTree(
                client.get("/__fake/plans/schema").text().replace("#/$defs/", "#/components/schemas/"));
        assertThat(published.path("$defs").size()).isGreaterThan(5);
        published.path("$defs").forEachEntry((name, schema) -> {
            String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
            assertThat(documented.path(capital).toString()).isEqualToIgnoringCase(schema.toString());
        });
    }

    @Test
    void every_documented_reference_leads_somewhere() throws IOException {
        JsonNode document =
                client.send("GET", "/__fake/openapi.json", null, Map.of()).json();
        var references = document.findValuesAsString("$ref");
        assertThat(references)
                .hasSizeGreaterThan(10)
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer wrong", "Basic abc", "bearer"})
    void without_the_token_nothing_is_told(String authorization) throws IOException {
        for (Routes.Route route : Routes.ALL) {
            String path = route.template().replace("{system}", "zendesk").replaceAll("\\{\\w+}", "x");
            ControlClient.Seen seen = client.send(route.method(), path, "{}", Map.of("Authorization", authorization));
            assertThat(seen.status()).as(route.toString()).isEqualTo(401);
            assertThat(seen.json().at("/error/hint").asString()).contains("Bearer");
            assertThat(seen.json().toString()).doesNotContain(control.token());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example, , 403",
        "evil.example:80, , 403",
        "127.0.0.1.evil.example, , 403",
        "localhost, , 200",
        "localhost:1, http://localhost:1, 200",
        "127.0.0.1:9, http://evil.example, 403",
        "127.0.0.1:9, null, 403",
        "127.0.0.1:9, http://127.0.0.1:10, 403",
        "[::1]:9, http://[::1]:9, 200"
    })
    void a_page_of_another_site_gets_nothing_even_with_the_token(String host, String origin, int status)
            throws IOException {
        Map<String, String> headers = origin == null
                ? Map.of("Authorization", "Bearer " + control.token(), "Host", host)
                : Map.of("Authorization", "Bearer " + control.token(), "Host", host, "Origin", origin);
        assertThat(client.send("GET", ZENDESK, null, headers).status()).isEqualTo(status);
    }

    @Test
    void records_are_seeded_read_and_gone_after_a_reset() throws IOException {
        ControlClient.Seen seeded = client.send(
                "POST", ZENDESK + "/state/tickets", "[{\"subject\":\"a\",\"body\":\"b\"},{\"subject\":\"c\"}]");
        assertThat(seeded.status()).isEqualTo(201);
        assertThat(seeded.json().path("ids").size()).isEqualTo(2);
        JsonNode page = client.get(ZENDESK + "/state/tickets?from=1&limit=5").json();
        assertThat(page.path("count").asInt()).isEqualTo(2);
        assertThat(page.at("/records/0/subject").asString()).isEqualTo("c");
        assertThat(client.get(ZENDESK + "/truth").json().path("count").asInt()).isZero();
        client.send("POST", ZENDESK + "/reset", null);
        assertThat(client.get(ZENDESK + "/state")
                        .json()
                        .at("/resources/tickets")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void faults_are_switched_while_the_fake_runs() throws IOException {
        assertThat(tickets()).isEqualTo(200);
        client.send("PUT", ZENDESK + "/faults", "{\"rules\":[{\"kind\":\"throttled\",\"atMost\":\"always\"}]}");
        assertThat(tickets()).isEqualTo(429);
        JsonNode met = client.get(ZENDESK + "/faults").json();
        assertThat(met.at("/hits/0/hits").asInt()).isEqualTo(1);
        client.send("PUT", ZENDESK + "/faults", "\"none\"");
        assertThat(tickets()).isEqualTo(200);
        ControlClient.Seen added =
                client.send("POST", ZENDESK + "/faults/rules", "{\"kind\":\"unavailable\",\"atMost\":\"always\"}");
        assertThat(added.status()).isEqualTo(201);
        assertThat(tickets()).isEqualTo(503);
        assertThat(fake.plan().rules())
                .containsExactly(FaultRule.of(FaultKind.UNAVAILABLE).always());
    }

    @Test
    void a_ready_plan_is_taken_by_its_name_and_a_wrong_one_changes_nothing() throws IOException {
        client.send("PUT", ZENDESK + "/faults", "\"hostile\"");
        assertThat(fake.plan().rules()).isEqualTo(FaultPlan.named("hostile").rules());
        ControlClient.Seen refused = client.send("PUT", ZENDESK + "/faults", "{\"rules\":[{\"kind\":\"fire\"}]}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/error/message").asString()).contains("rules[0].kind", "reset-before");
        assertThat(client.send("PUT", ZENDESK + "/faults", "\"/etc/hostname\"").status())
                .isEqualTo(400);
        assertThat(fake.plan().rules()).isEqualTo(FaultPlan.named("hostile").rules());
    }

    @Test
    void a_plan_may_be_yaml_and_a_wrong_one_is_refused_with_line_and_column() throws IOException {
        client.send("PUT", ZENDESK + "/faults", "rules:\n  - kind: throttled\n    atMost: always\n");
        assertThat(tickets()).isEqualTo(429);
        client.send("PUT", ZENDESK + "/faults", "monday");
        assertThat(fake.plan().rules()).isEqualTo(FaultPlan.named("monday").rules());
        ControlClient.Seen refused = client.send("PUT", ZENDESK + "/faults", "rules:\n  - kind: throtled\n");
        assertThat(refused.json().at("/error/message").asString())
                .startsWith("body:2:11: rules[0].kind: unknown fault kind \"throtled\"")
                .endsWith("did you mean \"throttled\"?");
    }

    @ParameterizedTest
    @CsvSource({
        "?format=html, , text/html; charset=utf-8, <!DOCTYPE html>",
        "?format=junit, , application/xml, <testsuite",
        "?format=sarif, , application/sarif+json, 2.1.0",
        "?format=json, text/html, application/json, rulings",
        "'', 'text/html, */*;q=0.1', text/html; charset=utf-8, <!DOCTYPE html>",
        "'', application/sarif+json, application/sarif+json, 2.1.0",
        "'', */*, application/json, rulings",
    })
    void a_verdict_comes_in_the_form_that_is_asked_for(String query, String accept, String type, String holds)
            throws IOException {
        Map<String, String> headers = new HashMap<>(Map.of("Authorization", "Bearer " + control.token()));
        if (accept != null) {
            headers.put("Accept", accept);
        }
        ControlClient.Seen seen = client.send("GET", ZENDESK + "/verdict" + query, null, headers);
        assertThat(seen.headers().get("Content-Type")).isEqualTo(type);
        assertThat(seen.headers().get("X-Verdict")).isIn("PASS", "FAIL");
        assertThat(seen.text()).contains(holds);
        assertThat(client.get(ZENDESK + "/verdict?format=pdf")
                        .json()
                        .at("/error/message")
                        .asString())
                .contains("json, html, junit, sarif");
    }

    @Test
    void claims_make_the_verdict_find_a_lost_write() throws IOException {
        tickets();
        String claim = "[{\"system\":\"zendesk\",\"kind\":\"APPEND\",\"resource\":\"comment\",\"record\":\"35\","
                + "\"ending\":\"COMMITTED\"}]";
        ControlClient.Seen judged = client.send("POST", ZENDESK + "/verdict", claim);
        assertThat(judged.headers().get("X-Verdict")).isEqualTo("FAIL");
        assertThat(judged.text()).contains("write-lost");
        assertThat(client.send("POST", ZENDESK + "/verdict", "{}").status()).isEqualTo(400);
    }

    @Test
    void a_snapshot_is_taken_listed_and_restored() throws IOException {
        ControlClient.Seen taken = client.send("POST", ZENDESK + "/snapshots", "");
        assertThat(taken.status()).isEqualTo(201);
        String before = client.get(ZENDESK + "/state").text();
        client.send("POST", ZENDESK + "/state/tickets", "{\"subject\":\"a\",\"body\":\"b\"}");
        assertThat(client.get(ZENDESK + "/state").text()).isNotEqualTo(before);
        String id = taken.json().path("id").asString();
        assertThat(client.get(ZENDESK + "/snapshots")
                        .json()
                        .at("/snapshots/0/id")
                        .asString())
                .isEqualTo(id);
        assertThat(client.send("POST", ZENDESK + "/snapshots/" + id + "/restore", "")
                        .status())
                .isEqualTo(200);
        assertThat(client.get(ZENDESK + "/state").text()).isEqualTo(before);
        assertThat(client.send("POST", ZENDESK + "/snapshots/s9/restore", "")
                        .json()
                        .at("/error/hint")
                        .asString())
                .contains(id);
    }

    @Test
    void the_clock_is_set_ahead_and_sped_up() throws IOException {
        Instant before = fake.now();
        client.send("POST", ZENDESK + "/clock", "{\"step\":\"PT2H\"}");
        assertThat(Duration.between(before, fake.now())).isBetween(Duration.ofHours(2), Duration.ofMinutes(125));
        client.send("POST", ZENDESK + "/clock", "{\"speed\":20}");
        assertThat(client.get(ZENDESK + "/clock").json().path("speed").asDouble())
                .isEqualTo(20);
        assertThat(client.send("POST", ZENDESK + "/clock", "{\"step\":\"-PT1S\"}")
                        .status())
                .isEqualTo(400);
        assertThat(client.send("POST", ZENDESK + "/clock", "{\"speed\":0}").status())
                .isEqualTo(400);
        assertThat(client.send("POST", ZENDESK + "/clock", "{}").status()).isEqualTo(400);
    }

    @Test
    void the_journal_is_read_in_pages_and_live() throws IOException {
        tickets();
        tickets();
        JsonNode page = client.get(ZENDESK + "/journal?from=1&limit=1").json();
        assertThat(page.path("next").asInt()).isEqualTo(2);
        assertThat(page.at("/entries/0/operation").asString()).isEqualTo("tickets.list");
        Request live = new Request.Builder()
                .url(control.url() + ZENDESK + "/journal/live?from=0")
                .header("Authorization", "Bearer " + control.token())
                .build();
        try (Response response = client.http().newCall(live).execute()) {
            assertThat(response.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(nextData(response).path("status").asInt()).isEqualTo(200);
            nextData(response);
            tickets();
            assertThat(nextData(response).path("sequence").asInt()).isEqualTo(3);
        }
    }

    private static JsonNode nextData(Response response) throws IOException {
        while (true) {
            String line = response.body().source().readUtf8LineStrict();
            if (line.startsWith("data: ")) {
                return ControlClient.JSON.readTree(line.substring(6));
            }
        }
    }

    @Test
    void coverage_credentials_and_quotas_are_told() throws IOException {
        tickets();
        assertThat(client.get(ZENDESK + "/coverage").json().path("faked").size())
                .isGreaterThan(20);
        assertThat(client.get(ZENDESK + "/credentials").json().path("token").asString())
                .isEqualTo(fake.token());
        JsonNode quotas = client.get(ZENDESK + "/quotas").json().path("quotas");
        assertThat(quotas.valueStream()
                        .mapToLong(quota -> quota.path("used").asLong())
                        .sum())
                .isPositive();
        JsonNode manifest = client.get("/__fake").json().at("/systems/0");
        assertThat(manifest.path("requests").asInt()).isEqualTo(1);
        assertThat(manifest.path("url").asString()).isEqualTo(fake.url());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GET    | /__fake/jira                      | 404 | no fake of that name
        GET    | /__fake/zendesk/nothing           | 404 | no such path
        DELETE | /__fake/zendesk/faults            | 405 | does not take DELETE
        GET    | /__fake/zendesk/journal?limit=0   | 400 | limit must be a number from 1 to 1000
        GET    | /__fake/zendesk/journal?from=x    | 400 | from must be a number
        GET    | /__fake/zendesk/state/cats        | 400 | has no cats
        POST   | /__fake/zendesk/state/tickets     | 400 | no JSON
        """)
    void an_error_says_what_is_wrong(String method, String path, int status, String message) throws IOException {
        ControlClient.Seen seen = client.send(method, path, "{");
        assertThat(seen.status()).isEqualTo(status);
        assertThat(seen.json().at("/error/message").asString()).contains(message);
        assertThat(seen.json().at("/error/hint").asString()).isNotEmpty();
    }

    @Test
    void a_body_without_end_is_refused() throws IOException {
        String endless = "\"" + "x".repeat(Call.MAXIMUM_BODY) + "\"";
        assertThat(client.send("PUT", ZENDESK + "/faults", endless).status()).isEqualTo(413);
    }

    @Test
    void the_page_is_served_to_anybody_and_may_load_nothing_from_elsewhere() throws IOException {
        ControlClient.Seen page = client.send("GET", "/", null, Map.of());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers().get("Content-Security-Policy")).startsWith("default-src 'none'; script-src 'self'");
        assertThat(page.json().asString())
                .doesNotContain("http://", "https://", control.token())
                .contains("/__fake/page.js");
    }

    @Test
    void a_taken_port_is_told() {
        int port = URI.create(control.url()).getPort();
        assertThatThrownBy(() -> ControlServer.of(fake).port(port).start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("port " + port);
    }
}
