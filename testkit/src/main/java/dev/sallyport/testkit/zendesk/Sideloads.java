package dev.sallyport.testkit.zendesk;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code include=} adds beside rows: the people, groups and organizations to which they point. */
final class Sideloads {
    private static final List<String> PEOPLE = List.of("requester_id", "submitter_id", "assignee_id", "author_id");

    private Sideloads() {}

    static void add(Call call, ObjectNode body, Iterable<JsonNode> rows) {
        add(call, body, rows, call.included());
    }

    static void add(Call call, ObjectNode body, Iterable<JsonNode> rows, Set<String> wanted) {
        Account account = call.account();
        add(call, body, rows, wanted, "users", account.users, PEOPLE);
        add(call, body, rows, wanted, "groups", account.groups, List.of("group_id", "default_group_id"));
        add(call, body, rows, wanted, "organizations", account.organizations, List.of("organization_id"));
    }

    private static void add(
            Call call,
            ObjectNode body,
            Iterable<JsonNode> rows,
            Set<String> wanted,
            String name,
            Table table,
            List<String> pointers) {
        if (!wanted.contains(name)) {
            return;
        }
        Set<Long> ids = new TreeSet<>();
        for (JsonNode row : rows) {
            pointers.stream().map(row::path).filter(JsonNode::isNumber).forEach(id -> ids.add(id.longValue()));
        }
        ArrayNode shown = body.withArray(name);
        for (long id : ids) {
            ObjectNode row = table.find(id);
            if (row != null) {
                shown.add(table.render(call, row));
            }
        }
    }
}
