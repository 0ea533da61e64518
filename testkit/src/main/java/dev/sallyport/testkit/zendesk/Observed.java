package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.Access;
import dev.sallyport.testkit.spi.Classification;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.HouseRules;
import dev.sallyport.testkit.spi.Traits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the journal says of requests beyond what every vendor's have in common. */
final class Observed {
    private static final HouseRules HOUSE_RULES = HouseRules.builder()
            .idempotencyKey("Idempotency-Key", "tickets.create")
            .polled("jobs.get", Duration.ofMillis(500))
            // The token of an upload names files and opens nothing.
            .notSecret("token")
            .build();
    private static final Pattern JOB = Pattern.compile("\"id\":\"([\\w-]{1,80})\"");
    private static final String FAILED = "\"success\":false";
    private static final int TAIL = 2_000;

    private Observed() {}

    static HouseRules houseRules() {
        return HOUSE_RULES;
    }

    static Traits traits(FakeRequest request, Classification classification, @Nullable FakeReply reply) {
        boolean write = classification.access() == Access.WRITE;
        Traits traits = write && request.text().contains("\"safe_update\"")
                ? Traits.none().withCondition()
                : Traits.none();
        if (reply == null || reply.status() >= 300) {
            // A conflict may be gone after a fresh read.
            return reply != null && reply.status() == 409 ? traits.withPassingRefusal() : traits;
        }
        boolean job = classification.operation().equals("jobs.get")
                || (write && request.path().contains("_many"));
        return job ? job(traits, reply.text()) : write ? traits : page(traits, request, classification, reply);
    }

    private static Traits job(Traits traits, String text) {
        Matcher id = JOB.matcher(text);
        int failed = (text.length() - text.replace(FAILED, "").length()) / FAILED.length();
        return id.find() ? traits.withJob(id.group(1)).withFailedItems(failed) : traits;
    }

    private static Traits page(Traits traits, FakeRequest request, Classification classification, FakeReply reply) {
        if (classification.operation().endsWith(".get")) {
            return traits;
        }
        byte[] body = reply.body();
        int from = Math.max(0, body.length - TAIL);
        String tail = new String(body, from, body.length - from, StandardCharsets.UTF_8);
        boolean byCursor = tail.contains("\"has_more\":");
        if (!byCursor && !tail.contains("\"next_page\":")) {
            return traits;
        }
        boolean more = byCursor ? tail.contains("\"has_more\":true") : tail.contains("\"next_page\":\"");
        String size = request.query(byCursor ? "page[size]" : "per_page");
        return traits.with(new Traits.Page(classification.subject().value(), number(size), isFirst(request), more));
    }

    private static boolean isFirst(FakeRequest request) {
        String page = request.query("page");
        return request.query("page[after]") == null
                && request.query("page[before]") == null
                && (page == null || page.isEmpty() || page.equals("1"));
    }

    private static int number(@Nullable String text) {
        return text == null || !text.matches("\\d{1,6}") ? 0 : Integer.parseInt(text);
    }
}
