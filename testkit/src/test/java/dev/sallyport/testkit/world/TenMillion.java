package dev.sallyport.testkit.world;

import dev.sallyport.testkit.mess.Mess;
import dev.sallyport.testkit.mess.MessyPopulation;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Serves ten million records of both fakes by key and by paging; run in a process with a small heap. */
final class TenMillion {
    private static final long SIZE = 10_000_000;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private TenMillion() {}

    public static void main(String[] args) throws Exception {
        MessyPopulation rows = Mess.typical(9).apply(Population.of(9, SIZE));
        long start = System.nanoTime();
        try (FakeSalesforce salesforce = FakeSalesforce.builder().world(rows).start();
                FakeZendesk zendesk = FakeZendesk.builder()
                        .world(rows)
                        .requestsPerMinute(100_000)
                        .start()) {
            System.out.println("ready after " + millis(start) + " ms");
            salesforce(salesforce, rows);
            zendesk(zendesk, rows);
            System.out.println("made no more than needed");
        }
    }

    private static void salesforce(FakeSalesforce fake, MessyPopulation rows) throws Exception {
        String root = fake.url() + "/services/data/v60.0/";
        String key = rows.row(8_765_432).key();
        JsonNode byKey = get(fake.token(), root + "sobjects/Contact/CustomerNumber__c/" + key);
        check(byKey.path("Id").asString().equals(fake.contactId(key)), () -> "by key: " + byKey);
        JsonNode byId = get(fake.token(), root + "sobjects/Contact/" + fake.contactId(key));
        check(byId.path("CustomerNumber__c").asString().equals(key), () -> "by id: " + byId);
        JsonNode page = get(fake.token(), root + "query?q=" + encoded("SELECT Id FROM Contact"));
        check(page.path("totalSize").asLong() == SIZE, () -> "size: " + page.path("totalSize"));
        JsonNode last = get(
                fake.token(),
                fake.url() + page.path("nextRecordsUrl").asString().replaceAll("-\\d+$", "-9999000"));
        check(last.path("records").size() == 1_000 && last.path("done").asBoolean(), () -> "last page");
        String after = page.path("records").path(1_999).path("Id").asString();
        for (int pages = 0; pages < 5; pages++) {
            JsonNode next = get(
                    fake.token(),
                    root + "query?q="
                            + encoded("SELECT Id FROM Contact WHERE Id > '" + after + "' ORDER BY Id LIMIT 2000"));
            check(next.path("records").size() == 2_000, () -> "by id from the last one: " + next);
            after = next.path("records").path(1_999).path("Id").asString();
        }
    }

    private static void zendesk(FakeZendesk fake, MessyPopulation rows) throws Exception {
        String root = fake.url() + "/api/v2/";
        JsonNode ticket = get(fake.token(), root + "tickets/9999999");
        check(ticket.path("ticket").path("id").asLong() == 9_999_999, () -> "by id: " + ticket);
        String email = rows.population().customer(8_765_432).email();
        JsonNode found = get(fake.token(), root + "users/search?query=" + encoded("email:" + email));
        check(found.path("users").path(0).path("email").asString().equals(email), () -> "by e-mail: " + found);
        for (String kind : new String[] {"tickets", "users"}) {
            String next = root + "incremental/" + kind + "/cursor?start_time=1600000000&per_page=500";
            for (int pages = 0; pages < 3; pages++) {
                JsonNode page = get(fake.token(), next);
                check(page.path(kind).size() == 500, () -> "export of " + kind);
                next = page.path("after_url").asString();
            }
            JsonNode count = get(fake.token(), root + kind + "/count");
            check(count.path("count").path("value").asLong() >= SIZE, () -> "count: " + count);
        }
        String view = get(fake.token(), root + "views")
                .path("views")
                .path(0)
                .path("id")
                .asString();
        JsonNode mine = get(fake.token(), root + "views/" + view + "/tickets?page%5Bsize%5D=100");
        check(mine.path("tickets").size() == 100, () -> "view: " + mine);
        for (String sort : new String[] {"id", "-updated_at", "status"}) {
            String next = root + "tickets?page%5Bsize%5D=100&sort=" + sort;
            for (int pages = 0; pages < 5; pages++) {
                JsonNode page = get(fake.token(), next);
                check(page.path("tickets").size() == 100, () -> "page by " + sort);
                next = page.path("links")
                        .path("next")
                        .asString()
                        .replace("[", "%5B")
                        .replace("]", "%5D");
            }
        }
    }

    private static JsonNode get(String token, String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        check(response.statusCode() == 200, () -> response.statusCode() + " " + response.body());
        return JsonMapper.builder().build().readTree(response.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static long millis(long since) {
        return (System.nanoTime() - since) / 1_000_000;
    }

    private static void check(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise.get());
        }
    }
}
