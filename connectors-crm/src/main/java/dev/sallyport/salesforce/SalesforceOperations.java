package dev.sallyport.salesforce;

import dev.sallyport.effect.Effect;
import dev.sallyport.pacing.Limit;
import dev.sallyport.spi.Charge;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Reconciliation;
import java.time.Duration;
import java.util.List;

/** Everything that this connector can do, as data. Each call costs one request of the rolling 24 hours. */
final class SalesforceOperations {
    static final String DAILY = "daily";
    private static final Charge ONE = new Charge(DAILY, 1);

    static final Operation TOKEN = Operation.read("session.token", "crm:session:read");
    static final Operation DESCRIBE = Operation.read("schema.describe", "crm:schema:read", ONE);
    static final Operation LIMITS = Operation.read("limits.read", "crm:limits:read", ONE);
    static final Operation LOOK = Operation.read("intent.look", "crm:intent:read", ONE);
    static final Operation VERSION = Operation.read("record.version", "crm:record:read", ONE);

    static final Operation GET_CONTACT = Operation.read("contacts.get", "crm:contact:read", ONE);
    static final Operation FIND_CONTACTS = Operation.read("contacts.find", "crm:contact:read", ONE);
    static final Operation GET_COMPANY = Operation.read("companies.get", "crm:company:read", ONE);
    static final Operation FIND_COMPANIES = Operation.read("companies.find", "crm:company:read", ONE);
    static final Operation ME = Operation.read("users.me", "crm:user:read", ONE);
    static final Operation FIND_USERS = Operation.read("users.find", "crm:user:read", ONE);

    final Operation createContact;
    final Operation createContacts;
    final Operation updateContact;
    final Operation deleteContact;
    final Operation createCompany;
    final Operation updateCompany;
    final Operation logActivity;

    SalesforceOperations(
            Reconciliation contact,
            Reconciliation contactUpdate,
            Reconciliation contactDelete,
            Reconciliation company,
            Reconciliation companyUpdate,
            Reconciliation activity) {
        createContact = Operation.write("contacts.create", "crm:contact:create", Effect.CREATE, ONE)
                .reconciledBy(contact);
        createContacts = Operation.write("contacts.createAll", "crm:contact:create", Effect.CREATE, ONE)
                .reconciledBy(contact);
        updateContact = Operation.write("contacts.update", "crm:contact:update", Effect.SET, ONE)
                .reconciledBy(contactUpdate);
        deleteContact = Operation.write("contacts.delete", "crm:contact:delete", Effect.DELETE, ONE)
                .reconciledBy(contactDelete);
        createCompany = Operation.write("companies.create", "crm:company:create", Effect.CREATE, ONE)
                .reconciledBy(company);
        updateCompany = Operation.write("companies.update", "crm:company:update", Effect.SET, ONE)
                .reconciledBy(companyUpdate);
        logActivity = Operation.write("activities.log", "crm:activity:create", Effect.CREATE, ONE)
                .reconciledBy(activity);
    }

    List<Operation> all() {
        return List.of(
                GET_CONTACT,
                FIND_CONTACTS,
                createContact,
                createContacts,
                updateContact,
                deleteContact,
                GET_COMPANY,
                FIND_COMPANIES,
                createCompany,
                updateCompany,
                logActivity,
                ME,
                FIND_USERS);
    }

    /** The org's requests in the last 24 hours; {@code Sforce-Limit-Info} on each reply tells the truth. */
    static Limit daily(long capacity) {
        return new Limit(DAILY, Limit.Kind.ROLLING, capacity, Duration.ofHours(24), Limit.Per.ACCOUNT);
    }
}
