package dev.sallyport.testkit.mess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.testkit.world.Population;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowFilesTest {
    @TempDir
    private Path directory;

    @Test
    void what_was_exported_comes_back_with_its_defects_and_labels() {
        MessyPopulation population = Mess.everything(3, 0.1).apply(Population.of(3, 400));
        population.export(directory);

        MessyWorld read = MessyWorld.load(directory);
        assertThat(read.rows()).hasSize(400);
        for (int number = 0; number < 400; number++) {
            CustomerRow row = population.row(number);
            CustomerRow back = read.rows().get(number);
            assertThat(back.key()).isEqualTo(row.key());
            assertThat(back.deleted()).isEqualTo(row.deleted());
            assertThat(back.truth().email()).isEqualTo(row.truth().email());
            assertThat(back.truth().address()).isEqualTo(row.truth().address());
            assertThat(back.fields()).isEqualTo(population.exported(number).fields());
        }
        assertThat(read.labels()).isEqualTo(population.labels().toList());
        assertThat(read.requests()).hasSize(400);
        assertThat(read.canaries()).isNotEmpty();
    }

    @Test
    void a_file_of_somebody_elses_needs_keys_and_fields_only() throws IOException {
        Files.writeString(directory.resolve("customers.jsonl"), """
            {"key":"c-1","fields":{"firstName":"Mei","lastName":"Davis","email":"mei@x.example","zip":"80217"}}

            {"key":"c-2","fields":{"lastName":null}}
            """);

        MessyWorld read = MessyWorld.load(directory);
        assertThat(read.rows()).extracting(CustomerRow::key).containsExactly("c-1", "c-2");
        assertThat(read.rows().get(0).truth().fullName()).isEqualTo("Mei Davis");
        assertThat(read.labels()).isEmpty();
    }

    @Test
    void a_wrong_line_is_named() throws IOException {
        Files.writeString(directory.resolve("customers.jsonl"), "{\"key\":\"c-1\"}\n{\"key\":");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessyWorld.load(directory))
                .withMessageContaining("customers.jsonl line 2: not a JSON object");
        Files.writeString(directory.resolve("customers.jsonl"), "{}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessyWorld.load(directory))
                .withMessageContaining("customers.jsonl line 1: a row needs a key");
    }
}
