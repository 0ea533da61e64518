package dev.sallyport.salesforce;

import dev.sallyport.Ref;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import dev.sallyport.http.ConditionalWrite;
import dev.sallyport.http.RecordMapper;
import dev.sallyport.http.Records;
import dev.sallyport.query.Changes;
import dev.sallyport.spi.Batch;
import dev.sallyport.spi.BatchAttempt;
import dev.sallyport.spi.Executor;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Session;
import dev.sallyport.spi.Write;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Making and changing the records of one object, under one grant.
 *
 * @param <T> the canonical record
 */
final class ObjectWrites<T> {
    private final Executor executor;
    private final Session session;
    private final Org org;
    private final SObject object;
    private final Kind<T> kind;
    private final Records<T> records;

    /**
     * What the object's records are here.
     *
     * @param reference how a record is referred to, such as {@code contact}
     * @param resource the resource in grants, such as {@code crm:contact}
     * @param mapper its fields
     */
    record Kind<T>(String reference, String resource, RecordMapper<T> mapper) {}

    ObjectWrites(Executor executor, Session session, Org org, SObject object, Kind<T> kind, Records<T> records) {
        this.executor = executor;
        this.session = session;
        this.org = org;
        this.object = object;
        this.kind = kind;
        this.records = records;
    }

    Outcome<Receipt> create(Operation operation, Changes<T> changes, Intent intent) {
        ObjectNode body = body(changes, operation);
        return executor.write(
                session,
                Write.of(operation, intent, null, changes.values(), new Creation(org, object, kind.reference(), body)));
    }

    /** One request for up to 200; each record is committed or refused for itself. */
    List<Outcome<Receipt>> createAll(Operation operation, List<Changes<T>> list, Intent intent) {
        List<ObjectNode> bodies =
                list.stream().map(changes -> body(changes, operation)).toList();
        List<Write> items = list.stream()
                .map(changes -> Write.of(operation, intent, null, changes.values(), context -> {
                    throw new IllegalStateException("goes with its batch only");
                }))
                .toList();
        BatchAttempt attempt = new CollectionCreation(org, object, kind.reference(), bodies);
        return executor.writeAll(session, new Batch(items, CollectionCreation.MOST, false, attempt));
    }

    Outcome<Receipt> update(Operation operation, Ref target, Changes<T> changes, Intent intent) {
        ObjectNode body = body(changes, operation);
        RecordVersions versions = new RecordVersions(org, object, target);
        Write write = Write.of(
                operation,
                intent,
                target,
                changes.values(),
                ConditionalWrite.set(changes.version(), versions, version -> versions.patch(body, version)));
        return executor.write(session, guarded(write, target));
    }

    /** The write, under the record rules for this object's records. */
    Write guarded(Write write, Ref target) {
        return write.guardedBy(
                kind.resource(),
                records.fresh(SalesforceOperations.VERSION, target, org.json(org.whole(object.name(), target.id()))));
    }

    private ObjectNode body(Changes<T> changes, Operation operation) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        SalesforceRecords.vendorValues(kind.mapper(), changes.values()).forEach((field, value) -> {
            boolean disguised = changes.values().containsKey(Changes.CUSTOM + field)
                    && kind.mapper().maps(field);
            if (disguised || org.isOwn(field) || field.equals("Id") || !field.matches("\\w+")) {
                throw Failure.unsent(
                                ErrorCode.UNSUPPORTED,
                                "salesforce",
                                operation.name(),
                                "One of the fields " + changes.values().keySet() + " cannot be written here.")
                        .toException();
            }
            if (value.equals(SalesforceRecords.NULL)) {
                body.putNull(field);
            } else if (value instanceof Boolean truth) {
                body.put(field, truth);
            } else {
                body.put(field, value.toString());
            }
        });
        return body;
    }
}
