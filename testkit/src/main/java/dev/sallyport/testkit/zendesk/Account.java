package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.mess.MessyPopulation;
import dev.sallyport.testkit.mess.MessyWorld;
import dev.sallyport.testkit.world.Request;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Everything that the account holds. Guarded by the engine's lock. */
final class Account {
    static final long FORM = 360_000_500_001L;
    static final long BRAND = 360_000_600_001L;
    static final String AGENT_EMAIL = "agent@fake.example";
    static final String COLLEAGUE_EMAIL = "colleague@fake.example";
    static final String REQUESTER_EMAIL = "web-form@fake.example";

    final Table users = new Table("users", 360_000_100_001L);
    final Table groups = new Table("groups", 360_000_200_001L);
    final Table memberships = new Table("group_memberships", 360_000_250_001L);
    final Table organizations = new Table("organizations", 360_000_300_001L);
    final Table organizationMemberships = new Table("organization_memberships", 360_000_350_001L);
    final Table identities = new Table("identities", 360_000_150_001L);
    final Table views = new Table("views", 360_000_800_001L);
    final Table macros = new Table("macros", 360_000_850_001L);
    final Table userFields = new Table("user_fields", 360_000_410_001L);
    final Table organizationFields = new Table("organization_fields", 360_000_420_001L);
    final Table fields = new Table("ticket_fields", 360_000_400_001L);
    final Table statuses = new Table("custom_statuses", 360_000_450_001L);
    final TicketShelf tickets;
    final Map<String, ObjectNode> jobs = new LinkedHashMap<>();
    final Uploads uploads = new Uploads();
    final IdempotencyKeys keys = new IdempotencyKeys();

    private final Map<String, Long> usersByEmail = new HashMap<>();
    private final Set<String> forgotten = new HashSet<>();
    private final Map<Long, Set<Long>> groupsByMember = new HashMap<>();
    private final Map<String, Long> ticketsByRequest = new LinkedHashMap<>();
    private final Map<Long, String> requestsByTicket = new HashMap<>();
    private final Map<String, Long> usersByRow = new HashMap<>();
    private final List<Long> customFieldIds = new ArrayList<>();
    private long lastEventId = 900_000_000_000L;
    private @Nullable Start start;

    Account(Setup setup, Instant startedAt) {
        tickets = new TicketShelf(setup.searchLag());
        Instant founded = startedAt.minus(30, ChronoUnit.DAYS);
        long support = group("Support", true, founded);
        long escalations = group("Escalations", false, founded);
        ObjectNode agent = person("Fake Agent", AGENT_EMAIL, setup.role().wire(), founded);
        ObjectNode colleague = person("Human Colleague", COLLEAGUE_EMAIL, "agent", founded);
        person("Web form", REQUESTER_EMAIL, "end-user", founded);
        for (ObjectNode member : List.of(agent, colleague)) {
            member.put("default_group_id", support);
            join(member.path("id").longValue(), support, founded);
            join(member.path("id").longValue(), escalations, founded);
        }
        Furniture.put(this, founded);
        MessyWorld world = setup.world();
        if (world != null) {
            usersByRow.putAll(new MovedIn(this, founded).all(world));
            UserColumns.putFields(this, founded);
            requests(world.requests(), startedAt);
        }
        MessyPopulation population = setup.population();
        if (population != null) {
            moveIn(new Start(
                    population,
                    List.of(agent.path("id").longValue(), colleague.path("id").longValue()),
                    support));
            UserColumns.putFields(this, founded);
        }
    }

    private void moveIn(Start begun) {
        start = begun;
        users.stand(new Bases.Users(begun));
        organizations.stand(new Bases.Organizations(begun));
        identities.stand(new Bases.Addresses(begun));
        organizationMemberships.stand(new Bases.Members(begun));
        tickets.stand(new TicketBase(begun));
    }

    /** Whether whoever looks at a row may change it. */
    void writing(boolean now) {
        List.of(users, organizations, identities, organizationMemberships).forEach(table -> table.writing(now));
    }

    /** What was there from the start; null without a population. */
    @Nullable
    Start start() {
        return start;
    }

    private long group(String name, boolean main, Instant now) {
        ObjectNode group = Replies.object()
                .put("is_public", true)
                .put("name", name)
                .put("description", "")
                .put("default", main)
                .put("deleted", false);
        return groups.add(group, now).path("id").longValue();
    }

    /** A person with every key that the vendor shows. */
    ObjectNode person(String name, @Nullable String email, String role, Instant now) {
        ObjectNode user = users.add(Furniture.person(name, email, role), now);
        known(user, now);
        return user;
    }

