package dev.sallyport.salesforce;

import dev.sallyport.Ref;
import dev.sallyport.http.ConditionalWrite;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.http.HttpTransport.ReplyReader;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The versions of one record, and changes of it on condition of one. */
final class RecordVersions implements ConditionalWrite.VersionReader {
    /** The grain of a version is a second; the org's clocks may differ by another. */
    private static final Duration GRAIN = Duration.ofSeconds(2);

    private static final String MARKS = "marks of earlier updates";
    private static final String HASTY = "marks were read too soon after a change to be sure";
    private final Org org;
    private final SObject object;
    private final Ref target;

    RecordVersions(Org org, SObject object, Ref target) {
        this.org = org;
        this.object = object;
        this.target = target;
    }

    @Override
    public ConditionalWrite.Version read(AttemptContext context) {
        Instant asked = context.now();
        Attempt<ConditionalWrite.Version> read = org.transport()
                .exchange(org.whole(object.name(), target.id()), reply -> {
                    JsonNode record = reply.document();
                    String mark = SalesforceRecords.version(record)
                            .orElseThrow(() -> new IllegalArgumentException("a record has LastModifiedDate"));
                    ConditionalWrite.Version version =
                            ConditionalWrite.Version.of(mark, changedAt(mark), reply, record);
                    return object.marked()
                            ? noted(context, version, record, Duration.between(asked, reply.received()))
                            : version;
                });
        return context.reads().read(Read.of(SalesforceOperations.VERSION, target, read));
    }

    @Override
    public Instant changedAt(String mark) {
        return SalesforceDates.parse(mark);
    }

    @Override
    public Instant byItsClock(Instant ours) {
        return org.transport().byItsClock(ours);
    }

    /** The record was read at some time while the reply was awaited, and is sent on after it came. */
    private ConditionalWrite.Version noted(
            AttemptContext context, ConditionalWrite.Version version, JsonNode record, Duration awaited) {
        Duration age = Duration.between(version.changedAt(), version.vendorNow());
        context.remember(MARKS, record.path(org.updatesField()).asString(""));
        context.remember(HASTY, hasty(version, age.minus(awaited)));
        return version.noting(UpdateMarks.in(record, org.updatesField()).newest(hasty(version, age)));
    }

    private static String hasty(ConditionalWrite.Version version, Duration age) {
        return age.compareTo(GRAIN) < 0 ? UpdateMarks.hasty(version.changedAt()) : "";
    }

    /** Sets fields if the record is at a version, and adds the intent's mark to the record's where it can hold them. */
    Attempt<Written> patch(ObjectNode body, String version) {
        return org.transport()
                .in(SalesforceDialect.ofConditionalUpdates())
                .exchange(
                        context -> HttpRequest.of(
                                        "PATCH",
                                        "/services/data/{version}/sobjects/" + object.name() + "/{id}",
                                        org.version(),
                                        target.id())
                                .header("If-Unmodified-Since", SalesforceDates.httpDate(version))
                                .json(object.marked() ? marked(context, body, version) : body),
                        ReplyReader.ofNoContent(Written.ours(target, null)));
    }

    private ObjectNode marked(AttemptContext context, ObjectNode body, String version) {
        Optional<String> known = context.remembered(MARKS);
        if (known.isEmpty()) {
            // The caller insists on a version that it read itself: the marks are still to be read.
            ConditionalWrite.Version now = read(context);
            if (now.mark().equals(version)) {
                context.basedOn(now.text());
            }
        }
        UpdateMarks marks = UpdateMarks.of(context.remembered(MARKS).orElse(""));
        return body.deepCopy()
                .put(
                        org.updatesField(),
                        marks.with(context.stamp(), context.remembered(HASTY).orElse("")));
    }
}
