package dev.sallyport.chaos.writes;

import dev.sallyport.Ref;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Recovery;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.Crm;
import dev.sallyport.crm.CrmConnector;
import dev.sallyport.crm.Note;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.query.Changes;
import dev.sallyport.salesforce.Salesforce;
import dev.sallyport.testkit.Effect;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.spi.EffectKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Contacts and activities in an org, with the field for intents or without. */
final class SalesforceSite implements Site {
    private final String name;
    private final boolean keyed;
    private final FakeSalesforce fake;
    private final CrmConnector connector;
    private final Crm crm;
    private final Map<Integer, String> alive = new ConcurrentHashMap<>();

    private SalesforceSite(String name, boolean keyed, FakeSalesforce fake, CrmConnector connector) {
        this.name = name;
        this.keyed = keyed;
        this.fake = fake;
        this.connector = connector;
        this.crm = connector.under(Grant.to("chaos")
                .allow("crm:contact:read", "crm:contact:create", "crm:contact:update", "crm:contact:delete")
                .allow("crm:activity:create"));
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
        return new SalesforceSite(keyed ? "salesforce" : "salesforce without the field", keyed, fake, connector);
    }

    static Safeguards safeguards(Surroundings around) {
        return Safeguards.builder()
                .time(around.clock())
                .deadline(Surroundings.DEADLINE)
                .attemptTimeout(Surroundings.ATTEMPT)
                .seed(around.seed())
                .build();
    }

    @Override
    public String name() {
        return name;
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
                        name + " create",
                        !keyed,
                        intent -> crm.contacts().tryCreate(contact, intent))
                : book.keyed(
                        who,
                        "contact " + who,
                        name + " create",
                        !keyed,
                        intent -> crm.contacts().tryCreate(contact, intent));
        if (!(made.now() instanceof Outcome.Committed<Receipt> done)) {
            return;
        }
        Ref ref = done.value().target();
        alive.put(number, ref.id());
        phone(book, ref, who + "-a", number);
        log(book, ref, who + " called");
        log(book, ref, who + " twice");
        log(book, ref, who + " twice");
        if (phone(book, ref, who + "-b", number).isCommitted()) {
            // Back to what it was: meant, and not the same write again.
            phone(book, ref, who + "-a", number + 1);
        }
        // What became of a write on a record that is gone, nobody can tell; and a unique field does not guard what is
        // gone:
        // an earlier sending of its create that is still under way would make it anew.
        if (number % 3 == 0 && book.isClear() && made.wentOnce()) {
            alive.remove(number);
            book.once(
                    "delete " + ref.id(),
                    name + " delete",
                    false,
                    intent -> crm.contacts().tryDelete(ref, intent));
        }
    }

    private void batch(String who, Book book) {
        List<String> names = List.of(who + "-x", who + "-y", who + "-z");
        List<Changes<Contact>> contacts =
                names.stream().map(each -> Changes.of(Contact.LAST_NAME, each)).toList();
        book.together(
                names.stream().map(each -> "contact " + each).toList(),
                name + " batch",
                !keyed,
                intent -> crm.contacts().tryCreateAll(contacts, intent));
    }

    /** What was set and then changed by somebody else cannot be proved to be ours by reading it back. */
    private Said phone(Book book, Ref ref, String value, int number) {
        Changes<Contact> changes = Changes.of(Contact.PHONE, value);
        String marker = "phone " + ref.id() + " " + value;
        if (number % 2 == 0) {
            return book.once(
                    marker, name + " update", true, intent -> crm.contacts().tryUpdate(ref, changes, intent));
        }
        return book.keyed(
                marker + " " + number,
                marker,
                name + " update",
                true,
                intent -> crm.contacts().tryUpdate(ref, changes, intent));
    }

    private void log(Book book, Ref on, String text) {
        Note note = Note.on(on).text(text);
        book.once(
                "task " + text, name + " log", false, intent -> crm.activities().tryLog(note, intent));
    }

    @Override
    public void human(Random chance) {
        Integer[] numbers = alive.keySet().toArray(new Integer[0]);
        if (numbers.length == 0) {
            return;
        }
        @Nullable String id = alive.get(numbers[chance.nextInt(numbers.length)]);
        if (id != null) {
            String field = chance.nextInt(4) == 0 ? "Phone" : "Title";
            fake.update("Contact", id, Map.of(field, "by hand " + chance.nextInt(1_000)));
        }
    }

    @Override
    public List<String> truth() {
        // A contact's deletion takes its tasks along.
        return fake.truth().list().stream()
                .filter(effect ->
                        effect.kind() != EffectKind.DELETE || effect.resource().equals("Contact"))
                .map(SalesforceSite::marker)
                .toList();
    }

    private static String marker(Effect effect) {
        String id = effect.recordId();
        return switch (effect.kind()) {
            case CREATE ->
                effect.resource().equals("Contact")
                        ? "contact " + effect.fields().get("LastName")
                        : "task " + effect.fields().get("Subject");
            case UPDATE -> "phone " + id + " " + effect.fields().get("Phone");
            case DELETE -> "delete " + id;
            case APPEND -> EffectKind.APPEND + " " + id;
        };
    }

    @Override
    public void calm() {
        fake.plan(FaultPlan.none());
        fake.awaitLateEffects(Duration.ofSeconds(60));
    }

    @Override
    public Recovery recover() {
        return connector.recover();
    }

    @Override
    public List<String> faultsNeverMet() {
        return Weather.neverMet(name, fake.faults());
    }

    @Override
    public String faultsMet() {
        return fake.faults().total() + " of " + fake.journal().count() + " requests, "
                + fake.faults().downtimeRequests() + " in outages";
    }

    @Override
    public void close() {
        connector.close();
        fake.close();
    }
}
