package dev.sallyport.testkit.zendesk;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
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

    static final Set<String> BRAND = Set.of("fake", String.valueOf(Account.BRAND));
    static final Set<String> FORM = Set.of("default ticket form", String.valueOf(Account.FORM));

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
            case "brand" -> BRAND;
            case "form" -> FORM;
            case "satisfaction" -> Set.of("unoffered");
            case "recipient" -> one(keyword);
            case "cc" -> people("collaborator_ids", "email_cc_ids");
            case "commenter" -> commenters();
            case "has_attachment" -> Set.of(String.valueOf(hasAttachment()));
            case "fieldvalue" -> fieldValues();
            default -> null;
        };
    }

    private Set<String> one(String name) {
        return IndexedRow.field(image.value(name));
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
            names.addAll(IndexedRow.named(row));
        }
        return names;
    }

    /** By id, address, full name, or one word of the name. */
    private Set<String> person(String name) {
        Set<String> names = new LinkedHashSet<>();
        add(image.value(name).asLong(0), names);
        return names;
    }

    private void add(long id, Set<String> names) {
        ObjectNode user = account.users.find(id);
        if (user != null) {
            names.addAll(IndexedRow.names(user));
        }
    }

    private Set<String> people(String... lists) {
        Set<String> names = new LinkedHashSet<>();
        for (String list : lists) {
            image.value(list).forEach(id -> add(id.asLong(0), names));
        }
        return names;
    }

    private List<Comment> seen() {
        return image.ticket().comments.subList(0, image.comments());
    }

    private Set<String> commenters() {
        Set<String> names = new LinkedHashSet<>();
        seen().forEach(comment -> add(comment.authorId(), names));
        return names;
    }

    private boolean hasAttachment() {
        return seen().stream().anyMatch(comment -> !comment.attachments().isEmpty());
    }

    private Set<String> fieldValues() {
        Set<String> values = new LinkedHashSet<>();
        image.values().keySet().stream()
                .filter(name -> name.startsWith(Ticket.CUSTOM))
                .forEach(name -> values.addAll(one(name)));
        return values;
    }

    @Override
    public @Nullable String text(String keyword) {
        return switch (keyword) {
            case "subject" -> subject();
            case "description" -> description();
            case "comment" -> comments();
            case "" -> image.ticket().id + " \n " + subject() + " \n " + comments();
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
        seen().forEach(comment -> all.append(comment.searchable()).append(" \n "));
        return all.toString();
    }

    @Override
    public boolean timed(String keyword) {
        return Set.of("created", "updated", "due_date", "solved").contains(keyword);
    }

    @Override
    public @Nullable Instant time(String keyword) {
        return switch (keyword) {
            case "created" -> image.ticket().createdAt;
            case "updated" -> image.updatedAt();
            case "solved" -> new Metrics(account, image.ticket()).solved();
            default -> due();
        };
    }

    private @Nullable Instant due() {
        String due = Values.text(image.value("due_at"));
        return due != null && SearchTime.readable(due) && due.length() > 10 ? Instant.parse(due) : null;
    }
}
