package dev.sallyport.testkit.zendesk;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A user, group or organization as search sees it. */
record IndexedRow(String type, ObjectNode row) implements SearchItem {
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
            default -> null;
        };
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
