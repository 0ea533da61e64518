package dev.sallyport.testkit.contract;

import static dev.sallyport.query.Filter.where;
import static dev.sallyport.testkit.contract.Examination.EVERYTHING;

import dev.sallyport.Ref;
import dev.sallyport.crm.Company;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.Contacts;
import dev.sallyport.crm.CrmConnector;
import dev.sallyport.crm.CrmUser;
import dev.sallyport.crm.Note;
import dev.sallyport.effect.Intent;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.query.Changes;
import dev.sallyport.query.Query;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What every connector to a CRM keeps. An author gives the fake, how to connect to it, and how records are put into it; what
 * the connector does not declare must be refused.
 *
 * @param <F> the fake
 */
public abstract class CrmContract<F> extends ConnectorContract<CrmConnector, F> {
    private String contact = "";
    private String company = "";

    /** For subclasses. */
    protected CrmContract() {}

    /** Puts a contact there; its id. */
    protected abstract String addContact(F fake, String lastName, String email);

    /** Puts an organisation there; its id. */
    protected abstract String addCompany(F fake, String name);

    /** Puts a user of the CRM there; its id. */
    protected abstract String addUser(F fake, String name, String email);

    /** An id of the vendor's form that no contact has. */
    protected abstract String missingContact();

    /** An id of the vendor's form that no organisation has. */
    protected abstract String missingCompany();

    /** A contact that the vendor refuses, such as one without a name. */
    protected abstract Changes<Contact> refusedContact();

    @Override
    protected final void seed(F fake) {
        contact = addContact(fake, CANARY + " Davis", CANARY + "@acme.example");
        addContact(fake, "O'Brien", "second@acme.example");
        company = addCompany(fake, CANARY + " Works");
        addUser(fake, CANARY + " Seller", CANARY + ".seller@acme.example");
    }

    @Override
    protected final void exercises(Exercises<CrmConnector, F> all) {
        all.rule(Contact.RESOURCE, where(Contact.EMAIL).is("nobody@nowhere.example"));
        Offered<CrmConnector, F> offered = new Offered<>(all);
        reads(offered);
        writes(offered);
        if (all.offers("contacts.find") && all.offers("contacts.update")) {
            moving(all, Query.all());
            moving(all, Query.<Contact>all().orderBy(Contact.UPDATED_AT, true));
            moving(all, Query.<Contact>all().orderBy(Contact.LAST_NAME, false));
        }
        if (all.offers("contacts.find")) {
            all.filter(
                    "contacts.find",
                    Contact.EMAIL.toString(),
                    (connector, grant) -> connector
                            .under(grant)
                            .contacts()
                            .find(where(Contact.EMAIL).is("second@acme.example"))
                            .first(1));
        }
    }

    /** To the other end of every order. */
    private static <F> void moving(Exercises<CrmConnector, F> all, Query<Contact> query) {
        Exercises.Moved<CrmConnector> changed = (connector, grant, id) -> connector
                .under(grant)
                .contacts()
                .tryUpdate(Contact.ref(id), Changes.of(Contact.LAST_NAME, "Aaron " + id), Intent.automatic());
        Exercises.Moved<CrmConnector> deleted = (connector, grant, id) ->
                connector.under(grant).contacts().tryDelete(Contact.ref(id), Intent.automatic());
        all.whileWalking(
                "contacts.find",
                (connector, grant, size) -> connector.under(grant).contacts().find(query.pagesOf(size)),
                List.of(all.offers("contacts.delete") ? deleted : changed, changed));
    }

    private void reads(Offered<CrmConnector, F> all) {
        all.get(
                "contacts.get",
                () -> contact,
                missingContact(),
                (connector, grant, id) -> connector.under(grant).contacts().get(Contact.ref(id)));
        all.get(
                "companies.get",
                () -> company,
                missingCompany(),
                (connector, grant, id) -> connector.under(grant).companies().get(Company.ref(id)));
        all.read(
                "users.me", (connector, grant) -> connector.under(grant).users().me());
        all.walk(
                "contacts.find",
                (connector, grant, size) -> connector
                        .under(grant)
                        .contacts()
                        .find(Query.<Contact>all().pagesOf(size)),
                (fake, i) -> addContact(fake, "Person " + i, "person" + i + "@acme.example"));
        all.walk(
                "companies.find",
                (connector, grant, size) -> connector
                        .under(grant)
                        .companies()
                        .find(Query.<Company>all().pagesOf(size)),
                (fake, i) -> addCompany(fake, "Company " + i));
        all.walk(
                "users.find",
                (connector, grant, size) ->
                        connector.under(grant).users().find(Query.<CrmUser>all().pagesOf(size)),
                (fake, i) -> addUser(fake, "User " + i, "user" + i + "@acme.example"));
    }

