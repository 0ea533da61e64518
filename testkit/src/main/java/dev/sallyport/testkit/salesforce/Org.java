package dev.sallyport.testkit.salesforce;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The people of an org and the names that stand for it. */
final class Org {
    /** The user whom the fake's own client runs as. */
    static final String ADMIN = "integration@sallyport.example";

    /** The user who edits by hand when a test says so. */
    static final String HUMAN = "maria@sallyport.example";

    private final String id = Ids.of("00D", 1);
    private final List<SalesforceUser> users;
    private final Map<String, Caller> callers = new LinkedHashMap<>();

    Org(List<SalesforceUser> users) {
        this.users = List.copyOf(users);
    }

    String id() {
        return id;
    }

    List<SalesforceUser> users() {
        return users;
    }

    /** Makes the User records; needed again after the store was emptied. */
    void moveIn(Store store, Instant now) {
        SObjectType type = store.schema().standard("User");
        callers.clear();
        for (SalesforceUser user : users) {
            Table table = store.table(type);
            Row row = new Row(type, Ids.of(type.prefix(), table.nextNumber()));
            String local = user.username().replaceAll("@.*", "");
            Map<String, @Nullable Object> fields = new HashMap<>();
            fields.put("Username", user.username());
            fields.put("Email", user.username());
            fields.put("LastName", local.substring(0, 1).toUpperCase(Locale.ROOT) + local.substring(1));
            fields.put("Alias", local.substring(0, Math.min(8, local.length())));
            fields.put("IsActive", true);
            fields.put("UserType", "Standard");
            fields.put("TimeZoneSidKey", "GMT");
            fields.put("LocaleSidKey", "en_US");
            fields.put("LanguageLocaleKey", "en_US");
            new NewRow(store, row, row.id(), now).fill(fields);
            table.add(row);
            callers.put(user.username(), new Caller(row.id(), user));
        }
        found(store, now);
    }

    /** Makes the one Organization record. */
    private void found(Store store, Instant now) {
        SObjectType type = store.schema().standard("Organization");
        Table table = store.table(type);
        Row row = new Row(type, Ids.of(type.prefix(), table.nextNumber()));
        String founder = callers.values().iterator().next().userId();
        new NewRow(store, row, founder, now)
                .fill(Map.of(
                        "Name", "Sallyport",
                        "InstanceName", "FAKE1",
                        "OrganizationType", "Developer Edition",
                        "DefaultLocaleSidKey", "en_US",
                        "LanguageLocaleKey", "en_US",
                        "TimeZoneSidKey", "GMT"));
        table.add(row);
    }

    Caller caller(String username) {
        return Objects.requireNonNull(callers.get(username), username);
    }

    /** The user by login name; null if there is none. */
    @Nullable
    SalesforceUser user(String username) {
        return users.stream()
                .filter(user -> user.username().equalsIgnoreCase(username))
                .findFirst()
                .orElse(null);
    }

    /** The user whom an OAuth client runs as; null if no user has that client. */
    @Nullable
    SalesforceUser clientUser(String clientId) {
        return users.stream()
                .filter(user -> clientId.equals(user.clientId()))
                .findFirst()
                .orElse(null);
    }
}
