package dev.sallyport.testkit.zendesk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a new account comes with. */
final class Furniture {
    private static final List<String> SYSTEM_FIELDS =
            List.of("subject", "description", "status", "tickettype", "priority", "group", "assignee");
    private static final Map<String, List<String>> SYSTEM_OPTIONS = Map.of(
            "status", List.of("open", "pending", "hold", "solved"),
            "tickettype", List.of("question", "incident", "problem", "task"),
            "priority", List.of("low", "normal", "high", "urgent"));

    private Furniture() {}

    static void put(Account account, Instant now) {
        for (String type : SYSTEM_FIELDS) {
            ObjectNode field = account.fields.add(field(type, type, false), now);
            List<String> options = SYSTEM_OPTIONS.get(type);
            if (options != null) {
                var shown = field.putArray("system_field_options");
                options.forEach(option -> shown.addObject().put("name", option).put("value", option));
            }
        }
        custom(account, "text", "Order number", now);
        ObjectNode reason = custom(account, "tagger", "Contact reason", now);
        var options = reason.putArray("custom_field_options");
        for (String value : List.of("cancel", "exchange", "return", "address")) {
            options.addObject().put("name", value).put("raw_name", value).put("value", "reason_" + value);
        }
        custom(account, "checkbox", "Seen by a person", now);
        for (String category : List.of("new", "open", "pending", "hold", "solved")) {
            account.statuses.add(status(category), now);
        }
        Views.put(account, now);
    }

    private static ObjectNode custom(Account account, String type, String title, Instant now) {
        ObjectNode field = account.fields.add(field(type, title, true), now);
        account.addCustomField(field.path("id").longValue());
        return field;
    }

    static ObjectNode field(String type, String title, boolean removable) {
        return Replies.object()
                .put("type", type)
                .put("title", title)
                .put("raw_title", title)
                .put("description", "")
                .put("position", 0)
                .put("active", true)
                .put("required", false)
                .put("collapsed_for_agents", false)
                .putNull("regexp_for_validation")
                .put("title_in_portal", title)
                .put("visible_in_portal", false)
                .put("editable_in_portal", false)
                .put("required_in_portal", false)
                .put("agent_can_edit", true)
                .putNull("tag")
                .put("removable", removable)
                .putNull("key")
                .putNull("agent_description");
    }

    private static ObjectNode status(String category) {
        String label =
                category.equals("hold") ? "On-hold" : Character.toUpperCase(category.charAt(0)) + category.substring(1);
        return Replies.object()
                .put("status_category", category)
                .put("agent_label", label)
                .put("end_user_label", label)
                .put("description", "")
                .put("active", true)
                .put("default", true);
    }

    static ObjectNode person(String name, @Nullable String email, String role) {
        boolean agent = !role.equals("end-user");
        ObjectNode user = Replies.object()
                .put("name", name)
                .put("email", email)
                .put("time_zone", "UTC")
                .put("iana_time_zone", "Etc/UTC")
                .putNull("phone")
                .putNull("shared_phone_number")
                .putNull("photo")
                .put("locale_id", 1)
                .put("locale", "en-US")
                .putNull("organization_id")
                .put("role", role)
                .put("verified", true)
                .putNull("external_id");
        user.putArray("tags");
        user.put("alias", "")
                .put("active", true)
                .put("shared", false)
                .put("shared_agent", false)
                .putNull("last_login_at")
                .put("two_factor_auth_enabled", false)
                .put("signature", "")
                .put("details", "")
                .put("notes", "")
                .putNull("role_type")
                .putNull("custom_role_id")
                .put("moderator", agent)
                .put("ticket_restriction", agent ? null : "requested")
                .put("only_private_comments", false)
                .put("restricted_agent", false)
                .put("suspended", false)
                .putNull("default_group_id")
                .put("report_csv", false);
        user.putObject("user_fields");
        return user;
    }
}
