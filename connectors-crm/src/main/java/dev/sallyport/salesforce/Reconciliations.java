package dev.sallyport.salesforce;

import dev.sallyport.Ref;
import dev.sallyport.effect.Strategy;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.http.RecordMapper;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.Reconciliation;
import dev.sallyport.spi.Sighting;
import dev.sallyport.spi.SystemReads;
import dev.sallyport.spi.Written;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** How a write to Salesforce whose reply was lost is found again. */
final class Reconciliations {
    /** The longest that a request runs: 10 minutes. */
    static final Duration LONGEST_REQUEST = Duration.ofMinutes(10);

    /** A query cut off at this number says that it is done, too. */
    private static final int MOST_TASKS = 2_000;

    /** How far the org's clock and ours may differ, and the grain of its dates. */
    static final Duration CLOCKS = Duration.ofSeconds(30);

    /** When a request that was sent by then can be carried out no more. */
    static Instant surelyOver(Instant sent) {
        return sent.plus(LONGEST_REQUEST).plus(CLOCKS);
    }

    private final Org org;

    Reconciliations(Org org) {
        this.org = org;
    }

    /**
     * By the intent field: unique, so that a second create with the same stamp is refused with DUPLICATE_VALUE. It never
     * overwrites, unlike an upsert. A row in the bin counts: its key is free again, and a repeat would make another.
     */
    Reconciliation byIntentField(SObject object, String resource) {
        if (!object.keyed()) {
            return Reconciliation.none("the field " + org.intentField() + " on " + object.name()
                    + " as an external id, unique and createable");
        }
        Strategy strategy = new Strategy(
                "unique-field",
                "a row whose field " + org.intentField() + " holds the intent, in the bin or not",
                "no such row 10 minutes after the last sending; a repeat is refused by the field",
                object.name() + " has the field as an external id, unique and createable",
                object.name().equals("Task") ? "stamp-query" : "none");
        return new Reconciliation(strategy, true, LONGEST_REQUEST, (trace, reads) -> {
            JsonNode row = inBinOrNot(reads, object.name(), org.intentField(), trace.stamp());
            return row.isMissingNode()
                    ? new Sighting.Absent()
                    : new Sighting.Present(
                            Written.ours(new Ref(resource, row.path("Id").asString()), null));
        });
    }

    /**
     * By a stamp in the description: a long text that SOQL cannot filter by, so the activities made since are read and
     * compared. SOQL is consistent. Somebody may have added to the text, or put the task into the bin: it was made.
     */
    Reconciliation byStampInDescription() {
        Strategy strategy = new Strategy(
                "stamp-query",
                "a task made since, in the bin or not, whose description holds the intent's stamp",
                "no such task 10 minutes after the last sending",
                "Task.Description can be written and read",
                "none");
        return new Reconciliation(strategy, false, LONGEST_REQUEST, (trace, reads) -> {
            Instant since = org.transport()
                    .byItsClock(trace.firstClaimedAt())
                    .minus(Duration.ofMinutes(5))
                    .truncatedTo(ChronoUnit.SECONDS);
            String soql = "SELECT Id, Description FROM Task WHERE CreatedDate >= " + Soql.literal(since)
                    + " ORDER BY CreatedDate DESC, Id LIMIT " + MOST_TASKS;
            HttpRequest request = HttpRequest.get("/services/data/{version}/queryAll", org.version())
                    .query("q", soql);
            JsonNode page = org.lookUp(reads, request);
            for (JsonNode task : page.path("records")) {
                if (task.path("Description").asString("").contains(reference(trace.stamp()))) {
                    return new Sighting.Present(
                            Written.ours(new Ref("activity", task.path("Id").asString()), null));
                }
            }
            boolean all =
                    page.path("done").asBoolean(false) && page.path("records").size() < MOST_TASKS;
            return all ? new Sighting.Absent() : new Sighting.Unclear();
        });
    }

    /**
     * By the mark of the intent among the record's, whatever people changed afterwards; else by reading the fields back: if
     * all are as wanted it is done, by whom is not known. Sending is conditional.
     */
    Reconciliation byReadingBack(SObject object, RecordMapper<?> mapper) {
        Strategy strategy = object.marked() ? marked(object) : unmarked();
        return new Reconciliation(
                strategy,
                true,
                LONGEST_REQUEST,
                true,
                (trace, reads) -> new ReadingBack(org, object, mapper).look(trace, reads));
    }

    private Strategy marked(SObject object) {
        return new Strategy(
                "marked-set",
                "the intent's mark among the last 12 in the record's field " + org.updatesField(),
                "no such mark, and the newest of those before it still there, 10 minutes after the last sending or after a"
                        + " refusal for a changed record; a repeat is refused after any change",
                object.name() + " has the field as a text of 255 characters that nobody else writes",
                "conditional-set");
    }

    private Strategy unmarked() {
        return new Strategy(
                "conditional-set",
                "every field sent is as sent; by whom is not known",
                "the record is as it was when the write was sent, 10 minutes later; a repeat is refused after any change",
                "none: every record shows LastModifiedDate; changed by somebody afterwards, it can tell nothing",
                "none needed");
    }

    /** By its mark in the bin. Nowhere at all may also mean that it never was, or may not be seen. */
    Reconciliation byBeingGone(String object) {
        Strategy strategy = new Strategy(
                "gone",
                "the row is in the bin; by whom it was put there is not known",
                "the row is still there 10 minutes after the last sending",
                "none: the bin can be queried",
                "none needed");
        return new Reconciliation(strategy, false, LONGEST_REQUEST, (trace, reads) -> {
            Ref target = trace.target();
            JsonNode row = target == null ? org.missing() : inBinOrNot(reads, object, "Id", target.id());
            if (target == null || row.isMissingNode()) {
                return new Sighting.Unclear();
            }
            return row.path("IsDeleted").asBoolean(false)
                    ? new Sighting.Present(Written.bySomebody(target, null))
                    : new Sighting.Absent();
        });
    }

    /** The one row with this value, in the bin or not; missing if there is none. Consistent. */
    private JsonNode inBinOrNot(SystemReads reads, String object, String field, String value) {
        String soql = "SELECT Id, IsDeleted FROM " + object + " WHERE " + field + " = " + Soql.literal(value);
        HttpRequest request = HttpRequest.get("/services/data/{version}/queryAll", org.version())
                .query("q", soql);
        return org.lookUp(reads, request).path("records").path(0);
    }

    static String stampLine(String stamp) {
        return "\n" + reference(stamp);
    }

    private static String reference(String stamp) {
        return "[ref " + stamp + "]";
    }

    /** A look-up, for which "not found" is an answer. */
    static Read<JsonNode> read(Org org, HttpRequest request) {
        return Read.of(SalesforceOperations.LOOK, null, context -> {
            try {
                return Objects.requireNonNull(org.json(request).run(context));
            } catch (AttemptFailure failure) {
                if (failure.code() == ErrorCode.NOT_FOUND) {
                    return org.missing();
                }
                throw failure;
            }
        });
    }
}
