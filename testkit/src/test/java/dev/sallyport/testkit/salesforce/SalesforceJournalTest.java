package dev.sallyport.testkit.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.JournalEntry;
import dev.sallyport.testkit.spi.Traits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the journal says of requests, so that a verdict can rest on it. */
class SalesforceJournalTest {
    private final FakeSalesforce fake = FakeSalesforce.builder().pageSize(200).start();
    private final OrgClient client = new OrgClient(fake);

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    private JournalEntry last() {
        List<JournalEntry> entries = fake.journal().entries();
        return entries.get(entries.size() - 1);
    }

    @Test
    void pages_of_one_query_belong_together() {
        for (int contact = 0; contact < 201; contact++) {
            fake.insert("Contact", Map.of("LastName", "Lamp" + contact));
        }
        String next = client.query("SELECT Id FROM Contact")
                .body()
                .path("nextRecordsUrl")
                .asString();
        Traits.Page first = last().traits().page();
        client.get("query/" + next.substring(next.lastIndexOf('/') + 1));
        Traits.Page second = last().traits().page();
        assertThat(first.walk()).startsWith("01g");
        assertThat(first).isEqualTo(new Traits.Page(first.walk(), 0, true, true));
        assertThat(second).isEqualTo(new Traits.Page(first.walk(), 0, false, false));
    }

    @Test
    void a_batch_tells_how_many_of_its_items_failed() {
        client.post(
                "composite/sobjects",
                "{\"records\":[{\"attributes\":{\"type\":\"Contact\"},\"LastName\":\"A\"},"
                        + "{\"attributes\":{\"type\":\"Contact\"},\"FirstName\":\"B\"}]}");
        assertThat(last().succeeded()).isTrue();
        assertThat(last().traits().failedItems()).isEqualTo(1);
    }
}
