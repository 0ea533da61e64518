package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.mess.CustomerRow;
import dev.sallyport.testkit.mess.MessyWorld;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Puts the rows of a world into an account: a user for each, and an organization for each company that they name. */
final class MovedIn {
    private final Account account;
    private final Instant founded;
    private final Map<String, Long> organizations = new HashMap<>();
    private final Map<String, Long> users = new HashMap<>();

    MovedIn(Account account, Instant founded) {
        this.account = account;
        this.founded = founded;
    }

    /** The ids of the users by the keys of their rows. */
    Map<String, Long> all(MessyWorld world) {
        world.rows().forEach(this::user);
        return users;
    }

    private void user(CustomerRow row) {
        Instant created = time(row, CustomerRow.CREATED_AT, founded);
        Instant changed = time(row, CustomerRow.LAST_MODIFIED_AT, created);
        Long organization = organization(row.text(CustomerRow.COMPANY));
        ObjectNode user = account.users.add(UserColumns.user(row, organization), created);
        user.put("updated_at", Values.stamp(changed.isBefore(created) ? created : changed));
        long id = user.path("id").longValue();
        users.put(row.key(), id);
        if (row.deleted()) {
            user.putNull("email");
            account.users.retire(id);
            return;
        }
        account.known(user, created);
        if (organization != null) {
            account.organizationMemberships.add(
                    Replies.object()
                            .put("user_id", id)
                            .put("organization_id", organization)
                            .put("default", true)
                            .put("view_tickets", true),
                    created);
        }
    }

    private @Nullable Long organization(@Nullable String company) {
        String name = company == null ? "" : company.strip();
        return name.isEmpty()
                ? null
                : organizations.computeIfAbsent(
                        name,
                        absent -> account.organizations
                                .add(Organizations.named(name), founded)
                                .path("id")
                                .longValue());
    }

    /** A stamp is the system's own, so what cannot be one is not taken from the row. */
    private static Instant time(CustomerRow row, String field, Instant otherwise) {
        String text = row.text(field);
        try {
            Instant time = text == null ? otherwise : Instant.parse(text);
            return time.isAfter(otherwise) && field.equals(CustomerRow.CREATED_AT) ? otherwise : time;
        } catch (DateTimeParseException spoilt) {
            return otherwise;
        }
    }
}
