package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.FakeServerBuilder;
import dev.sallyport.testkit.FakeSettings;
import dev.sallyport.testkit.mess.Canary;
import dev.sallyport.testkit.mess.Label;
import dev.sallyport.testkit.mess.Mess;
import dev.sallyport.testkit.mess.MessyPopulation;
import dev.sallyport.testkit.mess.MessyWorld;
import dev.sallyport.testkit.spi.FakeRecords;
import dev.sallyport.testkit.spi.FakeRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A running fake of one Zendesk Support account. It comes with the groups "Support" and "Escalations", an agent as whom
 * clients act, a human colleague, and "Web form", the requester of all seeded tickets. Safe for several threads. Close it.
 */
public final class FakeZendesk extends FakeServer {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ZendeskPack pack;
    private final Setup setup;
    private final FakeSettings settings;

    private FakeZendesk(ZendeskPack pack, Setup setup, FakeSettings settings) {
        super(pack, settings);
        this.pack = pack;
        this.setup = setup;
        this.settings = settings;
    }

    /** What the person may as whom clients act. */
    public enum Role {
        /** Everything. */
        ADMIN,
        /** Everything but incremental exports and deleting people and organizations. */
        AGENT,
        /** Reading what an agent may. */
        LIGHT_AGENT,
        /** Nothing but asking who they are. */
        END_USER;

        String wire() {
            return switch (this) {
                case ADMIN -> "admin";
                case AGENT, LIGHT_AGENT -> "agent";
                case END_USER -> "end-user";
            };
        }
    }

    /** Starts an empty account with the defaults of {@link Builder}. */
    public static FakeZendesk start() {
        return builder().start();
    }

    /** Sets up an account. */
    public static Builder builder() {
        return new Builder();
    }

    /** The endpoints that are faked, as {@code GET /api/v2/tickets/{id}}; all others answer the vendor's 404. */
    public static List<String> coverage() {
        return Router.ROUTES.stream().map(Route::toString).toList();
    }

    @Override
    public Map<String, String> credentials() {
        return Map.of(
                "token", token(),
                "email", email(),
                "apiToken", apiToken(),
                "clientId", clientId(),
                "clientSecret", clientSecret());
    }

    @Override
    public FakeRecords records() {
        return new AccountRecords(this);
    }

    @Override
    public List<Canary> canaries() {
        MessyPopulation population = setup.population();
        MessyWorld world = setup.world();
        if (population != null) {
            return population.canaries();
        }
        return world == null || world.canaries().isEmpty() ? List.of() : List.of(Mess.canary());
    }

    @Override
    public Stream<Label> labels() {
        Start start = withAccount(Account::start);
        MessyWorld world = setup.world();
        if (start != null) {
            return start.labels();
        }
        return world == null
                ? Stream.empty()
                : Stream.concat(
                        world.rows().stream().flatMap(row -> labels(world, row.key())),
                        world.requests().stream()
                                .flatMap(request -> world.labelsOf(request.id()).stream())
                                .flatMap(label -> ticketOf(label.record()).stream()
                                        .map(id -> new Label(String.valueOf(id), "description", label.kind()))));
    }

    private Stream<Label> labels(MessyWorld world, String row) {
        Long user = withAccount(account -> account.userOf(row));
        return user == null
                ? Stream.empty()
                : world.labelsOf(row).stream()
                        .flatMap(label -> UserColumns.shown(label, String.valueOf(user)).stream());
    }

    /** How many records of the population were made until now. */
    long recordsMade() {
        Start start = withAccount(Account::start);
        return start == null ? 0 : start.made().sum();
    }

    <T extends @Nullable Object> T withAccount(Function<Account, T> work) {
        return seeState(() -> work.apply(pack.account()));
    }

    /** A bearer token that is good until the fake ends; faults never expire it, as its holder could not get another. */
    public String token() {
        return seeState(() -> pack.credentials().lastingToken());
    }

    /** The address of the agent as whom clients act; for Basic authentication the user is this and {@code /token}. */
    public String email() {
        return Account.AGENT_EMAIL;
    }