    private void writes(Offered<CrmConnector, F> all) {
        all.write(
                "contacts.create",
                (connector, grant, intent) -> connector.under(grant).contacts().tryCreate(draft("New"), intent));
        all.write(
                "contacts.update",
                (connector, grant, intent) -> connector
                        .under(grant)
                        .contacts()
                        .tryUpdate(ref(), Changes.of(Contact.LAST_NAME, CANARY + " changed"), intent));
        all.write(
                "contacts.delete",
                (connector, grant, intent) -> connector.under(grant).contacts().tryDelete(ref(), intent));
        all.write(
                "companies.create",
                (connector, grant, intent) -> connector
                        .under(grant)
                        .companies()
                        .tryCreate(Changes.of(Company.NAME, CANARY + " Mills"), intent));
        all.write(
                "companies.update",
                (connector, grant, intent) -> connector
                        .under(grant)
                        .companies()
                        .tryUpdate(Company.ref(company), Changes.of(Company.NAME, CANARY + " changed"), intent));
        all.write(
                "activities.log",
                (connector, grant, intent) -> connector
                        .under(grant)
                        .activities()
                        .tryLog(Note.on(ref()).text(CANARY + " called."), intent));
        all.together(
                "contacts.create",
                "contacts.createAll",
                (connector, grant, intent) ->
                        connector.under(grant).contacts().tryCreateAll(List.of(draft("One"), draft("Two")), intent),
                (connector, grant, intent) -> connector
                        .under(grant)
                        .contacts()
                        .tryCreateAll(List.of(draft("One"), refusedContact(), draft("Two")), intent));
    }

    private Ref ref() {
        return Contact.ref(contact);
    }

    private static Changes<Contact> draft(String name) {
        return Changes.of(Contact.LAST_NAME, CANARY + " " + name);
    }

    @Override
    void checks(Examination<CrmConnector, F> examination, Map<Rule, Runnable> checks) {
        Queries<CrmConnector, F, Contact> queries = new Queries<>(
                examination,
                (connector, grant, query) -> connector.under(grant).contacts().find(query),
                List.of(
                        Contact.FIRST_NAME,
                        Contact.LAST_NAME,
                        Contact.EMAIL,
                        Contact.PHONE,
                        Contact.POSTAL_CODE,
                        Contact.COMPANY,
                        Contact.OWNER,
                        Contact.UPDATED_AT));
        checks.put(Rule.A_FILTER_IS_RIGHT_OR_REFUSED, queries::filters);
        checks.put(Rule.A_SORT_IS_RIGHT_OR_REFUSED, queries::sorts);
        checks.put(Rule.WHAT_IS_WRITTEN_IS_READ_BACK, () -> roundTrip(examination));
        checks.put(Rule.AN_OLD_VERSION_IS_A_CONFLICT, () -> oldVersion(examination));
    }

    private void roundTrip(Examination<CrmConnector, F> x) {
        String name = "O'Brien \"says\" <b>100 %</b> \\ ü 漢 & more";
        Seen.Nothing.unless(x.exercises().offers("contacts.create"), "no contact can be made");
        try (Trial<CrmConnector, F> trial = x.trial()) {
            Contacts contacts = trial.connector().under(EVERYTHING).contacts();
            Ref made = contacts.create(Changes.of(Contact.LAST_NAME, name)
                            .and(Contact.FIRST_NAME, "Mei")
                            .and(Contact.EMAIL, "mei@acme.example")
                            .and(Contact.PHONE, "+1 555 0100"))
                    .target();
            Contact read = contacts.get(made).value();
            Seen.same("last name", name, read.lastName());
            Seen.same("first name", "Mei", read.firstName());
            Seen.same("e-mail address", "mei@acme.example", read.email());
            Seen.same("phone number", "+1 555 0100", read.phone());
            if (x.exercises().offers("contacts.update")) {
                contacts.update(made, Changes.of(Contact.PHONE, "+1 555 0199").andClear(Contact.FIRST_NAME));
                Contact changed = contacts.get(made).value();
                Seen.same("phone number", "+1 555 0199", changed.phone());
                Seen.same("last name", name, changed.lastName());
                Seen.unless(Deep.isNothing(changed.firstName()), "a cleared first name is still there");
            }
            if (x.exercises().offers("contacts.delete")) {
                contacts.delete(made);
                Result gone = trial.result(() -> contacts.get(made));
                Seen.unless(gone.is(ErrorCode.NOT_FOUND), "a deleted contact " + gone.words());
            }
        }
    }

    private void oldVersion(Examination<CrmConnector, F> x) {
        Seen.Nothing.unless(x.exercises().offers("contacts.update"), "no contact can be changed");
        try (Trial<CrmConnector, F> trial = x.trial()) {
            Contacts contacts = trial.connector().under(EVERYTHING).contacts();
            String version = contacts.get(ref()).version().orElse("");
            Seen.Nothing.unless(!version.isEmpty(), "its records have no version");
            trial.clock().leap(Duration.ofSeconds(5));
            contacts.update(ref(), Changes.of(Contact.LAST_NAME, "Changed in between"));
            trial.clock().leap(Duration.ofSeconds(5));
            long effects = trial.effects();
            Changes<Contact> mine = Changes.of(Contact.LAST_NAME, "Mine").onlyIf(version);
            Result result = trial.result(() -> contacts.tryUpdate(ref(), mine, Intent.automatic()));
            Seen.unless(
                    result.is(ErrorCode.CONFLICT) || result.is(ErrorCode.UNSUPPORTED),
                    "a write on an old version " + result.words());
            Seen.unless(trial.effects() == effects, "a write on an old version changed something");
        }
    }
}
