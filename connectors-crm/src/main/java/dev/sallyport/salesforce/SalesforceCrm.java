package dev.sallyport.salesforce;

import dev.sallyport.Fetched;
import dev.sallyport.Pages;
import dev.sallyport.Ref;
import dev.sallyport.crm.Activities;
import dev.sallyport.crm.Companies;
import dev.sallyport.crm.Company;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.Contacts;
import dev.sallyport.crm.Crm;
import dev.sallyport.crm.CrmUser;
import dev.sallyport.crm.CrmUsers;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.http.RecordMapper;
import dev.sallyport.http.Records;
import dev.sallyport.query.Changes;
import dev.sallyport.query.Query;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.Executor;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The org under one grant. */
final class SalesforceCrm implements Crm {
    private final Session session;
    private final Org org;
    private final SalesforceOperations operations;
    private final Map<String, SObject> objects;
    private final Records<Contact> contacts;
    private final Records<Company> companies;
    private final Records<CrmUser> users;
    private final SalesforceWrites writes;

    SalesforceCrm(
            Executor executor,
            Session session,
            Org org,
            SalesforceOperations operations,
            Map<String, SObject> objects) {
        this.session = session;
        this.org = org;
        this.operations = operations;
        this.objects = objects;
        this.contacts = records(executor, Contact.RESOURCE, org.records().contacts);
        this.companies = records(executor, Company.RESOURCE, org.records().companies);
        this.users = records(executor, CrmUser.RESOURCE, org.records().users);
        this.writes = new SalesforceWrites(executor, session, org, operations, objects, contacts, companies);
    }

    @Override
    public Contacts contacts() {
        return new SalesforceContacts();
    }

    @Override
    public Companies companies() {
        return new Companies() {
            @Override
            public Fetched<Company> get(Ref company) {
                return companies.get(SalesforceOperations.GET_COMPANY, company, org.json(record("Account", company)));
            }

            @Override
            public Pages<Company> find(Query<Company> query) {
                return walk(
                        companies,
                        SalesforceOperations.FIND_COMPANIES,
                        "Account",
                        SalesforceRecords.COMPANY_FIELDS,
                        org.records().companies,
                        query);
            }

            @Override
            public Outcome<Receipt> tryCreate(Changes<Company> company, Intent intent) {
                return writes.companies().create(operations.createCompany, company, intent);
            }

            @Override
            public Outcome<Receipt> tryUpdate(Ref company, Changes<Company> changes, Intent intent) {
                return writes.companies().update(operations.updateCompany, company, changes, intent);
            }
        };
    }

    @Override
    public Activities activities() {
        return writes::log;
    }

    @Override
    public CrmUsers users() {
        return new CrmUsers() {
            @Override
            public Fetched<CrmUser> me() {
                return users.get(SalesforceOperations.ME, CrmUser.ref("me"), whoAmI());
            }

            @Override
            public Pages<CrmUser> find(Query<CrmUser> query) {
                return walk(
                        users,
                        SalesforceOperations.FIND_USERS,
                        "User",
                        SalesforceRecords.USER_FIELDS,
                        org.records().users,
                        query);
            }
        };
    }

    private <T> Records<T> records(Executor executor, String resource, RecordMapper<T> mapper) {
        return new Records<>(executor, session, resource, mapper, SalesforceRecords::version);
    }

    private <T> Pages<T> walk(
            Records<T> records,
            Operation operation,
            String object,
            List<String> fields,
            RecordMapper<T> mapper,
            Query<T> query) {
        return records.find(
                operation, query, (narrowed, cursor) -> page(object, fields, mapper, operation, narrowed, cursor));
    }

    private HttpRequest record(String object, Ref ref) {
        return HttpRequest.get("/services/data/{version}/sobjects/" + object + "/{id}", org.version(), ref.id());
    }

    /** OpenID's userinfo, in the shape of a User record. */
    private Attempt<JsonNode> whoAmI() {
        return org.transport().exchange(HttpRequest.get("/services/oauth2/userinfo"), reply -> {
            JsonNode info = reply.document();
            ObjectNode user = ((ObjectNode) info).objectNode();
            user.set("Id", info.path("user_id"));
            user.set("Name", info.path("name"));
            user.set("Email", info.path("email"));
            user.set("IsActive", info.path("active"));
            return user;
        });
    }

    private Attempt<Records.RawPage> page(
            String objectName,
            List<String> fields,
            RecordMapper<?> mapper,
            Operation operation,
            Query<?> query,
            @Nullable String cursor) {
        HttpRequest request;
        if (cursor == null) {
            SObject object = SalesforceConnector.object(objects, objectName);
            String soql =
                    new Soql(object, mapper, operation.name()).select(object.selection(fields, org::isOwn), query);
            int size = Math.max(200, Math.min(2_000, query.pageSizeOr(2_000)));
            request = HttpRequest.get("/services/data/{version}/query", org.version())
                    .query("q", soql)
                    .header("Sforce-Query-Options", "batchSize=" + size);
        } else {
            request = HttpRequest.get("/services/data/{version}/query/{locator}", org.version(), cursor);
        }
        return org.transport().exchange(request, reply -> rawPage(reply.document()));
    }

    /** The next page's link is reduced to its locator: where it points to is not for the reply to say. */
    private static Records.RawPage rawPage(JsonNode page) {
        if (!page.path("records").isArray() || !page.path("done").isBoolean()) {
            throw new IllegalArgumentException("a query's reply has records and done");
        }
        List<JsonNode> records = new ArrayList<>();
        page.path("records").forEach(records::add);
        String link = page.path("nextRecordsUrl").asString("");
        boolean done = page.path("done").booleanValue();
        if (!done && link.isEmpty()) {
            throw new IllegalArgumentException("a page that is not the last has nextRecordsUrl");
        }
        return new Records.RawPage(records, done ? null : link.substring(link.lastIndexOf('/') + 1));
    }

    private final class SalesforceContacts implements Contacts {
        @Override
        public Fetched<Contact> get(Ref contact) {
            return contacts.get(SalesforceOperations.GET_CONTACT, contact, org.json(record("Contact", contact)));
        }

        @Override
        public Pages<Contact> find(Query<Contact> query) {
            return walk(
                    contacts,
                    SalesforceOperations.FIND_CONTACTS,
                    "Contact",
                    SalesforceRecords.CONTACT_FIELDS,
                    org.records().contacts,
                    query);
        }

        @Override
        public Outcome<Receipt> tryCreate(Changes<Contact> contact, Intent intent) {
            return writes.contacts().create(operations.createContact, contact, intent);
        }

        @Override
        public List<Outcome<Receipt>> tryCreateAll(List<Changes<Contact>> contacts, Intent intent) {
            return writes.contacts().createAll(operations.createContacts, contacts, intent);
        }

        @Override
        public Outcome<Receipt> tryUpdate(Ref contact, Changes<Contact> changes, Intent intent) {
            return writes.contacts().update(operations.updateContact, contact, changes, intent);
        }

        @Override
        public Outcome<Receipt> tryDelete(Ref contact, Intent intent) {
            return writes.deleteContact(contact, intent);
        }
    }
}
