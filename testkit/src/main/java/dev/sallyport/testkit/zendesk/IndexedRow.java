package dev.sallyport.testkit.zendesk;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A user, group or organization as search sees it. */
record IndexedRow(Account account, String type, ObjectNode row) implements SearchItem {
    @Override
    public @Nullable Set<String> exact(String keyword) {
        return switch (keyword) {
            case "email", "role", "external_id", "phone" -> {
                String text = Values.text(row.path(keyword));
                yield text == null ? Set.of() : Set.of(text.toLowerCase(Locale.ROOT));
            }
            case "tags" -> {
                Set<String> tags = new LinkedHashSet<>();
                row.path("tags").forEach(tag -> tags.add(tag.asString("")));
                yield tags;
            }
            default -> {
                JsonNode fields = row.path(type + "_fields");
                yield fields.has(keyword) ? field(fields.path(keyword)) : type.equals("user") ? ofUser(keyword) : null;
            }
        };
    }

    /** A value, or those of several options that were chosen. */
    static Set<String> field(JsonNode value) {
        Set<String> values = new LinkedHashSet<>();
        (value.isArray() ? value.valueStream() : Stream.of(value)).forEach(each -> {
            String text = Values.text(each);
            if (text != null) {
                values.add(text.toLowerCase(Locale.ROOT));
            }
        });
        return values;
    }

    private @Nullable Set<String> ofUser(String keyword) {
        return switch (keyword) {
            case "organization" -> organization();
            case "group" -> groups();
            case "is_suspended" -> Set.of(String.valueOf(row.path("suspended").asBoolean(false)));
            case "is_verified" -> Set.of(String.valueOf(row.path("verified").asBoolean(false)));
            default -> null;
        };
    }

    private Set<String> organization() {
        ObjectNode organization =
                account.organizations.find(row.path("organization_id").asLong(0));
        return organization == null ? Set.of() : named(organization);
    }

    private Set<String> groups() {
        Set<String> groups = new LinkedHashSet<>();
        account.groupsOf(row.path("id").longValue()).forEach(id -> groups.addAll(named(account.groups.get(id))));
        return groups;
    }

    /** What a row that others point to is asked for by. */
    static Set<String> named(ObjectNode row) {
        return Set.of(row.path("id").asString(), row.path("name").asString("").toLowerCase(Locale.ROOT));
    }

    @Override
    public @Nullable String text(String keyword) {
        return switch (keyword) {
            case "name", "notes", "details" -> lower(keyword);
            case "" -> lower("name") + " \n " + lower("email") + " \n " + lower("notes") + " \n " + lower("details");
            default -> null;
        };
    }

    private String lower(String name) {
        return row.path(name).asString("").toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean timed(String keyword) {
        return keyword.equals("created") || keyword.equals("updated");
    }

    @Override
    public Instant time(String keyword) {
        return Instant.parse(row.path(keyword + "_at").asString());
    }

    static Set<String> names(ObjectNode user) {
        Set<String> names = new LinkedHashSet<>();
        String name = user.path("name").asString("").toLowerCase(Locale.ROOT);
        names.add(user.path("id").asString());
        names.add(name);
        names.addAll(Arrays.asList(name.split("\\s+", -1)));
        String email = Values.text(user.path("email"));
        if (email != null) {
            names.add(email.toLowerCase(Locale.ROOT));
        }
        return names;
    }
}
