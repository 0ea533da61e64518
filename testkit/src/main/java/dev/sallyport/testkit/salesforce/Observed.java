package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.Classification;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.Traits;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the journal says of requests beyond what every vendor's have in common. */
final class Observed {
    /** Codes in refusals with a final status that are gone after a while. */
    private static final Pattern PASSING = Pattern.compile(
            "REQUEST_LIMIT_EXCEEDED|UNABLE_TO_LOCK_ROW|SERVER_UNAVAILABLE|QUERY_TIMEOUT|ENTITY_IS_LOCKED");

    private static final Pattern FAILED = Pattern.compile("\"success\":false|\"(httpS|s)tatusCode\":[45]\\d\\d");
    private static final Pattern LOCATOR = Pattern.compile("\"nextRecordsUrl\":\"[^\"]*/(01g\\w{12,15})-");
    private static final Pattern CONDITION =
            Pattern.compile("\"If-(Match|Unmodified-Since)\"", Pattern.CASE_INSENSITIVE);
    private static final Set<String> QUERIES = Set.of("query", "queryAll", "query.more");

    private Observed() {}

    static Traits traits(FakeRequest request, Classification classification, @Nullable FakeReply reply) {
        if (reply == null) {
            return Traits.none();
        }
        String operation = classification.operation();
        if (reply.status() >= 400) {
            return PASSING.matcher(reply.text()).find() ? Traits.none().withPassingRefusal() : Traits.none();
        }
        if (operation.startsWith("collections.") || operation.startsWith("composite")) {
            boolean conditional = CONDITION.matcher(request.text()).find();
            int failed = (int) FAILED.matcher(reply.text()).results().count();
            return (conditional ? Traits.none().withCondition() : Traits.none()).withFailedItems(failed);
        }
        return QUERIES.contains(operation) ? page(request, operation, reply.text()) : Traits.none();
    }

    private static Traits page(FakeRequest request, String operation, String text) {
        boolean first = !operation.equals("query.more");
        Matcher locator = LOCATOR.matcher(text);
        boolean more = locator.find();
        String asked = request.segments().get(request.segments().size() - 1);
        int dash = asked.indexOf('-');
        String walk = more ? locator.group(1) : first || dash < 0 ? "" : asked.substring(0, dash);
        // The size asked for is a hint here, never below 200.
        return Traits.none().with(new Traits.Page(walk, 0, first, more));
    }
}
