package dev.sallyport.examples.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** How much there is to write for a system: lines with code in them, imports aside. */
class MappingTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "sallyport", "examples", "inventory");

    @Test
    void requests_records_and_refusals_are_mapped_in_fewer_than_200_lines() throws IOException {
        long lines = lines("ItemsUnderGrant") + lines("ItemRecords") + lines("InventoryDialect");
        assertThat(lines).isBetween(100L, 199L);
    }

    @Test
    void declaring_and_connecting_takes_fewer_than_100_lines_more() throws IOException {
        assertThat(lines("InventoryOperations") + lines("InventoryConnector")).isBetween(50L, 99L);
    }

    private static long lines(String name) throws IOException {
        return Files.readAllLines(SOURCES.resolve(name + ".java")).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.matches("(import |package |/\\*|\\*|//).*"))
                .count();
    }
}
