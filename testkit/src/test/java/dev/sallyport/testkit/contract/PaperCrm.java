package dev.sallyport.testkit.contract;

import dev.sallyport.Fetched;
import dev.sallyport.Pages;
import dev.sallyport.Ref;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Recovery;
import dev.sallyport.crm.Activities;
import dev.sallyport.crm.Companies;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.Contacts;
import dev.sallyport.crm.Crm;
import dev.sallyport.crm.CrmConnector;
import dev.sallyport.crm.CrmUsers;
import dev.sallyport.effect.Attribution;
import dev.sallyport.effect.Durability;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.effect.Strategy;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import dev.sallyport.query.Changes;
import dev.sallyport.query.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Contacts on paper: as much of a CRM as the rules on facades need, good, and wrong in one way for each of them. */
final class PaperCrm implements CrmConnector, Crm, Contacts {
    private final Map<String, Map<String, @Nullable Object>> contacts = new LinkedHashMap<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private final @Nullable Slip slip;
    private int made;

    /** One way in which it can be wrong, and the rule that sees it. */
    enum Slip {
        FORGETS_TO_CLEAR(Rule.WHAT_IS_WRITTEN_IS_READ_BACK),
        MIXES_UP_TWO_FIELDS(Rule.WHAT_IS_WRITTEN_IS_READ_BACK),
        WIDENS_A_FILTER(Rule.A_FILTER_IS_RIGHT_OR_REFUSED),
        SORTS_UPWARDS_ONLY(Rule.A_SORT_IS_RIGHT_OR_REFUSED),
        OVERWRITES_WHAT_IS_NEWER(Rule.AN_OLD_VERSION_IS_A_CONFLICT);

        private final Rule seenBy;

        Slip(Rule seenBy) {
            this.seenBy = seenBy;
        }

        Rule seenBy() {
            return seenBy;
        }
    }

    PaperCrm(@Nullable Slip slip) {
        this.slip = slip;
    }

    void clear() {
        contacts.clear();
    }

    String put(Map<String, @Nullable Object> values) {
        String id = "p" + ++made;
        Map<String, @Nullable Object> contact = new HashMap<>(values);
        contact.put("updatedAt", Instant.ofEpochSecond(made));
        contacts.put(id, contact);
        versions.put(id, 1);
        return id;
    }

    @Override
    public Fetched<Contact> get(Ref contact) {
        if (!contacts.containsKey(contact.id())) {
            throw refusal(ErrorCode.NOT_FOUND);
        }
        return fetched(contact.id());
    }

    private Fetched<Contact> fetched(String id) {
        Map<String, @Nullable Object> contact = contacts.getOrDefault(id, Map.of());
        Contact value = new Contact(
                Contact.ref(id),
                (String) contact.get("firstName"),
                (String) contact.get("lastName"),
                (String) contact.get(slip == Slip.MIXES_UP_TWO_FIELDS ? "phone" : "email"),
                (String) contact.get("phone"),
                null,
                null,
                null,
                null,
                (Instant) contact.get("updatedAt"),
                Map.of());
        return new Fetched<>(value, List.of(), String.valueOf(versions.get(id)), Map.of());
    }

    @Override
    public Pages<Contact> find(Query<Contact> query) {
        List<Fetched<Contact>> found = new ArrayList<>();
        contacts.keySet().forEach(id -> found.add(fetched(id)));
        if (slip != Slip.WIDENS_A_FILTER) {
            query.filter().ifPresent(filter -> found.removeIf(one -> !filter.test(one.value())));
        }
        query.sort().ifPresent(sort -> {
            found.sort(Comparator.comparing(
                    one -> String.valueOf(sort.field().in(one.value())).toLowerCase(Locale.ROOT)));
            if (!sort.ascending() && slip != Slip.SORTS_UPWARDS_ONLY) {
                Collections.reverse(found);
            }
        });
        return () -> new Leaves(found.iterator());
    }

    /** All on one page. */
    private record Leaves(Iterator<Fetched<Contact>> leaves) implements Pages.Steps<Contact> {
        @Override
        public boolean hasNext() {
            return leaves.hasNext();
        }

        @Override
        public Fetched<Contact> next() {
            return leaves.next();
        }

        @Override
        public String checkpoint() {
            throw refusal(ErrorCode.UNSUPPORTED);
        }
    }

    @Override
    public Outcome<Receipt> tryCreate(Changes<Contact> contact, Intent intent) {
        return done(put(contact.values()));
    }

    @Override
    public List<Outcome<Receipt>> tryCreateAll(List<Changes<Contact>> all, Intent intent) {
        return all.stream().map(one -> tryCreate(one, intent)).toList();
    }

    @Override
    public Outcome<Receipt> tryUpdate(Ref contact, Changes<Contact> changes, Intent intent) {
        String version = String.valueOf(versions.get(contact.id()));
        if (!changes.version().orElse(version).equals(version) && slip != Slip.OVERWRITES_WHAT_IS_NEWER) {
            return new Outcome.Rejected<>(refusal(ErrorCode.CONFLICT));
        }
        Map<String, @Nullable Object> held = contacts.getOrDefault(contact.id(), new HashMap<>());
        changes.values().forEach((field, value) -> {
            if (value != null || slip != Slip.FORGETS_TO_CLEAR) {
                held.put(field, value);
            }
        });
        versions.merge(contact.id(), 1, Integer::sum);
        return done(contact.id());
    }

    @Override
    public Outcome<Receipt> tryDelete(Ref contact, Intent intent) {
        contacts.remove(contact.id());
        return done(contact.id());
    }

    private static Outcome<Receipt> done(String id) {
        return new Outcome.Committed<>(new Receipt(
                Contact.ref(id), "none", Instant.EPOCH, false, Attribution.OURS, Durability.MEMORY, null, 1, 1));
    }

    private static ConnectorException refusal(ErrorCode code) {
        return Failure.unsent(code, "paper", "contacts", "The paper says no.").toException();
    }

    @Override
    public Crm under(Grant grant) {
        return this;
    }

    @Override
    public Contacts contacts() {
        return this;
    }

    @Override
    public Companies companies() {
        throw refusal(ErrorCode.UNSUPPORTED);
    }

    @Override
    public Activities activities() {
        throw refusal(ErrorCode.UNSUPPORTED);
    }

    @Override
    public CrmUsers users() {
        throw refusal(ErrorCode.UNSUPPORTED);
    }

    @Override
    public String system() {
        return "paper";
    }

    @Override
    public List<String> capabilities() {
        return List.of("contacts.get", "contacts.find", "contacts.create", "contacts.update", "contacts.delete");
    }

    @Override
    public Map<String, Strategy> strategies() {
        return Map.of();
    }

    @Override
    public Recovery recover() {
        return new Recovery(0, 0, 0);
    }

    @Override
    public void close() {}
}
