package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.Subject;
import java.time.Instant;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Conditions in headers: dates to the second for all records, tags for accounts only. */
final class Preconditions {
    private Preconditions() {}

    /** Refuses with 412 what is conditional on a state that the record is no longer in. */
    static void requireUnchanged(FakeRequest request, Row row) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        boolean stale = changed(request, row.lastModified(), reads);
        if (hasTag(row)) {
            stale |= request.header("If-Match") != null && !holds(request, "If-Match", tag(row));
            stale |= !reads && known(request, row);
        }
        if (stale) {
            throw new Refusal(FakeReply.empty(412));
        }
    }

    /** A malformed date refuses a write and means nothing to a read. */
    private static boolean changed(FakeRequest request, Instant modified, boolean reads) {
        String header = request.header("If-Unmodified-Since");
        Instant since = header == null ? null : WireDates.httpInstant(header);
        if (header != null && since == null && !reads) {
            throw Refusal.of(400, "INVALID_REQUEST", "If-Unmodified-Since is not a date");
        }
        return since != null && modified.isAfter(since);
    }

    /** Whether the client has the state of this moment already, by {@code If-Modified-Since}. */
    static boolean unmodified(FakeRequest request, Instant modified) {
        String header = request.header("If-Modified-Since");
        Instant since = header == null ? null : WireDates.httpInstant(header);
        return since != null && !modified.isAfter(since);
    }

    /** Whether the client names the record's tag as one that it has. */
    static boolean known(FakeRequest request, Row row) {
        return hasTag(row) && holds(request, "If-None-Match", tag(row));
    }

    static FakeReply tagged(FakeReply reply, Row row) {
        return hasTag(row) ? reply.header("ETag", tag(row)) : reply;
    }

    private static boolean hasTag(Row row) {
        return row.type().name().equals("Account");
    }

    /** Whether one of the header's tags is this one. */
    static boolean holds(FakeRequest request, String header, String tag) {
        String tags = request.header(header);
        return tags != null
                && Stream.of(tags.split(",", -1))
                        .map(String::strip)
                        .anyMatch(each -> each.equals("*") || bare(each).equals(bare(tag)));
    }

    private static String bare(String tag) {
        return tag.replaceAll("^W/|\"|-gzip", "");
    }

    static String tag(Row row) {
        TreeMap<String, Object> values = new TreeMap<>();
        row.type().fields().forEach(field -> {
            Object value = row.get(field.name());
            if (value != null) {
                values.put(field.name(), value);
            }
        });
        return tag(values.toString());
    }

    static String tag(String content) {
        return "\"" + Subject.ofContent(content).value().replaceAll("^\\w+:", "") + "\"";
    }
}
