package dev.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Fetched;
import dev.sallyport.access.Grant;
import dev.sallyport.quality.Finding;
import dev.sallyport.quality.FindingKind;
import dev.sallyport.support.Shop;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecordMapperTest {
    private static final RecordMapper<List<Object>> MAPPER = RecordMapper.of(
            "crm:thing",
            Map.of(
                    "name", List.of("Name"),
                    "at", List.of("At"),
                    "kind", List.of("Kind"),
                    "text", List.of("Text"),
                    "phone", List.of("Phone", "Mobile", "Address/phone")),
            json -> Arrays.asList(
                    json.text("name", "Name"),
                    json.instant("at", "At", Instant::parse),
                    json.oneOf("kind", "Kind", kind -> kind.equals("a") ? "A" : null),
                    json.message("text", "Text"),
                    json.phone("phone", "Phone")));

    @Test
    void a_value_of_the_wrong_shape_becomes_nothing_and_a_finding_and_never_fails_the_record() {
        Fetched<List<Object>> fetched = map(
                "crm:*:read",
                "{'Name': ['x'], 'At': {'date': 1}, 'Kind': [1], 'Text': {'html': '<b>'}, 'Phone': true}");
        assertThat(fetched.value().subList(0, 4)).containsOnlyNulls();
        assertThat(fetched.findings())
                .extracting(Finding::field, Finding::kind)
                .contains(
                        Tuple.tuple("name", FindingKind.WRONG_TYPE),
                        Tuple.tuple("at", FindingKind.UNPARSEABLE),
                        Tuple.tuple("kind", FindingKind.UNKNOWN_VALUE),
                        Tuple.tuple("text", FindingKind.WRONG_TYPE),
                        Tuple.tuple("phone", FindingKind.WRONG_TYPE));
        assertThat(fetched.findings()).extracting(Finding::raw).contains("{\"html\":\"<b>\"}");
    }

    @Test
    void a_masked_field_is_in_none_of_its_carriers() {
        try (Shop shop = Shop.open()) {
            Fetched<List<Object>> fetched = MAPPER.map(
                    shop.under(Grant.to("agent").allow("crm:*:read").mask("crm:thing:phone")),
                    json(
                            "{'Name': 'n', 'Phone': '555-1', 'Mobile': '555-2', 'Address': {'phone': '555-3', 'city': 'c'}}"),
                    Optional.empty());
            assertThat(fetched.value() + fetched.raw().toString() + fetched.findings())
                    .doesNotContain("555")
                    .contains("city");
            assertThat(fetched.findings()).extracting(Finding::field).doesNotContain("phone");
        }
    }

    @Test
    void raw_is_what_the_vendor_sent_and_cannot_be_changed() {
        Map<String, Object> raw = map("crm:*:read", "{'Name': 'n', 'Rows': [1, {'a': null}], 'Gone': null}")
                .raw();
        assertThat(raw).containsOnly(Map.entry("Name", "n"), Map.entry("Rows", List.of(1, Map.of())));
        assertThat(raw).containsKey("Name").doesNotContainKey("Gone");
        assertThat(raw.get("Name")).isEqualTo("n");
        assertThatThrownBy(() -> raw.put("Name", "m")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(raw::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    private static Fetched<List<Object>> map(String scope, String json) {
        try (Shop shop = Shop.open()) {
            return MAPPER.map(shop.under(Grant.to("agent").allow(scope)), json(json), Optional.empty());
        }
    }

    private static JsonNode json(String text) {
        return JsonMapper.builder().build().readTree(text.replace('\'', '"'));
    }
}
