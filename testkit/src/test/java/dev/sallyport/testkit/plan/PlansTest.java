package dev.sallyport.testkit.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testkit.fault.Downtime;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.fault.Lie;
import dev.sallyport.testkit.fault.Swell;
import dev.sallyport.testkit.spi.Access;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlansTest {
    @TempDir
    Path folder;

    static List<String> names() {
        return FaultPlan.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_ready_plan_survives_its_way_through_json(String name) {
        FaultPlan plan = FaultPlan.named(name);
        FaultPlan again = Plans.parse("text", Plans.text(plan));
        assertThat(again.rules()).isEqualTo(plan.rules()).isNotEmpty();
        assertThat(again.atMostPerSubject()).isEqualTo(plan.atMostPerSubject());
    }

    @Test
    void what_is_left_out_is_as_in_java_and_short_times_are_read() {
        FaultPlan plan = Plans.parse("text", """
                {"rules": [{"kind": "reply-lost", "on": "contact.*", "access": "write", "delay": "250ms"}],
                 "downtimes": [{"afterRequests": 3, "lasting": "2s", "refusingConnections": true}]}""");
        assertThat(plan.rules())
                .containsExactly(FaultRule.of(FaultKind.REPLY_LOST)
                        .on("contact.*")
                        .on(Access.WRITE)
                        .delay(Duration.ofMillis(250)));
        assertThat(plan.downtimes())
                .singleElement()
                .asString()
                .isEqualTo(Downtime.afterRequests(3)
                        .lasting(Duration.ofSeconds(2))
                        .refusingConnections()
                        .toString());
    }

    @Test
    void lies_and_bursts_survive_their_way_through_json() {
        FaultPlan plan = FaultPlan.of(
                FaultRule.of(FaultKind.LYING_HEADERS).lie(Lie.STALE).always(),
                FaultRule.of(FaultKind.THROTTLED).inBursts(Duration.ofMinutes(1), Duration.ofSeconds(5)));
        assertThat(Plans.parse("text", Plans.text(plan)).rules()).isEqualTo(plan.rules());
        assertThat(Plans.parse("text", """
                        {"rules": [{"kind": "throttled", "bursts": {"every": "1m", "lasting": "5s"}}]}""").rules())
                .containsExactly(plan.rules().get(1));
    }

    @Test
    void a_plan_is_found_by_name_or_in_a_file() throws Exception {
        Path file = Files.writeString(folder.resolve("plan.json"), Plans.text(FaultPlan.named("monday")));
        assertThat(Plans.find(file.toString()).rules())
                .isEqualTo(Plans.find("monday").rules());
        assertThat(Plans.find("none").rules()).isEmpty();
        assertThatThrownBy(() -> Plans.find("mondya"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("mondya")
                .hasMessageContaining("hostile");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"rules": [{}]} | 1:12: rules[0].kind: needs a fault kind; one of reset-before, reply-lost
            {"rules": [{"kind": "html-200", "probability": 3}]} | 1:48: rules[0].probability: probability must be 0 to 1
            {"rules": [{"kind": "html-200", "odds": 3}]} | 1:33: rules[0]: unknown member "odds"; one of
            {"rules": [{"kind": "slow-reply", "delay": "soon"}]} | 1:44: rules[0].delay: must be a length of time
            {"rules": [{"kind": "replylost"}]} | 1:21: rules[0].kind: unknown fault kind "replylost"; one of reset-
            {"rules": [{"kind": "replylost"}]} | did you mean "reply-lost"?
            {"rules": 5} | 1:11: rules: must be a list
            {"downtimes": [{"after": "1s"}]} | 1:16: downtimes[0]: needs "lasting" or "forRequests"
            {"downtimes": [{"after": "1s", "forRequests": 1, "refusingConnections": true}]} | downtimes[0].refusingConn
            {"rulez": []} | 1:2: plan: unknown member "rulez"; one of
            {"rulez": []} | did you mean "rules"?
            {"rules": [], "rules": []} | 1:15: plan: "rules" stands twice
            [] | 1:1: plan: must be an object
            "mondya" | 1:1: must be an object with rules and downtimes, or the name of a ready plan;
            "mondya" | did you mean "monday"?
            {"rules": | 1:10: no JSON from here on""")
    void a_wrong_plan_in_json_says_where_and_what(String json, String expected) {
        assertThatThrownBy(() -> Plans.parse("my.json", json))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("my.json:1:")
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            rules:;  - kind: replylost | 2:11: rules[0].kind: unknown fault kind "replylost"; one of reset-before,
            rules:;  - kind: reply-lost;    probabilty: 0.3 | 3:5: rules[0]: unknown member "probabilty"; one of
            rules:;  - kind: reply-lost;    probability: often | 3:18: rules[0].probability: must be a number
            rules:;  - kind: reply-lost;    probability: "0.3" | 3:18: rules[0].probability: must be a number
            rules:;  - kind: reply-lost;    on: * | 3:10: no YAML:
            rules:;  - kind: reply-lost;    on: * | text that begins with * needs quotes: "*"
            rules:;  - kind: reply-lost;   probability: 1 | 3:4: no YAML:
            rules:;  - kind: reply-lost;    midWalk: yes | 3:14: rules[0].midWalk: must be true or false
            rules:;  - kind: slow-reply;    delay: 5 | 3:12: rules[0].delay: must be a length of time such as
            rules:;  - kind: slow-reply;    swell: {after: 1s} | 3:12: rules[0].swell: a swell needs rising, holding
            a: &a [*a] | 1:4: nested deeper than 20
            ? [a]; | 1:3: the name of a member must be a word
            mondya | 1:1: must be an object with rules and downtimes, or the name of a ready plan; ready are none,
            # nothing | 1:1: is empty""")
    void a_wrong_plan_in_yaml_says_where_and_what(String yaml, String expected) {
        String text = yaml.replace(';', '\n');
        assertThatThrownBy(() -> Plans.parse("my.yaml", text))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("my.yaml:")
                .hasMessageContaining(expected)
                .satisfies(thrown -> assertThat(thrown.getMessage())
                        .contains(
                                ":" + ((PlanException) thrown).line() + ":" + ((PlanException) thrown).column() + ":"));
    }

    /** Each would take gigabytes or never end. */
    @Test
    void what_is_nested_or_repeated_without_end_is_refused() {
        String bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n";
        for (char name = 'b'; name < 'k'; name++) {
            String before = "*" + (char) (name - 1);
            bomb += name + ": &" + name + " [" + String.join(", ", Collections.nCopies(9, before)) + "]\n";
        }
        String endless = "rules: &r [*r]";
        for (String text : List.of(bomb, endless, "[".repeat(100_000), "{a: ".repeat(100), "{\"a\":".repeat(100))) {
            assertThatThrownBy(() -> Plans.parse("text", text)).isInstanceOf(PlanException.class);
        }
        assertThatThrownBy(() -> Plans.parse("text", "#".repeat(Plans.MAXIMUM_BYTES + 1)))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("longer than");
    }

    @Test
    void yaml_says_the_same_as_java_and_words_stay_words() {
        FaultPlan plan = Plans.parse("my.yaml", """
                # what goes wrong on Mondays
                atMostPerSubject: 2
                rules:
                  - {kind: throttled, retryAfter: 2s, atMost: always}
                  - kind: token-expired
                    on: "tickets.*"
                    access: read
                    midWalk: true
                  - kind: unavailable
                    retryAfter: null
                    probability: .25
                    swell: {after: 5s, rising: 10s, holding: 1m, falling: 10s}
                downtimes:
                  - {after: 10s, lasting: 2s}
                """);
        assertThat(plan.atMostPerSubject()).isEqualTo(2);
        assertThat(plan.rules())
                .containsExactly(
                        FaultRule.of(FaultKind.THROTTLED)
                                .retryAfter(Duration.ofSeconds(2))
                                .always(),
                        FaultRule.of(FaultKind.TOKEN_EXPIRED)
                                .on("tickets.*")
                                .on(Access.READ)
                                .midWalk(),
                        FaultRule.of(FaultKind.UNAVAILABLE)
                                .withoutRetryAfter()
                                .probability(0.25)
                                .swelling(new Swell(
                                        Duration.ofSeconds(5),
                                        Duration.ofSeconds(10),
                                        Duration.ofMinutes(1),
                                        Duration.ofSeconds(10))));
        assertThat(plan.downtimes()).hasSize(1);
        assertThat(Plans.parse("text", "monday").rules())
                .isEqualTo(FaultPlan.named("monday").rules());
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_ready_plan_survives_its_way_through_yaml_and_is_described(String name) throws Exception {
        FaultPlan plan = FaultPlan.named(name);
        Path file = Files.writeString(folder.resolve(name + ".yaml"), Plans.yaml(plan));
        assertThat(Plans.find(file.toString()).rules()).isEqualTo(plan.rules());
        assertThat(Plans.find(file.toString()).downtimes())
                .hasToString(plan.downtimes().toString());
        assertThat(FaultPlan.describe(name)).isNotBlank();
    }
}
