package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.FakeRecords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An account's records by the plural that its paths use. Tickets can be seeded, with {@code subject} and {@code body}. */
final class AccountRecords implements FakeRecords {
    private static final String TICKETS = "tickets";

    private final FakeZendesk fake;

    AccountRecords(FakeZendesk fake) {
        this.fake = fake;
    }

    private static Map<String, Table> tables(Account account) {
        Map<String, Table> tables = new LinkedHashMap<>();
        tables.put("users", account.users);
        tables.put("organizations", account.organizations);
        tables.put("groups", account.groups);
        tables.put("group_memberships", account.memberships);
        tables.put("ticket_fields", account.fields);
        tables.put("custom_statuses", account.statuses);
        return tables;
    }

    private static Table table(Account account, String resource) {
        Table table = tables(account).get(resource);
        if (table == null) {
            throw new IllegalArgumentException("the fake account has no " + resource);
        }
        return table;
    }

    @Override
    public List<String> resources() {
        return fake.withAccount(account -> {
            List<String> names = new ArrayList<>(List.of(TICKETS));
            names.addAll(tables(account).keySet());
            return List.copyOf(names);
        });
    }

    @Override
    public long count(String resource) {
        return fake.withAccount(account -> resource.equals(TICKETS)
                ? account.tickets.live().size()
                : table(account, resource).rows().size());
    }

    @Override
    public List<Map<String, Object>> page(String resource, long from, int atMost) {
        if (resource.equals(TICKETS)) {
            List<Long> ids = fake.withAccount(account -> account.tickets.live().keySet().stream()
                    .skip(from)
                    .limit(atMost)
                    .map(Place::id)
                    .toList());
            return ids.stream().map(id -> set(fake.ticket(id))).toList();
        }
        return fake.withAccount(account -> table(account, resource).rows().values().stream()
                .skip(from)
                .limit(atMost)
                .map(row -> set(Values.fields(row)))
                .toList());
    }

    private static Map<String, Object> set(Map<String, @Nullable Object> fields) {
        Map<String, Object> present = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (value != null) {
                present.put(name, value);
            }
        });
        return present;
    }

    @Override
    public String add(String resource, Map<String, ? extends @Nullable Object> fields) {
        if (!resource.equals(TICKETS)) {
            throw new IllegalArgumentException(
                    "only tickets can be seeded here; send others to the fake's own API: " + resource);
        }
        for (String name : fields.keySet()) {
            if (!name.equals("subject") && !name.equals("body")) {
                throw new IllegalArgumentException("a seeded ticket has subject and body, not " + name);
            }
        }
        return String.valueOf(fake.createTicket(text(fields, "subject"), text(fields, "body")));
    }

    private static String text(Map<String, ? extends @Nullable Object> fields, String name) {
        return Objects.requireNonNullElse(fields.get(name), "").toString();
    }
}
