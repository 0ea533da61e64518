package dev.sallyport.salesforce;

import dev.sallyport.Ref;
import dev.sallyport.crm.Company;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.Note;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import dev.sallyport.http.ConditionalWrite;
import dev.sallyport.http.HttpReply;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.http.HttpTransport.ReplyReader;
import dev.sallyport.http.Records;
import dev.sallyport.query.Changes;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.Batch;
import dev.sallyport.spi.BatchAttempt;
import dev.sallyport.spi.Executor;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.Session;
import dev.sallyport.spi.Write;
import dev.sallyport.spi.Written;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What changes the org. */
final class SalesforceWrites {
    private final Executor executor;
    private final Session session;
    private final Org org;
    private final SalesforceOperations operations;
    private final Map<String, SObject> objects;
    private final Records<Contact> contacts;
    private final Records<Company> companies;

    SalesforceWrites(
            Executor executor,
            Session session,
            Org org,
            SalesforceOperations operations,
            Map<String, SObject> objects,
            Records<Contact> contacts,
            Records<Company> companies) {
        this.executor = executor;
        this.session = session;
        this.org = org;
        this.operations = operations;
        this.objects = objects;
        this.contacts = contacts;
        this.companies = companies;
    }

    Outcome<Receipt> create(Changes<Contact> contact, Intent intent) {
        ObjectNode body = body(contact, operations.createContact.name());
        return executor.write(
                session,
                Write.of(
                        operations.createContact,
                        intent,
                        null,
                        contact.values(),
                        creation("Contact", body, "contact")));
    }

    /** One request for up to 200; each record is committed or refused for itself. */
    List<Outcome<Receipt>> createAll(List<Changes<Contact>> contacts, Intent intent) {
        List<ObjectNode> bodies = contacts.stream()
                .map(contact -> body(contact, operations.createContacts.name()))
                .toList();
        List<Write> items = contacts.stream()
                .map(contact -> Write.of(operations.createContacts, intent, null, contact.values(), context -> {
                    throw new IllegalStateException("goes with its batch only");
                }))
                .toList();
        BatchAttempt attempt = new CollectionCreation(
                org,
                "Contact",
                "contact",
                SalesforceConnector.object(objects, "Contact").keyed(),
                bodies);
        return executor.writeAll(session, new Batch(items, CollectionCreation.MOST, false, attempt));
    }

    /** A finished Task: Salesforce's own way to log what happened. */
    Outcome<Receipt> log(Note note, Intent intent) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("Subject", note.subject());
        body.put("Status", "Completed");
        body.put(
                "ActivityDate",
                LocalDate.ofInstant(executor.time().now(), ZoneOffset.UTC).toString());
        body.put("Description", note.text().source());
        Ref on = note.on();
        if (on != null) {
            body.put(on.resource().equals("contact") ? "WhoId" : "WhatId", on.id());
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("subject", note.subject());
        content.put("text", note.text());
        content.put("on", on == null ? "" : on);
        Write write = Write.of(operations.logActivity, intent, null, content, creation("Task", body, "activity"));
        return executor.write(session, on == null ? write : guardedBy(write, on));
    }

    Outcome<Receipt> update(Ref contact, Changes<Contact> changes, Intent intent) {
        ObjectNode body = body(changes, operations.updateContact.name());
        Attempt<Written> attempt =
                ConditionalWrite.set(changes.version(), versions(contact), version -> patch(contact, body, version));
        Write write = Write.of(operations.updateContact, intent, contact, changes.values(), attempt);
        return executor.write(session, guarded(write, contact));
    }

