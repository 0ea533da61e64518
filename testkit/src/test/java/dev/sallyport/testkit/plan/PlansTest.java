package dev.sallyport.testkit.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testkit.fault.Downtime;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.fault.Lie;
import dev.sallyport.testkit.spi.Access;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
            {"rules": [{}]} | my.json: rules[0].kind: must be one of reset-before,
            {"rules": [{"kind": "html-200", "probability": 3}]} | rules[0].probability: probability must be 0 to 1
            {"rules": [{"kind": "html-200", "odds": 3}]} | rules[0]: unknown "odds"; known are [access,
            {"rules": [{"kind": "slow-reply", "delay": "soon"}]} | rules[0].delay: must be a length of time
            {"rules": 5} | rules: must be a list
            {"downtimes": [{"after": "1s"}]} | downtimes[0]: needs "lasting" or "forRequests"
            {"downtimes": [{"after": "1s", "forRequests": 1, "refusingConnections": true}]} | downtimes[0].refusingConn
            {"rulez": []} | plan: unknown "rulez"
            [] | plan: must be an object
            {"rules": | my.json: no JSON at line 1, column""")
    void a_wrong_plan_says_where_and_what(String json, String expected) {
        assertThatThrownBy(() -> Plans.parse("my.json", json))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("my.json: ")
                .hasMessageContaining(expected);
    }
}
