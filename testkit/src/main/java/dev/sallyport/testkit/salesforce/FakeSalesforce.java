package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.FakeServerBuilder;
import dev.sallyport.testkit.FakeSettings;
import dev.sallyport.testkit.mess.Canary;
import dev.sallyport.testkit.mess.Label;
import dev.sallyport.testkit.mess.MessyPopulation;
import dev.sallyport.testkit.mess.MessyWorld;
import dev.sallyport.testkit.spi.FakeRecords;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A fake Salesforce org on a port of its own: OAuth, describe, records, SOQL with paging, collections and composite, over
 * records in memory. {@link #coverage()} lists what it answers. Safe for several threads. Close it.
 *
 * <p>The org has Account, Contact, Lead, Opportunity, Task, Event, Case, Note and User. Account, Contact and Task have the
 * custom field {@code Sallyport_Intent__c} (external id, unique), Account and Contact have {@code Sallyport_Updates__c} (text),
 * Contact has {@code CustomerNumber__c} (external id, not unique).
 */
public final class FakeSalesforce extends FakeServer {
    private static final String PASSWORD = "fake-password";

    private final SalesforcePack pack;
    private final InstantSource clock;
    private final SalesforceUser admin;

    private FakeSalesforce(SalesforcePack pack, FakeSettings settings, SalesforceUser admin) {
        super(pack, settings);
        this.pack = pack;
        this.clock = settings.clock();
        this.admin = admin;
    }

    /** Starts an org with nobody in it but its users; see {@link Builder} for the defaults. */
    public static FakeSalesforce start() {
        return builder().start();
    }

    /** Sets up an org. */
    public static Builder builder() {
        return new Builder();
    }

    /** What is faked and what is not. */
    public static Coverage coverage() {
        return Covered.COVERAGE;
    }

    @Override
    public Map<String, String> credentials() {
        return Map.of(
                "clientId", clientId(),
                "clientSecret", clientSecret(),
                "username", admin.username(),
                "password", PASSWORD,
                "token", token(),
                "refreshToken", refreshToken());
    }

    @Override
    public FakeRecords records() {
        return new OrgRecords(this);
    }

    /** The id of the OAuth client that may do everything. */
    public String clientId() {
        return String.valueOf(admin.clientId());
    }

    /** The secret of {@link #clientId()}. */
    public String clientSecret() {
        return String.valueOf(admin.clientSecret());
    }

    /** The login name of the user who may do everything. */
    public String username() {
        return admin.username();
    }

    /** The password of {@link #username()}, for SOAP and OAuth; a security token after it does not matter. */
    public String password() {
        return PASSWORD;
    }

    /** A new authorization code of the user who may do everything, good for one use within 15 minutes. */
    public String authorizationCode() {
        return withState(() -> pack.sessions().code(admin.username(), clock.instant()));
    }

    /**
     * Makes writes to a record, and to records that point to it, fail with UNABLE_TO_LOCK_ROW until {@link #unlock}, as when
     * another process holds the row. Gone after {@link #reset()}.
     *
     * @throws IllegalArgumentException if the record is not there
     */
    public void lock(String object, String id) {
        withState(() -> pack.state().store().locks().add(row(object, id).id()));
    }

    /**
     * Lets a record go again.
     *
     * @throws IllegalArgumentException if the record is not there
     */
    public void unlock(String object, String id) {
        withState(() -> pack.state().store().locks().remove(row(object, id).id()));
    }

    /** A bearer token of the user who may do everything; it never expires and survives {@link #reset()}. */
    public String token() {
        return token(admin.username());
    }

    /**
     * A bearer token of one of the users; it never expires and survives {@link #reset()}.
     *
     * @throws IllegalArgumentException if the org has no such user
     */
    public String token(String username) {
        if (pack.org().user(username) == null) {
            throw new IllegalArgumentException("the fake org has no user " + username);
        }
        return pack.sessions().lasting(username);
    }

    /** A token for the {@code refresh_token} grant of any client; it always works. */
    public String refreshToken() {
        return SalesforcePack.refreshToken();
    }

    /**
     * Puts a record there as an import does: trimmed, not validated, and no effect in the truth. Times are ISO texts, and
     * audit fields may be set. Gone after {@link #reset()}.
     *
     * @return its 18-character id
     * @throws IllegalArgumentException if the object or a field is not there, or the value has the wrong type
     */
    public String insert(String object, Map<String, ? extends @Nullable Object> fields) {
        return withState(() -> imports(Org.ADMIN).insert(object, fields).id());
    }

    /**
     * Changes a record as a colleague does by hand: it moves {@code LastModifiedDate}, and is no effect in the truth.
     *
     * @throws IllegalArgumentException if the record or a field is not there, or the value has the wrong type
     */
    public void update(String object, String id, Map<String, ? extends @Nullable Object> fields) {
        withState(() -> {
            imports(Org.HUMAN).update(row(object, id), fields);
            return true;
        });
    }

    /**
     * Puts a record into the recycle bin as a colleague does by hand.
     *
     * @throws IllegalArgumentException if the record is not there
     */
    public void delete(String object, String id) {
        update(object, id, Map.of("IsDeleted", true));
    }

    /**
     * The fields of a record that are set, deleted ones too ({@code IsDeleted}); times as Salesforce writes them.
     *
     * @throws IllegalArgumentException if the record is not there
     */
    public Map<String, Object> record(String object, String id) {
        return seeState(() -> OrgRecords.shown(row(object, id)));
    }

    /** The ids of all records of an object, oldest first, deleted ones too. */
    public List<String> ids(String object) {
        return seeState(() -> {
            Imports imports = imports(Org.ADMIN);
            return pack.state()
                    .store()
                    .table(imports.type(object))
                    .all()
                    .map(Row::id)
                    .toList();
        });
    }

    /**
     * The id of the Contact that a row of the world became.
     *
     * @param rowKey {@code CustomerRow.key()}
     * @throws IllegalArgumentException if the fake was given no world with such a row
     */
    public String contactId(String rowKey) {
        String id = seeState(() -> pack.contactId(rowKey));
        if (id.isEmpty()) {
            throw new IllegalArgumentException("no row of the fake's world has the key " + rowKey);
        }
        return id;
    }

    @Override
    public List<Canary> canaries() {
        return pack.canaries();
    }

    @Override
    public Stream<Label> labels() {
        return pack.labels();
    }

    /** How many records of the population were made until now. */
    long recordsMade() {
        return seeState(() -> pack.state().store().made());
    }

    <T> T withOrg(Function<Store, T> work) {
        return seeState(() -> work.apply(pack.state().store()));
    }

    private Imports imports(String username) {
        return new Imports(pack.state().store(), pack.org().caller(username).userId(), clock);
    }

    private Row row(String object, String id) {
        SObjectType type = imports(Org.ADMIN).type(object);
        String full = Ids.normalized(id);
        Row row = full == null ? null : pack.state().store().table(type).row(full);
        if (row == null) {
            throw new IllegalArgumentException("the fake org has no " + type.name() + " with the id " + id);
        }
        return row;
    }

    /**
     * Sets up a fake org. Not for several threads.
     *
     * <p>Defaults, besides those of {@link FakeServerBuilder}: no world, 15,000 requests in 24 hours, pages of up to 2,000
     * records, tokens that last 2 hours, the fields for intents there, one client that may do everything.
     */
    public static final class Builder extends FakeServerBuilder<FakeSalesforce, Builder> {
        private @Nullable MessyWorld world;
        private @Nullable MessyPopulation population;
        private long dailyLimit = 15_000;
        private int pageSize = 2_000;
        private Duration tokenLifetime = Duration.ofHours(2);
        private boolean intentField = true;
        private String clientId = "3MVG9sallyport.fake.client";
        private String clientSecret = "fake-client-secret";
        private final Map<String, List<Field>> customFields = new LinkedHashMap<>();
        private final List<SalesforceUser> users = new ArrayList<>();

        private Builder() {}

        /** Fills the org with a world's customers: one account, and a contact for each row. */
        public Builder world(MessyWorld customers) {
            world = customers;
            population = null;
            return self();
        }

        /**
         * Fills the org with a population: an account for each company, a contact for each row, and eight users who look
         * after them. Nothing is made before it is looked at, so the size costs neither time nor memory.
         */
        public Builder world(MessyPopulation customers) {
            population = customers;
            world = null;
            return self();
        }

        /** Sets how many requests the org takes in 24 hours; 0 refuses all. */
        public Builder dailyLimit(long requests) {
            dailyLimit = requests;
            return self();
        }

        /** Makes it an org in which nobody has made {@code Sallyport_Intent__c} and {@code Sallyport_Updates__c}. */
        public Builder withoutIntentField() {
            intentField = false;
            return self();
        }

        /** Sets the OAuth client that may do everything. */
        public Builder client(String id, String secret) {
            clientId = id;
            clientSecret = secret;
            return self();
        }

        /**
         * Adds a field to an object such as {@code Contact}.
         *
         * @throws IllegalArgumentException when the fake starts, if there is no such object
         */
        public Builder customField(String object, CustomField field) {
            customFields.computeIfAbsent(object, absent -> new ArrayList<>()).add(field.field());
            return self();
        }

        /** Adds a user. */
        public Builder user(SalesforceUser user) {
            users.add(user);
            return self();
        }

        /**
         * Sets the most records on a page, whatever clients ask for.
         *
         * @throws IllegalArgumentException if less than 1
         */
        public Builder pageSize(int records) {
            if (records < 1) {
                throw new IllegalArgumentException("pageSize must be 1 or more, not " + records);
            }
            pageSize = records;
            return self();
        }

        /** Sets how long a token from the token endpoint works, counted from its issue. */
        public Builder tokenLifetime(Duration lifetime) {
            tokenLifetime = lifetime;
            return self();
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected FakeSalesforce start(FakeSettings settings) {
            SalesforceUser admin =
                    SalesforceUser.named(Org.ADMIN).password(PASSWORD).client(clientId, clientSecret);
            List<SalesforceUser> all = new ArrayList<>(List.of(admin, SalesforceUser.named(Org.HUMAN)));
            all.addAll(users);
            SalesforceSettings org = new SalesforceSettings(
                    settings.seed(),
                    settings.clock(),
                    world,
                    population,
                    dailyLimit,
                    pageSize,
                    tokenLifetime,
                    customFields(),
                    all);
            return new FakeSalesforce(new SalesforcePack(org), settings, admin);
        }

        private Map<String, List<Field>> customFields() {
            Map<String, List<Field>> all = new LinkedHashMap<>();
            all.put("Contact", new ArrayList<>(List.of(Schema.customerNumber())));
            all.put("Account", new ArrayList<>());
            all.put("Task", new ArrayList<>());
            if (world != null || population != null) {
                all.computeIfAbsent("Contact", absent -> new ArrayList<>()).addAll(WorldColumns.custom());
            }
            if (intentField) {
                all.values().forEach(fields -> fields.add(Schema.intentField()));
                List.of("Account", "Contact")
                        .forEach(object ->
                                all.getOrDefault(object, new ArrayList<>()).add(Schema.updatesField()));
            }
            customFields.forEach((object, fields) ->
                    all.computeIfAbsent(object, absent -> new ArrayList<>()).addAll(fields));
            return all;
        }
    }
}
