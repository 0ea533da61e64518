package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeReply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Which records of an object changed or went away in a span of time. */
final class Changes {
    private static final Duration UPDATED_FOR = Duration.ofDays(30);
    private static final Duration DELETED_FOR = Duration.ofDays(15);
    private static final int MOST = 600_000;

    private Changes() {}

    private record Span(Instant from, Instant until) {
        boolean holds(Row row) {
            Instant changed = (Instant) row.get("SystemModstamp");
            return changed != null && !changed.isBefore(from) && changed.isBefore(until);
        }
    }

    static FakeReply updated(Visit visit) {
        Span span = span(visit, UPDATED_FOR);
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        ArrayNode ids = reply.putArray("ids");
        rows(visit, span, false).forEach(row -> ids.add(row.id()));
        return FakeReply.json(200, reply.put("latestDateCovered", covered(visit, span)));
    }

    static FakeReply deleted(Visit visit) {
        Span span = span(visit, DELETED_FOR);
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        ArrayNode records = reply.putArray("deletedRecords");
        rows(visit, span, true)
                .forEach(row -> records.addObject()
                        .put("deletedDate", WireDates.format(row.lastModified()))
                        .put("id", row.id()));
        Instant earliest = WireDates.seconds(visit.call().now().minus(DELETED_FOR));
        reply.put("earliestDateAvailable", WireDates.format(earliest));
        return FakeReply.json(200, reply.put("latestDateCovered", covered(visit, span)));
    }

    private static List<Row> rows(Visit visit, Span span, boolean deleted) {
        List<Row> rows = visit.call()
                .store()
                .table(visit.type())
                .changed(span.from(), span.until())
                .filter(row -> row.isDeleted() == deleted && span.holds(row))
                .toList();
        if (rows.size() > MOST) {
            throw Refusal.of(400, "EXCEEDED_ID_LIMIT", "too many ids in this span of time: at most " + MOST);
        }
        return rows;
    }

    private static String covered(Visit visit, Span span) {
        Instant now = WireDates.seconds(visit.call().now());
        return WireDates.format(span.until().isAfter(now) ? now : span.until());
    }

    private static Span span(Visit visit, Duration back) {
        Instant from = instant(visit, "start");
        Instant until = instant(visit, "end");
        if (!from.isBefore(until)) {
            throw Refusal.of(400, "INVALID_REPLICATION_DATE", "startDate must be before endDate");
        }
        if (from.isBefore(visit.call().now().minus(back).minusSeconds(1))) {
            throw Refusal.of(
                    400, "INVALID_REPLICATION_DATE", "startDate cannot be more than " + back.toDays() + " days ago");
        }
        return new Span(from, until);
    }

    private static Instant instant(Visit visit, String name) {
        // A plus that was not escaped arrives as a space.
        Instant instant = WireDates.instant(visit.required(name).replace(' ', '+'));
        if (instant == null) {
            throw Refusal.of(400, "INVALID_PARAMETER_VALUE", "Invalid date for parameter " + name);
        }
        return instant;
    }
}