    /** The API token for Basic authentication. */
    public String apiToken() {
        return seeState(() -> pack.credentials().apiToken());
    }

    /** The id of the first OAuth client. */
    public String clientId() {
        return setup.clients().keySet().iterator().next();
    }

    /** The secret of the first OAuth client. */
    public String clientSecret() {
        return setup.clients().values().iterator().next();
    }

    /** A new authorization code, good for 120 seconds and one use. */
    public String authorizationCode() {
        return withState(() -> pack.credentials().code(settings.clock().instant()));
    }

    /** The ids of all tickets that are not deleted, in ascending order. */
    public List<Long> ticketIds() {
        return seeState(() ->
                pack.account().tickets.live().keySet().stream().map(Place::id).toList());
    }

    /**
     * A ticket as the wire would show it now, with its comments as a list under {@code comments}.
     *
     * @throws IllegalArgumentException if there is no such ticket
     */
    public Map<String, @Nullable Object> ticket(long id) {
        return outside(call -> TicketReads.everything(call, known(call, id)));
    }

    /**
     * The id of the group of that name.
     *
     * @throws IllegalArgumentException if there is no such group
     */
    public long group(String name) {
        return named("group", name, account -> account.groups, "name");
    }

    /**
     * The id of the ticket field with that title: {@code Order number} (text), {@code Contact reason} (tagger) or
     * {@code Seen by a person} (checkbox), or a system field by its type.
     *
     * @throws IllegalArgumentException if there is no such field
     */
    public long field(String title) {
        return named("ticket field", title, account -> account.fields, "title");
    }

