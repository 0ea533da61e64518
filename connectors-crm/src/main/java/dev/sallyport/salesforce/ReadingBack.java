package dev.sallyport.salesforce;

import dev.sallyport.Ref;
import dev.sallyport.effect.Attribution;
import dev.sallyport.http.ConditionalWrite;
import dev.sallyport.http.RecordMapper;
import dev.sallyport.query.Changes;
import dev.sallyport.spi.Sighting;
import dev.sallyport.spi.SystemReads;
import dev.sallyport.spi.Trace;
import dev.sallyport.spi.Written;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Looks for an update on the record that it was for. */
final class ReadingBack {
    private final Org org;
    private final SObject object;
    private final RecordMapper<?> mapper;

    ReadingBack(Org org, SObject object, RecordMapper<?> mapper) {
        this.org = org;
        this.object = object;
        this.mapper = mapper;
    }

    Sighting look(Trace trace, SystemReads reads) {
        Ref target = trace.target();
        if (target == null || trace.fields().isEmpty()) {
            return new Sighting.Unclear();
        }
        JsonNode now = org.lookUp(reads, org.whole(object.name(), target.id()));
        if (now.isMissingNode()) {
            return new Sighting.Unclear();
        }
        String version = SalesforceRecords.version(now).orElse(null);
        if (object.marked()) {
            UpdateMarks marks = UpdateMarks.in(now, org.updatesField());
            if (marks.holds(trace.stamp())) {
                return new Sighting.Present(Written.ours(target, version));
            }
            String newestBefore =
                    trace.basedOn().map(ConditionalWrite.Version::noted).orElse("");
            if (marks.isWholeSince(newestBefore)) {
                return new Sighting.Absent();
            }
        }
        if (trace.fields().stream().allMatch(field -> isAsWanted(trace, field, now))) {
            return new Sighting.Present(new Written(target, version, Attribution.UNKNOWN, 1));
        }
        return changedSince(trace, now) ? new Sighting.Changed() : new Sighting.Absent();
    }

    private boolean isAsWanted(Trace trace, String field, JsonNode record) {
        String vendorField = field.startsWith(Changes.CUSTOM)
                ? field.substring(Changes.CUSTOM.length())
                : mapper.vendorField(field).orElse("");
        JsonNode held = record.path(vendorField);
        if (held.isNull() || held.isMissingNode()) {
            return trace.wanted(field, null) || trace.wanted(field, "");
        }
        return trace.wanted(field, held.asString(""))
                || (held.isNumber()
                        && trace.wanted(
                                field, held.decimalValue().stripTrailingZeros().toPlainString()));
    }

    /**
     * Then it may have been committed and changed again by somebody. After a crash the version that it was sent on is not
     * known, only when it was first asked for; a doubt of some seconds between the clocks speaks for "changed".
     */
    private boolean changedSince(Trace trace, JsonNode record) {
        String mark = SalesforceRecords.version(record).orElse("");
        Optional<String> base = trace.basedOn();
        if (base.isPresent()) {
            return !ConditionalWrite.Version.isOf(base.get(), mark, record);
        }
        return SalesforceDates.parse(mark)
                .plus(Reconciliations.CLOCKS)
                .isAfter(org.transport().byItsClock(trace.firstClaimedAt()));
    }
}
