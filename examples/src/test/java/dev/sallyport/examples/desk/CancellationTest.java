package dev.sallyport.examples.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

class CancellationTest {
    private static final String WHO = " You are Mei Davis in zip code 80217.";

    private final MemoryDesk desk = new MemoryDesk()
            .customer("mei_davis_8935", "mei.davis1234@example.com", "80217")
            .customer("noah_ito_3850", "noah.ito@example.com", "98187")
            .order("#W1000001", "mei_davis_8935", "pending", "Grill")
            .order("#W1000002", "mei_davis_8935", "pending", "Desk Lamp", "Water Bottle", "Fleece Jacket")
            .order("#W1000003", "mei_davis_8935", "delivered", "Laptop", "Wristwatch", "Desk Lamp")
            .order("#W1000004", "mei_davis_8935", "pending (items modifed)", "Tablet")
            .order("#W1000005", "mei_davis_8935", "processed", "Office Chair")
            .order("#W1000006", "mei_davis_8935", "cancelled", "Bookshelf")
            .order("#W2000001", "noah_ito_3850", "pending", "Backpack");

    @ParameterizedTest
    @CsvFileSource(resources = "simple-wishes.csv", delimiter = '|', quoteCharacter = '\0')
    void simple_wishes_are_carried_out(String orders, String reason, String text) {
        TicketResult result = desk.handle(text + WHO);

        List<String> expected = Arrays.stream(orders.split(" ", -1))
                .map(last -> "#W100000" + last)
                .toList();
        assertThat(desk.cancelled.keySet()).as(() -> desk.comments + "").containsExactlyInAnyOrderElementsOf(expected);
        assertThat(desk.cancelled.values())
                .containsOnly(reason.equals("N") ? CancelReason.NO_LONGER_NEEDED : CancelReason.ORDERED_BY_MISTAKE);
        assertThat(result.cancelled()).containsExactlyElementsOf(desk.cancelled.keySet());
    }

    @ParameterizedTest
    @MethodSource("left_to_people")
    void what_is_not_simple_meant_and_permitted_is_left_to_people(String text) {
        TicketResult result = desk.handle(text + WHO);

        assertThat(desk.cancelled).isEmpty();
        assertThat(result.customerNumber()).isEqualTo("mei_davis_8935");
        assertThat(result.escalation()).isNotBlank();
        assertThat(desk.escalations).containsEntry("t-1", result.escalation());
    }

    static Stream<String> left_to_people() {
        try (InputStream texts = CancellationTest.class.getResourceAsStream("left-to-people.txt")) {
            return new String(texts.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
