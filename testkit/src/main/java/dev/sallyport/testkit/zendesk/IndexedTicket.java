package dev.sallyport.testkit.zendesk;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A ticket as search sees it. */
record IndexedTicket(Account account, TicketImage image) implements SearchItem {
    @Override
    public String type() {
        return "ticket";
    }

    @Override
    public @Nullable Set<String> exact(String keyword) {
        if (keyword.startsWith(Ticket.CUSTOM)) {
            return one(keyword);
        }
        return switch (keyword) {
            case "status", "priority", "external_id" -> one(keyword);
            case "ticket_type" -> one("type");
            case "tags" -> tags();
            case "requester", "submitter", "assignee" -> person(keyword + "_id");
            case "group" -> named(account.groups, "group_id");
            case "organization" -> named(account.organizations, "organization_id");
            case "via" -> Set.of("api");
            default -> null;
        };
    }

    private Set<String> one(String name) {
        String text = Values.text(image.value(name));
        return text == null ? Set.of() : Set.of(text.toLowerCase(Locale.ROOT));
    }

    private Set<String> tags() {
        Set<String> tags = new LinkedHashSet<>();
        image.value("tags").forEach(tag -> tags.add(tag.asString()));
        return tags;
    }

    private Set<String> named(Table table, String name) {
        JsonNode id = image.value(name);
        ObjectNode row = id.isNumber() ? table.find(id.longValue()) : null;
        Set<String> names = new LinkedHashSet<>();
        if (row != null) {
            names.add(id.asString());
            names.add(row.path("name").asString("").toLowerCase(Locale.ROOT));
        }
        return names;
    }

    /** By id, address, full name, or one word of the name. */
    private Set<String> person(String name) {
        Set<String> names = named(account.users, name);
        JsonNode id = image.value(name);
        ObjectNode user = id.isNumber() ? account.users.find(id.longValue()) : null;
        if (user != null) {
            names.addAll(IndexedRow.names(user));
        }
        return names;
    }

    @Override
    public @Nullable String text(String keyword) {
        return switch (keyword) {
            case "subject" -> subject();
            case "description" -> description();
            case "comment" -> comments();
            case "" -> subject() + " \n " + comments();
            default -> null;
        };
    }

    private String subject() {
        return image.value("subject").asString("").toLowerCase(Locale.ROOT);
    }

    private String description() {
        return image.comments() == 0 ? "" : image.ticket().comments.get(0).searchable();
    }

    private String comments() {
        StringBuilder all = new StringBuilder();
        image.ticket()
                .comments
                .subList(0, image.comments())
                .forEach(comment -> all.append(comment.searchable()).append(" \n "));
        return all.toString();
    }

    @Override
    public boolean timed(String keyword) {
        return Set.of("created", "updated", "due_date").contains(keyword);
    }

    @Override
    public @Nullable Instant time(String keyword) {
        return switch (keyword) {
            case "created" -> image.ticket().createdAt;
            case "updated" -> image.updatedAt();
            default -> due();
        };
    }

    private @Nullable Instant due() {
        String due = Values.text(image.value("due_at"));
        return due != null && SearchTime.readable(due) && due.length() > 10 ? Instant.parse(due) : null;
    }
}
