package dev.sallyport.chaos.writes;

import dev.sallyport.Ref;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.crm.Company;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.Crm;
import dev.sallyport.crm.CrmConnector;
import dev.sallyport.crm.Note;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.query.Changes;
import dev.sallyport.salesforce.Salesforce;
import dev.sallyport.testkit.Effect;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.time.ScaledClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Contacts and activities in an org, with the field for intents or without. */
final class SalesforceSite extends FakeSite<String> {
    /** Two changes within one second leave it open which of them saw the other; at this speed that is a twentieth of one. */
    private static final Duration BETWEEN_UPDATES = Duration.ofSeconds(3);

    private final boolean keyed;
    private final ScaledClock clock;
    private final FakeSalesforce fake;
    private final Crm crm;

    private SalesforceSite(String name, boolean keyed, ScaledClock clock, FakeSalesforce fake, CrmConnector connector) {
        super(name, fake, connector);
        this.keyed = keyed;
        this.clock = clock;
        this.fake = fake;
        this.crm = connector.under(Grant.to("chaos")
                .allow("crm:contact:read", "crm:contact:create", "crm:contact:update", "crm:contact:delete")
                .allow("crm:activity:create", "crm:company:create", "crm:company:update"));
    }

    /** An org that is calm until it is connected to. */
    static SalesforceSite open(Surroundings around, boolean keyed) {
        FakeSalesforce.Builder builder = FakeSalesforce.builder()
                .seed(around.seed())
                .dailyLimit(100_000_000)
                .clock(around.clock());
        FakeSalesforce fake = (keyed ? builder : builder.withoutIntentField()).start();
        Connection connection =
                Connection.to(fake.url()).auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret()));
        CrmConnector connector = Warm.connected(() -> Salesforce.connect(connection, safeguards(around)));
        fake.plan(around.plan());
        return new SalesforceSite(
                keyed ? "salesforce" : "salesforce without the fields", keyed, around.clock(), fake, connector);
    }

    @Override
    public void story(int number, Book book) {
        String who = "s" + number;
        if (number % 5 == 0) {
            batch(who, book);
        }
        Changes<Contact> contact = Changes.of(Contact.LAST_NAME, who);
        Said made = number % 2 == 0
                ? book.once(
                        "contact " + who,
                        name() + " create",
                        !keyed,
                        intent -> crm.contacts().tryCreate(contact, intent))
                : book.keyed(
                        who,
                        "contact " + who,
                        name() + " create",
                        !keyed,
                        intent -> crm.contacts().tryCreate(contact, intent));
        if (!(made.now() instanceof Outcome.Committed<Receipt> done)) {
            return;
        }
        Ref ref = done.value().target();
        appears(number, ref.id());
        phone(book, ref, who + "-a", number);
        log(book, ref, who + " called");
        log(book, ref, who + " twice");
        log(book, ref, who + " twice");
        if (phone(book, ref, who + "-b", number).isCommitted()) {
            // Back to what it was: meant, and not the same write again.
            phone(book, ref, who + "-a", number + 1);
        }
        if (number % 4 == 1) {
            company(book, who);
        }
        // What became of a write on a record that is gone, nobody can tell.
        if (number % 3 == 0 && book.isClear()) {
            goes(number);
            book.once(
                    "delete " + ref.id(),
                    name() + " delete",
                    false,
                    intent -> crm.contacts().tryDelete(ref, intent));
        }
    }

    private void company(Book book, String who) {
        Changes<Company> company = Changes.of(Company.NAME, who);
        Said made = book.once(
                "company " + who,
                name() + " company",
                !keyed,
                intent -> crm.companies().tryCreate(company, intent));
        if (made.now() instanceof Outcome.Committed<Receipt> done) {
            Ref ref = done.value().target();
            Changes<Company> phone = Changes.of(Company.PHONE, who + "-c");
            book.keyed(
                    who + "-c",
                    "phone " + ref.id() + " " + who + "-c",
                    name() + " company update",
                    !keyed,
                    intent -> crm.companies().tryUpdate(ref, phone, intent));
        }
    }

    private void batch(String who, Book book) {
        List<String> names = List.of(who + "-x", who + "-y", who + "-z");
        List<Changes<Contact>> contacts =
                names.stream().map(each -> Changes.of(Contact.LAST_NAME, each)).toList();
        book.together(
                names.stream().map(each -> "contact " + each).toList(),
                name() + " batch",
                !keyed,
                intent -> crm.contacts().tryCreateAll(contacts, intent));
    }

    /** Without the field for marks, what was set and then changed by somebody else cannot be proved to be ours. */
    private Said phone(Book book, Ref ref, String value, int number) {
        try {
            clock.sleep(BETWEEN_UPDATES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Changes<Contact> changes = Changes.of(Contact.PHONE, value);
        String marker = "phone " + ref.id() + " " + value;
        if (number % 2 == 0) {
            return book.once(
                    marker, name() + " update", !keyed, intent -> crm.contacts().tryUpdate(ref, changes, intent));
        }
        return book.keyed(
                marker + " " + number,
                marker,
                name() + " update",
                !keyed,
                intent -> crm.contacts().tryUpdate(ref, changes, intent));
    }

    private void log(Book book, Ref on, String text) {
        Note note = Note.on(on).text(text);
        book.once(
                "task " + text,
                name() + " log",
                false,
                intent -> crm.activities().tryLog(note, intent));
    }

    @Override
    void human(Random chance, String contact) {
        String field = chance.nextInt(4) == 0 ? "Phone" : "Title";
        fake.update("Contact", contact, Map.of(field, "by hand " + chance.nextInt(1_000)));
    }

    /** A contact's deletion takes its tasks along. */
    @Override
    List<String> markers(Effect effect) {
        boolean along = effect.kind() == EffectKind.DELETE && !effect.resource().equals("Contact");
        return along ? List.of() : List.of(marker(effect));
    }

    private static String marker(Effect effect) {
        String id = effect.recordId();
        return switch (effect.kind()) {
            case CREATE ->
                switch (effect.resource()) {
                    case "Contact" -> "contact " + effect.fields().get("LastName");
                    case "Account" -> "company " + effect.fields().get("Name");
                    default -> "task " + effect.fields().get("Subject");
                };
            case UPDATE -> "phone " + id + " " + effect.fields().get("Phone");
            case DELETE -> "delete " + id;
            case APPEND -> EffectKind.APPEND + " " + id;
        };
    }
}
