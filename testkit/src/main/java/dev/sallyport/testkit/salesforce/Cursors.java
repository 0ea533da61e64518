package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Open query cursors: ten for each user, two days for each cursor. Ids follow from the query, not from who came first. */
final class Cursors {
    private static final int MOST_OPEN = 10;
    private static final Duration LIFETIME = Duration.ofDays(2);

    /** A result that is read page by page. */
    record Cursor(String user, List<Row> rows, Shape shape, Instant opened) {}

    private final Map<String, Cursor> open = new LinkedHashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();

    String open(String canonicalQuery, Cursor cursor) {
        String content = Subject.ofContent(canonicalQuery).value();
        long hash = Long.parseUnsignedLong(content.substring(content.indexOf(':') + 1), 16) >>> 24;
        int occurrence = seen.merge(content, 1, Integer::sum);
        String id = Ids.withSuffix("01g5e" + Ids.base62(hash, 7) + Ids.base62(occurrence, 3));
        List<String> own = open.entrySet().stream()
                .filter(entry -> entry.getValue().user().equals(cursor.user()))
                .map(Map.Entry::getKey)
                .toList();
        if (own.size() >= MOST_OPEN) {
            open.remove(own.get(0));
        }
        open.put(id, cursor);
        return id;
    }

    @Nullable
    Cursor find(String id, String user, Instant now) {
        Cursor cursor = open.get(id);
        return cursor == null
                        || !cursor.user().equals(user)
                        || now.isAfter(cursor.opened().plus(LIFETIME))
                ? null
                : cursor;
    }
}