    private long named(String kind, String name, Function<Account, Table> table, String property) {
        return seeState(() -> table.apply(pack.account()).rows().values().stream()
                .filter(row -> row.path(property).asString("").equals(name))
                .map(row -> row.path("id").longValue())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + kind + " \"" + name + "\"")));
    }

    /** Puts a new ticket of the web form's there, as of now; no effect of a client. Its id. */
    public long createTicket(String subject, String body) {
        return withState(() -> {
            Account account = pack.account();
            JsonNode requester = Objects.requireNonNull(account.userByEmail(Account.REQUESTER_EMAIL));
            return TicketEntry.seed(
                            account,
                            subject,
                            body,
                            requester.path("id").longValue(),
                            settings.clock().instant())
                    .id;
        });
    }

    /**
     * Changes a ticket as the human colleague would at the vendor's own pages; no effect of a client. It moves
     * {@code updated_at}, whose grain is one second.
     *
     * @param fields as in the body of a PUT below {@code ticket}, a {@code comment} too
     * @throws IllegalArgumentException if there is no such ticket or the vendor's rules refuse the change
     */
    public void edit(long ticketId, Map<String, ?> fields) {
        ObjectNode payload = JSON.valueToTree(fields);
        outside(call -> TicketWrites.updated(call, known(call, ticketId), payload, true));
    }

    /** The ticket that was made of a request of the world; empty if the world has none such. */
    public Optional<Long> ticketOf(String requestId) {
        return seeState(() -> Optional.ofNullable(pack.account().ticketOf(requestId)));
    }

    /** The request of the world of which a ticket was made; empty for any other ticket. */
    public Optional<String> requestOf(long ticketId) {
        return seeState(() -> Optional.ofNullable(pack.account().requestOf(ticketId)));
    }

    private static Ticket known(Call call, long id) {
        Ticket ticket = call.account().tickets.find(id);
        if (ticket == null) {
            throw new IllegalArgumentException("no ticket " + id);
        }
        return ticket;
    }

    private <T> T outside(Function<Call, T> work) {
        return withState(() -> {
            Instant now = settings.clock().instant();
            FakeRequest request = FakeRequest.of("GET", "/", Map.of(), new byte[0], now);
            Outside colleague = new Outside(now, Account.COLLEAGUE_EMAIL, settings.seed(), url());
            try {
                return work.apply(new Call(request, colleague, pack.account(), Map.of()));
            } catch (Refusal refusal) {
                throw new IllegalArgumentException("the vendor's rules refuse this", refusal);
            }
        });
    }

    /**
     * Sets up an account.
     *
     * <p>Defaults, beside those of {@link FakeServerBuilder}: no tickets, 700 requests a minute, 100 ticket updates a
     * minute, search without lag, tokens for 8 hours with the scopes {@code read} and {@code write}, an admin, one OAuth
     * client. Not for several threads.
     */
    public static final class Builder extends FakeServerBuilder<FakeZendesk, Builder> {
        private final Map<String, String> clients = new LinkedHashMap<>();
        private @Nullable MessyWorld world;
        private @Nullable MessyPopulation population;
        private long requestsPerMinute = 700;
        private long ticketUpdatesPerMinute = 100;
        private Duration searchLag = Duration.ZERO;
        private Duration tokenLifetime = Duration.ofHours(8);
        private Set<String> scopes = Set.of("read", "write");
        private Role role = Role.ADMIN;

        private Builder() {}

        /**
         * Fills the account with a user for each of the world's rows, an organization for each company that they name, and a
         * ticket for each of its requests, in their order from id 1.
         */
        public Builder world(MessyWorld value) {
            world = Objects.requireNonNull(value, "world");
            population = null;
            return this;
        }

        /**
         * Fills the account with a population: a user for each row, an organization for each company, and a ticket for each
         * inquiry, in their order from id 1. Nothing is made before it is looked at, so the size costs neither time nor
         * memory.
         */
        public Builder world(MessyPopulation value) {
            population = Objects.requireNonNull(value, "population");
            world = null;
            return this;
        }

        /**
         * Sets the account's limit, such as 10 for the smallest plan.
         *
         * @throws IllegalArgumentException if negative
         */
        public Builder requestsPerMinute(long requests) {
            requestsPerMinute = requireCount("requestsPerMinute", requests);
            return this;
        }

        /**
         * Sets the account's limit for updates of tickets.
         *
         * @throws IllegalArgumentException if negative
         */
        public Builder ticketUpdatesPerMinute(long updates) {
            ticketUpdatesPerMinute = requireCount("ticketUpdatesPerMinute", updates);
            return this;
        }

        private static long requireCount(String name, long count) {
            if (count < 0) {
                throw new IllegalArgumentException(name + " must be 0 or more, not " + count);
            }
            return count;
        }

        /**
         * Sets for how long search does not know what was written.
         *
         * @throws IllegalArgumentException if negative
         */
        public Builder searchLag(Duration lag) {
            if (lag.isNegative()) {
                throw new IllegalArgumentException("searchLag must be 0 or more, not " + lag);
            }
            searchLag = lag;
            return this;
        }

        /** Sets for how long tokens from the token endpoint are good, unless a request says {@code expires_in}. */
        public Builder tokenLifetime(Duration lifetime) {
            tokenLifetime = Objects.requireNonNull(lifetime, "lifetime");
            return this;
        }

        /** Sets the most that tokens may, such as {@code read} or {@code tickets:write}; also what {@code token()} may. */
        public Builder scopes(String... names) {
            scopes = Set.of(names);
            return this;
        }

        /** Sets what the person may as whom clients act. */
        public Builder role(Role value) {
            role = Objects.requireNonNull(value, "role");
            return this;
        }

        /** Adds an OAuth client in place of the one that is there by default. */
        public Builder client(String id, String secret) {
            clients.put(id, secret);
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected FakeZendesk start(FakeSettings settings) {
            Map<String, String> known =
                    clients.isEmpty() ? Map.of("sallyport_client", "sallyport-secret") : new LinkedHashMap<>(clients);
            Setup setup = new Setup(
                    world,
                    population,
                    requestsPerMinute,
                    ticketUpdatesPerMinute,
                    searchLag,
                    tokenLifetime,
                    scopes,
                    role,
                    known);
            return new FakeZendesk(new ZendeskPack(setup, settings), setup, settings);
        }
    }
}
