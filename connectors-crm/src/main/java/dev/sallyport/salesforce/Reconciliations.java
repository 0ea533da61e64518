package dev.sallyport.salesforce;

import dev.sallyport.Ref;
import dev.sallyport.effect.Attribution;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.Reconciliation;
import dev.sallyport.spi.Sighting;
import dev.sallyport.spi.SystemReads;
import dev.sallyport.spi.Trace;
import dev.sallyport.spi.Written;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How a write to Salesforce whose reply was lost is found again. */
final class Reconciliations {
    /** The longest that a request runs: 10 minutes. */
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(10);

    /** A query cut off at this number says that it is done, too. */
    private static final int MOST_TASKS = 2_000;

    private final Org org;

    Reconciliations(Org org) {
        this.org = org;
    }

    /**
     * By the intent field: unique, so that a second create with the same stamp is refused with DUPLICATE_VALUE. It never
     * overwrites, unlike an upsert. A row in the bin counts: its key is free again, and a repeat would make another.
     */
    @Nullable
    Reconciliation byIntentField(SObject object, String resource) {
        if (!object.keyed()) {
            return null;
        }
        return new Reconciliation("unique-field", true, LONGEST_REQUEST, (trace, reads) -> {
            JsonNode row = inBinOrNot(reads, object.name(), org.intentField(), trace.stamp());
            return row.isMissingNode()
                    ? new Sighting.Absent()
                    : new Sighting.Present(
                            Written.ours(new Ref(resource, row.path("Id").asString()), null));
        });
    }

    /**
     * By a stamp at the end of the description: a long text that SOQL cannot filter by, so the activities that this user
     * made since are read and compared. SOQL is consistent.
     */
    Reconciliation byStampInDescription() {
        return new Reconciliation("stamp-query", false, LONGEST_REQUEST, (trace, reads) -> {
            Instant since = trace.firstClaimedAt().minus(Duration.ofMinutes(5)).truncatedTo(ChronoUnit.SECONDS);
            String soql = "SELECT Id, Description FROM Task WHERE CreatedDate >= " + Soql.literal(since)
                    + " ORDER BY CreatedDate DESC, Id LIMIT " + MOST_TASKS;
            HttpRequest request = HttpRequest.get("/services/data/{version}/query", org.version())
                    .query("q", soql);
            JsonNode page = org.lookUp(reads, request);
            for (JsonNode task : page.path("records")) {
                if (task.path("Description").asString("").endsWith(stampLine(trace.stamp()))) {
                    return new Sighting.Present(
                            Written.ours(new Ref("activity", task.path("Id").asString()), null));
                }
            }
            boolean all =
                    page.path("done").asBoolean(false) && page.path("records").size() < MOST_TASKS;
            return all ? new Sighting.Absent() : new Sighting.Unclear();
        });
    }

    /** By reading the fields back: if all are as wanted it is done, by whom is not known. Sending is conditional. */
    Reconciliation byReadingBack() {
        return new Reconciliation("conditional-set", true, LONGEST_REQUEST, this::readBack);
    }

    /** By its mark in the bin. Nowhere at all may also mean that it never was, or may not be seen. */
    Reconciliation byBeingGone(String object) {
        return new Reconciliation("gone", false, LONGEST_REQUEST, (trace, reads) -> {
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
        return "\n[ref " + stamp + "]";
    }

    private Sighting readBack(Trace trace, SystemReads reads) {
        Ref target = trace.target();
        if (target == null || trace.content().isEmpty()) {
            return new Sighting.Unclear();
        }
        HttpRequest request =
                HttpRequest.get("/services/data/{version}/sobjects/Contact/{id}", org.version(), target.id());
        JsonNode now = org.lookUp(reads, request);
        Map<String, Object> wanted = SalesforceRecords.vendorValues(org.records().contacts, trace.content());
        boolean done = wanted.entrySet().stream().allMatch(field -> {
            JsonNode held = now.path(field.getKey());
            return field.getValue().equals(SalesforceRecords.NULL)
                    ? held.isNull() || held.isMissingNode()
                    : held.asString("").equals(field.getValue().toString());
        });
        if (done) {
            return new Sighting.Present(
                    new Written(target, SalesforceRecords.version(now).orElse(null), Attribution.UNKNOWN, 1));
        }
        return changedSince(trace.firstClaimedAt(), now) ? new Sighting.Unclear() : new Sighting.Absent();
    }

    /** Then it may have been committed and changed again by somebody, whom a second sending would overwrite. */
    private static boolean changedSince(Instant claimed, JsonNode record) {
        return SalesforceRecords.version(record)
                .map(version -> SalesforceDates.parse(version).isAfter(claimed))
                .orElse(true);
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
