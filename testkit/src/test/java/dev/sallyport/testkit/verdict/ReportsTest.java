package dev.sallyport.testkit.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.fault.Downtime;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReportsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HOSTILE = "<script>alert('x')</script>&\"\u0007";
    private static final AtomicReference<Instant> TIME = new AtomicReference<>(Instant.parse("2026-03-02T10:00:00Z"));
    private static FakeServer desk;
    private static FakeServer hostile;
    private static Verdict verdict;

    /** A bad client on a bad day. */
    @BeforeAll
    static void play() throws IOException {
        FaultPlan plan = FaultPlan.builder()
                .rule(FaultRule.of(FaultKind.THROTTLED).on("ticket.get").probability(0.5))
                .rule(FaultRule.of(FaultKind.REPLY_LOST).on("comment.*"))
                .downtime(Downtime.after(Duration.ofSeconds(20)).lasting(Duration.ofSeconds(8)))
                .build();
        desk = FakeServer.of(new DeskPack("desk")).clock(TIME::get).faults(plan).start();
        hostile = FakeServer.of(new DeskPack(HOSTILE)).clock(TIME::get).start();
        try (Caller caller = new Caller(TIME, desk, hostile)) {
            caller.signIn("agent", "read");
            for (int ticket = 0; ticket < 60; ticket++) {
                caller.get("/tickets/" + ticket);
                caller.pause(200).get("/tickets/" + ticket);
                caller.pause(300);
            }
            for (int time = 0; time < 2; time++) {
                caller.post("/tickets/1/comments", "{\"text\":\"private words\"}");
            }
            caller.getFromShop("/tickets/1");
        }
        verdict = Verdict.of(desk, hostile);
    }

    @AfterAll
    static void close() {
        desk.close();
        hostile.close();
    }

    @Test
    void the_assertion_names_the_broken_rules_their_evidence_and_how_to_mend_them() {
        assertThatThrownBy(verdict::assertPassed)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("V07 write-doubled FAIL")
                .hasMessageContaining("Look for the first one before sending again")
                .hasMessageContaining("POST comment.add → cut: committed, and its reply was lost")
                .hasMessageNotContaining("private words");
        assertThatThrownBy(() -> verdict.assertPassed("write-doubled")).hasMessageStartingWith("1 rule broken, ");
        assertThatThrownBy(() -> verdict.assertPassed("V08")).hasMessageContaining("the client was not asked");
        assertThatThrownBy(() -> verdict.ruling("V99")).hasMessageContaining("no rule V99: there are V01 to V29");
        verdict.assertPassed("V26");
    }

    @Test
    void the_same_day_gets_the_same_verdict() {
        assertThat(Verdict.of(desk, hostile)).isEqualTo(verdict);
    }

    @Test
    void json_tells_every_rule_with_its_evidence() {
        JsonNode json = JSON.readTree(verdict.json());
        assertThat(json.path("passed").asBoolean(true)).isFalse();
        assertThat(json.path("rulings")).hasSameSizeAs(Judge.rules());
        JsonNode doubled = json.path("rulings").get(6);
        assertThat(doubled.path("id").asString()).isEqualTo("V07");
        assertThat(doubled.path("result").asString()).isEqualTo("FAIL");
        assertThat(doubled.path("evidence").get(0).path("operation").asString()).isEqualTo("comment.add");
        assertThat(json.path("systems").get(1).path("system").asString()).isEqualTo(HOSTILE);
    }

    @Test
    void junit_xml_is_well_formed_and_counts_as_the_verdict_does() throws Exception {
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(verdict.junitXml())))
                .getDocumentElement();
        assertThat(suite.getElementsByTagName("testcase").getLength())
                .isEqualTo(Judge.rules().size());
        assertThat(suite.getElementsByTagName("failure").getLength())
                .isEqualTo(verdict.rulings(Result.FAIL).size())
                .isPositive();
        assertThat(suite.getElementsByTagName("skipped").getLength())
                .isEqualTo(verdict.rulings(Result.INCONCLUSIVE).size());
    }

    @Test
    void sarif_has_what_its_schema_demands() {
        JsonNode sarif = JSON.readTree(verdict.sarif());
        assertThat(sarif.path("version").asString()).isEqualTo("2.1.0");
        JsonNode run = sarif.path("runs").get(0);
        JsonNode driver = run.path("tool").path("driver");
        assertThat(driver.path("name").asString()).isNotBlank();
        for (JsonNode result : run.path("results")) {
            int index = result.path("ruleIndex").asInt();
            assertThat(driver.path("rules").get(index).path("id")).isEqualTo(result.path("ruleId"));
            assertThat(result.path("message").path("text").asString()).isNotBlank();
            boolean fail = result.path("kind").asString().equals("fail");
            assertThat(result.path("level").asString().equals("none")).isEqualTo(!fail);
        }
    }

    @Test
    void the_page_needs_nothing_else_and_no_text_breaks_out_of_it(@TempDir Path folder) throws IOException {
        verdict.write(folder);
        String html = Files.readString(folder.resolve("verdict.html"));
        assertThat(html)
                .contains("<svg", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;\uFFFD", "V07")
                .doesNotContain("<script", "src=", "href=", "url(", "@import", "private words");
        assertThat(folder).isDirectoryContaining("glob:**.sarif").isDirectoryContaining("glob:**.xml");
    }

    @Test
    void a_journal_with_gaps_lets_no_rule_pass() throws IOException {
        try (FakeServer small =
                        FakeServer.of(new DeskPack("desk")).journalCapacity(5).start();
                Caller caller = new Caller(TIME, small, hostile)) {
            caller.signIn("agent", "read");
            for (int ticket = 0; ticket < 30; ticket++) {
                caller.get("/tickets/" + ticket);
            }
            Verdict gaps = Verdict.of(small);
            assertThat(gaps.rulings(Result.PASS)).isEmpty();
            assertThat(gaps.ruling("V26").reason()).contains("dropped 26 requests");
        }
    }
}
