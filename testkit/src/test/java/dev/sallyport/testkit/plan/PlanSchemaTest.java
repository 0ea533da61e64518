package dev.sallyport.testkit.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.Lie;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published schema and the reader are two writings of one thing. */
class PlanSchemaTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Plans.schema(), InputFormat.JSON);

    private static boolean allows(String json) {
        List<Error> errors = SCHEMA.validate(json, InputFormat.JSON);
        return errors.isEmpty();
    }

    private static boolean isRead(String json) {
        try {
            Plans.parse("plan.json", json);
            return true;
        } catch (PlanException refused) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "\"monday\"",
                "{\"rules\": [{\"kind\": \"throttled\", \"atMost\": \"always\", \"delay\": \"PT2S\", \"retryAfter\": null}]}",
                "{\"rules\": [{\"kind\": \"lying-headers\", \"lie\": \"stale\", \"access\": \"read\", \"cut\": \"eof\"}]}",
                "{\"rules\": [{\"kind\": \"throttled\", \"bursts\": {\"every\": \"1m\", \"lasting\": \"5s\"}}]}",
                "{\"rules\": [{\"kind\": \"throttled\", \"swell\": {\"rising\": \"1m\"}, \"midWalk\": true}]}",
                "{\"downtimes\": [{\"after\": \"1s\", \"lasting\": \"2s\", \"refusingConnections\": true}]}",
                "{\"downtimes\": [{\"afterRequests\": 0, \"forRequests\": 2, \"retryAfter\": \"1s\"}]}"
            })
    void both_take_what_is_good(String json) {
        assertThat(allows(json)).isTrue();
        assertThat(isRead(json)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "5",
                "\"mondya\"",
                "{\"rulez\": []}",
                "{\"rules\": {}}",
                "{\"rules\": [{}]}",
                "{\"rules\": [{\"kind\": \"replylost\"}]}",
                "{\"rules\": [{\"kind\": \"throttled\", \"odds\": 1}]}",
                "{\"rules\": [{\"kind\": \"throttled\", \"probability\": 2}]}",
                "{\"rules\": [{\"kind\": \"throttled\", \"probability\": \"1\"}]}",
                "{\"rules\": [{\"kind\": \"throttled\", \"atMost\": 0}]}",
                "{\"rules\": [{\"kind\": \"throttled\", \"delay\": 5}]}",
                "{\"rules\": [{\"kind\": \"throttled\", \"delay\": \"soon\"}]}",
                "{\"rules\": [{\"kind\": \"throttled\", \"midWalk\": \"yes\"}]}",
                "{\"rules\": [{\"kind\": \"throttled\", \"bursts\": {\"every\": \"1m\"}}]}",
                "{\"rules\": [{\"kind\": \"throttled\", \"swell\": {}}]}",
                "{\"rules\": [{\"kind\": \"throttled\", \"lie\": \"white\"}]}",
                "{\"downtimes\": [{\"after\": \"1s\"}]}",
                "{\"downtimes\": [{\"after\": \"1s\", \"afterRequests\": 1, \"lasting\": \"1s\"}]}",
                "{\"downtimes\": [{\"after\": \"1s\", \"forRequests\": 1, \"refusingConnections\": true}]}",
                "{\"atMostPerSubject\": 0}"
            })
    void both_refuse_what_is_not(String json) {
        assertThat(allows(json)).isFalse();
        assertThat(isRead(json)).isFalse();
    }

    @Test
    void every_ready_plan_is_one_by_the_schema() {
        for (String name : FaultPlan.names()) {
            assertThat(allows(Plans.text(FaultPlan.named(name)))).as(name).isTrue();
        }
    }

    @Test
    void the_schema_names_every_word_there_is() {
        JsonNode schema = JsonMapper.shared().readTree(Plans.schema());
        JsonNode rule = schema.path("$defs").path("rule").path("properties");
        List<String> kinds = new ArrayList<>();
        rule.path("kind")
                .path("oneOf")
                .forEach(kind -> kinds.add(kind.path("const").asString()));
        assertThat(kinds).isEqualTo(words(FaultKind.values())).isEqualTo(Plans.kinds());
        List<String> lies = new ArrayList<>();
        rule.path("lie").path("enum").forEach(lie -> lies.add(lie.asString("null")));
        assertThat(lies).startsWith(words(Lie.values()).toArray(String[]::new)).hasSize(Lie.values().length + 1);
        List<String> ready = new ArrayList<>();
        schema.path("oneOf").path(1).path("enum").forEach(name -> ready.add(name.asString()));
        assertThat(ready)
                .startsWith("none")
                .containsAll(FaultPlan.names())
                .hasSize(FaultPlan.names().size() + 1);
    }

    private static List<String> words(Enum<?>[] constants) {
        return Arrays.stream(constants).map(PlanWriter::word).toList();
    }
}
