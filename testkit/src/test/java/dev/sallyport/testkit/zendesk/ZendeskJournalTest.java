package dev.sallyport.testkit.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.JournalEntry;
import dev.sallyport.testkit.spi.Traits;
import dev.sallyport.testkit.verdict.Result;
import dev.sallyport.testkit.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the journal says of requests, so that a verdict can rest on it. */
class ZendeskJournalTest {
    private final FakeZendesk fake = FakeZendesk.start();
    private final ZendeskClient client = new ZendeskClient(fake);

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
    void pages_tell_their_size_their_place_and_whether_there_are_more() {
        for (int ticket = 0; ticket < 3; ticket++) {
            fake.createTicket("Lamp " + ticket, "Broken.");
        }
        String after = client.get("/api/v2/tickets.json?page[size]=2")
                .json()
                .path("meta")
                .path("after_cursor")
                .asString();
        Traits.Page first = last().traits().page();
        client.get("/api/v2/tickets.json?page[size]=2&page[after]=" + after);
        Traits.Page second = last().traits().page();
        assertThat(first).isEqualTo(new Traits.Page(first.walk(), 2, true, true));
        assertThat(second).isEqualTo(new Traits.Page(first.walk(), 2, false, false));
        client.get("/api/v2/tickets.json?per_page=2&page=2");
        assertThat(last().traits().page()).isEqualTo(new Traits.Page(last().subject(), 2, false, false));
    }

    @Test
    void jobs_tell_their_id_and_the_items_that_failed() {
        long id = fake.createTicket("Lamp", "Broken.");
        String body = "{'tickets':[{'id':" + id + ",'status':'open'},{'id':999999,'status':'open'}]}";
        String job = client.put("/api/v2/tickets/update_many.json", body)
                .json()
                .path("job_status")
                .path("id")
                .asString();
        assertThat(last().traits().job()).isEqualTo(job);
        assertThat(Verdict.of(fake).ruling("V11").result()).isEqualTo(Result.FAIL);
        client.get("/api/v2/job_statuses/" + job + ".json");
        assertThat(last().traits()).isEqualTo(Traits.none().withJob(job).withFailedItems(1));
        assertThat(Verdict.of(fake).ruling("V11").result()).isEqualTo(Result.PASS);
    }

    @Test
    void writes_tell_their_condition_and_their_key_and_equal_requests_show() {
        long id = fake.createTicket("Lamp", "Broken.");
        String safe = "{'ticket':{'status':'open','safe_update':true,'updated_stamp':'2020-01-01T00:00:00Z'}}";
        client.put("/api/v2/tickets/" + id + ".json", safe);
        JournalEntry conflict = last();
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.traits()).isEqualTo(Traits.none().withCondition().withPassingRefusal());
        client.put("/api/v2/tickets/" + id + ".json", safe);
        assertThat(last().fingerprint()).isEqualTo(conflict.fingerprint());
        client.post("/api/v2/tickets.json", "{'ticket':{'comment':{'body':'x'}}}", "Idempotency-Key", "secret-key");
        assertThat(last().key()).hasSize(16).doesNotContain("secret");
        assertThat(last().toString()).doesNotContain("secret-key", fake.token(), "Lamp");
        assertThat(last().named()).isTrue();
        assertThat(last().limit().quota()).isEqualTo("account");
    }
}