    /** Takes no condition: the vendor has none for deletes. One that finds it done says so, by whom unknown. */
    Outcome<Receipt> delete(Ref contact, Intent intent) {
        HttpRequest request =
                HttpRequest.of("DELETE", "/services/data/{version}/sobjects/Contact/{id}", org.version(), contact.id());
        Attempt<Written> sent = org.transport().exchange(request, ReplyReader.ofNoContent(Written.ours(contact, null)));
        Write write = Write.of(operations.deleteContact, intent, contact, Map.of(), context -> {
            try {
                return sent.run(context);
            } catch (AttemptFailure failure) {
                throw failure.code() == ErrorCode.NOT_FOUND ? failure.asAmbiguous() : failure;
            }
        });
        return executor.write(
                session,
                guarded(write, contact)
                        .cautioned(
                                "Salesforce deletes on no condition: what somebody changed in it since goes as well."));
    }

    private Write guardedBy(Write write, Ref on) {
        if (on.resource().equals("company")) {
            return write.guardedBy(
                    Company.RESOURCE,
                    companies.fresh(SalesforceOperations.VERSION, on, org.json(org.whole("Account", on.id()))));
        }
        return on.resource().equals("contact") ? guarded(write, on) : write;
    }

    private Write guarded(Write write, Ref contact) {
        return write.guardedBy(
                Contact.RESOURCE,
                contacts.fresh(SalesforceOperations.VERSION, contact, org.json(org.whole("Contact", contact.id()))));
    }

    /** The intent goes along where the object has the field for it, else at the end of a task's description. */
    private Attempt<Written> creation(String object, ObjectNode body, String resource) {
        return org.transport()
                .exchange(
                        context -> {
                            ObjectNode stamped = body.deepCopy();
                            if (SalesforceConnector.object(objects, object).keyed()) {
                                stamped.put(org.intentField(), context.stamp());
                            } else if (object.equals("Task")) {
                                stamped.put(
                                        "Description",
                                        body.path("Description").asString("")
                                                + Reconciliations.stampLine(context.stamp()));
                            }
                            return HttpRequest.of("POST", "/services/data/{version}/sobjects/" + object, org.version())
                                    .json(stamped);
                        },
                        reply -> created(reply, resource));
    }

    private static Written created(HttpReply reply, String resource) {
        JsonNode body = Org.document(reply);
        String id = body.path("id").asString("");
        if (id.isEmpty() || !body.path("success").asBoolean(false)) {
            throw new IllegalArgumentException("a create's reply has an id and success");
        }
        return Written.ours(new Ref(resource, id), null);
    }

    private ConditionalWrite.VersionReader versions(Ref contact) {
        return new ConditionalWrite.VersionReader() {
            @Override
            public ConditionalWrite.Version read(AttemptContext context) {
                Attempt<ConditionalWrite.Version> read = org.transport()
                        .exchange(org.whole("Contact", contact.id()), reply -> {
                            JsonNode record = Org.document(reply);
                            String mark = SalesforceRecords.version(record)
                                    .orElseThrow(() -> new IllegalArgumentException("a record has LastModifiedDate"));
                            return ConditionalWrite.Version.of(mark, changedAt(mark), reply, record);
                        });
                return context.reads().read(Read.of(SalesforceOperations.VERSION, contact, read));
            }

            @Override
            public Instant changedAt(String mark) {
                return SalesforceDates.parse(mark);
            }
        };
    }

    private Attempt<Written> patch(Ref contact, ObjectNode body, String version) {
        HttpRequest request = HttpRequest.of(
                        "PATCH", "/services/data/{version}/sobjects/Contact/{id}", org.version(), contact.id())
                .header("If-Unmodified-Since", SalesforceDates.httpDate(version))
                .json(body);
        return org.transport()
                .in(SalesforceDialect.ofConditionalUpdates())
                .exchange(request, ReplyReader.ofNoContent(Written.ours(contact, null)));
    }

    private ObjectNode body(Changes<Contact> changes, String operation) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        SalesforceRecords.vendorValues(org.records().contacts, changes.values()).forEach((field, value) -> {
            boolean disguised = changes.values().containsKey(Changes.CUSTOM + field)
                    && org.records().contacts.maps(field);
            if (disguised || field.isEmpty() || field.equals("Id") || !field.matches("\\w+")) {
                throw Failure.unsent(
                                ErrorCode.UNSUPPORTED,
                                "salesforce",
                                operation,
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
