package dev.sallyport.salesforce;

import dev.sallyport.Ref;
import dev.sallyport.crm.Company;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.Note;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.http.HttpTransport.ReplyReader;
import dev.sallyport.http.Records;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.Executor;
import dev.sallyport.spi.Session;
import dev.sallyport.spi.Write;
import dev.sallyport.spi.Written;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What changes the org. */
final class SalesforceWrites {
    private static final String MAY_GO = "no earlier sending of its creation is under way";
    private final Executor executor;
    private final Session session;
    private final Org org;
    private final SalesforceOperations operations;
    private final Map<String, SObject> objects;
    private final ObjectWrites<Contact> contacts;
    private final ObjectWrites<Company> companies;

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
        this.contacts = new ObjectWrites<>(
                executor,
                session,
                org,
                SalesforceConnector.object(objects, "Contact"),
                new ObjectWrites.Kind<>("contact", Contact.RESOURCE, org.records().contacts),
                contacts);
        this.companies = new ObjectWrites<>(
                executor,
                session,
                org,
                SalesforceConnector.object(objects, "Account"),
                new ObjectWrites.Kind<>("company", Company.RESOURCE, org.records().companies),
                companies);
    }

    ObjectWrites<Contact> contacts() {
        return contacts;
    }

    ObjectWrites<Company> companies() {
        return companies;
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
        Creation creation = new Creation(org, SalesforceConnector.object(objects, "Task"), "activity", body);
        Write write = Write.of(operations.logActivity, intent, null, content, creation);
        return executor.write(session, on == null ? write : guardedBy(write, on));
    }

    private Write guardedBy(Write write, Ref on) {
        return switch (on.resource()) {
            case "contact" -> contacts.guarded(write, on);
            case "company" -> companies.guarded(write, on);
            default -> write;
        };
    }

    /** Takes no condition: the vendor has none for deletes. One that finds it done says so, by whom unknown. */
    Outcome<Receipt> deleteContact(Ref contact, Intent intent) {
        HttpRequest request =
                HttpRequest.of("DELETE", "/services/data/{version}/sobjects/Contact/{id}", org.version(), contact.id());
        Attempt<Written> sent = org.transport().exchange(request, ReplyReader.ofNoContent(Written.ours(contact, null)));
        Write write = Write.of(operations.deleteContact, intent, contact, Map.of(), context -> {
            requireMade(contact, context);
            try {
                return sent.run(context);
            } catch (AttemptFailure failure) {
                throw failure.code() == ErrorCode.NOT_FOUND ? failure.asAmbiguous() : failure;
            }
        });
        return executor.write(
                session,
                contacts.guarded(write, contact)
                        .cautioned(
                                "Salesforce deletes on no condition: what somebody changed in it since goes as well."));
    }

    /**
     * A unique field does not guard what is deleted: of a contact whose creation was sent twice, the other sending, carried
     * out only after the deletion, would make it anew.
     */
    private void requireMade(Ref contact, AttemptContext context) throws AttemptFailure {
        SObject object = SalesforceConnector.object(objects, "Contact");
        if (!object.keyed() || context.remembered(MAY_GO).isPresent()) {
            return;
        }
        JsonNode record = org.lookUp(context.reads(), org.whole("Contact", contact.id()));
        Instant from = org.deletableFrom(record, context).orElse(Instant.MIN);
        if (context.now().isBefore(from)) {
            throw AttemptFailure.notSent(
                            ErrorCode.IN_PROGRESS,
                            "The contact had to be sent twice when it was made, and one sending may still be carried"
                                    + " out: deleted before, the contact would come back.",
                            null)
                    .notBefore(from);
        }
        context.remember(MAY_GO, "yes");
    }
}
