package dev.sallyport.testkit.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.testkit.spi.EffectKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimsTest {
    @Test
    void claims_are_read_from_a_file(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("claims.json"),
                "[{\"system\":\"zendesk\",\"kind\":\"append\",\"resource\":\"comment\",\"record\":35,\"ending\":\"COMMITTED\","
                        + "\"more\":1},{\"system\":\"zendesk\",\"kind\":\"CREATE\",\"resource\":\"ticket\",\"ending\":\"unknown\"}]");
        assertThat(Claims.read(file).list())
                .containsExactly(
                        Claim.committed("zendesk", EffectKind.APPEND, "comment", "35"),
                        Claim.unknown("zendesk", EffectKind.CREATE, "ticket", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{                    | c.json: not JSON, line 1 column",
                "{}                    | c.json: must be a JSON array of claims",
                "[{}]                  | c.json: claim 1: system must be a text",
                "[{\"system\":\"a\",\"kind\":\"GUESS\"}] | c.json: claim 1: kind must be one of [CREATE, UPDATE, DELETE, APPEND]",
                "[{\"system\":\"a\",\"kind\":\"CREATE\",\"resource\":\"r\",\"record\":{}}] | c.json: claim 1: record must be an id",
            })
    void what_is_wrong_is_said_with_its_place(String json, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Claims.parse(json, "c.json"))
                .withMessageStartingWith(message);
    }

    @Test
    void what_was_meant_twice_is_not_doubled_if_the_client_says_so() throws IOException {
        Claim comment = Claim.committed("desk", EffectKind.APPEND, "comment", "1");
        Scene twice = Scenes.all().get(6);
        assertThat(RulesTest.verdict(twice, twice.breaks(), List.of(comment, comment))
                        .ruling("V07")
                        .result())
                .isEqualTo(Result.PASS);
        assertThat(RulesTest.verdict(twice, twice.breaks(), List.of(comment))
                        .ruling("V07")
                        .result())
                .isEqualTo(Result.FAIL);
    }
}
