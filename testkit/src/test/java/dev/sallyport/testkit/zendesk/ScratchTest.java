package dev.sallyport.testkit.zendesk;
import org.junit.jupiter.api.Test;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
class ScratchTest {
    @Test
    void big() {
        AtomicLong clock = new AtomicLong(1772445600L);
        try (FakeZendesk fake = FakeZendesk.builder().clock(() -> Instant.ofEpochSecond(clock.get())).start(); ZendeskClient client = new ZendeskClient(fake)) {
            for (int round = 0; round < 2; round++) {
                long b = System.nanoTime();
                for (int i = 0; i < 50000; i++) { fake.createTicket("Request " + i, "You want to return something " + i + " because it is too small for you.\n\nYou are someone."); }
                System.err.println("seed 50000 us " + (System.nanoTime() - b) / 1000);
                System.gc();
                System.err.println("heap MB " + (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1000000);
                for (String path : new String[]{"/api/v2/tickets?page[size]=100", "/api/v2/tickets?page[size]=100&sort=-updated_at", "/api/v2/tickets?per_page=100&page=90", "/api/v2/tickets?external_id=nope", "/api/v2/search/count?query=shoes", "/api/v2/search/export?filter[type]=ticket&query=status:new&page[size]=100"}) {
                    client.get(path); client.get(path);
                    long t = System.nanoTime(); int n = 10;
                    for (int k = 0; k < n; k++) client.get(path);
                    clock.addAndGet(60);
                    System.err.println((round + 1) * 50000 + " " + path + " " + (System.nanoTime() - t) / n / 1000 + " us");
                }
                String next = client.get("/api/v2/tickets?page[size]=100").json().path("links").path("next").asString();
                long t = System.nanoTime();
                for (int k = 0; k < 50; k++) next = client.get(next).json().path("links").path("next").asString();
                System.err.println("next page " + (System.nanoTime() - t) / 50000 + " us");
                clock.addAndGet(60);
            }
        }
    }
}