    /** From now on the user is known by the address, if there is one. */
    void known(ObjectNode user, Instant now) {
        String email = Values.text(user.path("email"));
        if (email != null) {
            usersByEmail.put(fold(email), user.path("id").longValue());
            Identities.add(this, user.path("id").longValue(), "email", email, true, now);
        }
    }

    /** All stamped an hour or more ago, a second apart, so that no write of today shares a second with them. */
    private void requests(List<Request> requests, Instant startedAt) {
        Instant first = startedAt.minus(1, ChronoUnit.HOURS).minusSeconds(requests.size());
        long requester =
                Objects.requireNonNull(userByEmail(REQUESTER_EMAIL)).path("id").longValue();
        for (int index = 0; index < requests.size(); index++) {
            Request request = requests.get(index);
            String text = request.reason() + "\n\n" + request.known();
            long id = TicketEntry.seed(this, "Request " + request.id(), text, requester, first.plusSeconds(index)).id;
            ticketsByRequest.put(request.id(), id);
            requestsByTicket.put(id, request.id());
        }
    }

    long nextEventId() {
        return ++lastEventId;
    }

    void addCustomField(long id) {
        customFieldIds.add(id);
    }

    List<Long> customFieldIds() {
        return customFieldIds;
    }

    @Nullable
    ObjectNode userByEmail(@Nullable String email) {
        String folded = email == null ? "" : fold(email);
        Long id = usersByEmail.get(folded);
        if (id != null || users.base() == null || forgotten.contains(folded)) {
            return id == null ? null : users.find(id);
        }
        List<ObjectNode> found = users.with("email", folded);
        return found.isEmpty() ? null : found.get(0);
    }

    void alsoKnownAs(String email, long user, Instant now) {
        Long before = usersByEmail.put(fold(email), user);
        forgotten.remove(fold(email));
        if (before == null && Identities.find(this, email) == null) {
            boolean first = identities.pointing("user_id", user).isEmpty();
            Identities.add(this, user, "email", email, first, now);
        }
    }

    /** Another address in the place of one. */
    void exchangeEmail(String old, String email, long user) {
        forgetEmail(old);
        usersByEmail.put(fold(email), user);
        forgotten.remove(fold(email));
    }

    void forgetEmail(String email) {
        usersByEmail.remove(fold(email));
        forgotten.add(fold(email));
    }

    void forgetEmails(long user) {
        usersByEmail.values().removeIf(id -> id == user);
        for (ObjectNode identity : identities.pointing("user_id", user)) {
            forgotten.add(fold(identity.path("value").asString("")));
            identities.remove(identity.path("id").longValue());
        }
    }

    private static String fold(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    Set<Long> groupsOf(long user) {
        return groupsByMember.getOrDefault(user, Set.of());
    }

    boolean isMember(long user, long group) {
        return groupsByMember.getOrDefault(user, Set.of()).contains(group);
    }

    void join(long user, long group, Instant now) {
        if (groupsByMember.computeIfAbsent(user, absent -> new HashSet<>()).add(group)) {
            boolean first = groupsByMember.get(user).size() == 1;
            memberships.add(
                    Replies.object().put("user_id", user).put("group_id", group).put("default", first), now);
        }
    }

    void leave(long user, long group) {
        groupsByMember.getOrDefault(user, new HashSet<>()).remove(group);
    }

    /** The first organization of a user is the one that the user row names. */
    void joinOrganization(long user, long organization, Instant now) {
        boolean known = organizationMemberships.pointing("user_id", user).stream()
                .anyMatch(row -> row.path("organization_id").longValue() == organization);
        if (known) {
            return;
        }
        ObjectNode person = users.get(user);
        boolean first = person.path("organization_id").isNull()
                || person.path("organization_id").longValue() == organization;
        organizationMemberships.add(
                Replies.object()
                        .put("user_id", user)
                        .put("organization_id", organization)
                        .put("default", first)
                        .put("view_tickets", true),
                now);
        if (first) {
            person.put("organization_id", organization);
        }
    }

    boolean isAgent(long user) {
        JsonNode found = users.find(user);
        return found != null
                && found.path("active").booleanValue()
                && !found.path("role").asString("").equals("end-user");
    }

    /** The account's own row for a category. */
    JsonNode customStatusId(String status) {
        String category = status.equals("closed") ? "solved" : status;
        for (ObjectNode row : statuses.rows().values()) {
            if (row.path("status_category").asString("").equals(category)
                    && row.path("default").booleanValue()) {
                return row.path("id");
            }
        }
        return JsonNodeFactory.instance.nullNode();
    }

    @Nullable
    Long ticketOf(String request) {
        return ticketsByRequest.get(request);
    }

    /** The user that was made of a row of the world. */
    @Nullable
    Long userOf(String row) {
        return usersByRow.get(row);
    }

    @Nullable
    String requestOf(long ticket) {
        return requestsByTicket.get(ticket);
    }
}
