package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.FakeReply;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the account is by its plan and does not change: settings, locales, its brand and form, lists in which nothing is. */
final class Fixtures {
    private static final String FOUNDED = "2026-01-01T00:00:00Z";

    private Fixtures() {}

    static FakeReply settings(Call call) {
        ObjectNode settings = Replies.object();
        settings.putObject("branding").put("header_color", "03363D").put("tab_background_color", "7FA239");
        settings.putObject("api")
                .put("accepted_api_agreement", true)
                .put("api_password_access", false)
                .put("api_token_access", true);
        settings.putObject("tickets")
                .put("list_newest_comments_first", false)
                .put("collaboration", true)
                .put("private_attachments", false)
                .put("email_attachments", true)
                .put("agent_collision", true)
                .put("maximum_personal_views_to_list", 8)
                .put("tagging", true)
                .put("markdown_ticket_comments", false);
        settings.putObject("active_features")
                .put("on_hold_status", true)
                .put("user_tagging", true)
                .put("ticket_tagging", true)
                .put("ticket_forms", true)
                .put("user_org_fields", true)
                .put("custom_statuses_enabled", true)
                .put("satisfaction_ratings", false)
                .put("csat_reason_code", false);
        settings.putObject("users").put("tagging", true).put("time_zone_selection", true);
        settings.putObject("localization").putArray("locale_ids").add(1);
        return Replies.json(200, Replies.wrap("settings", settings));
    }

    private static ObjectNode locale(Call call) {
        return Replies.object()
                .put("url", call.root() + "/api/v2/locales/en-US.json")
                .put("id", 1)
                .put("locale", "en-US")
                .put("name", "English")
                .put("native_name", "English")
                .put("presentation_name", "English")
                .put("rtl", false)
                .put("created_at", FOUNDED)
                .put("updated_at", FOUNDED)
                .put("default", true);
    }

    static FakeReply locales(Call call) {
        ObjectNode body = Replies.object();
        body.putArray("locales").add(locale(call));
        body.putNull("next_page").putNull("previous_page");
        return Replies.json(200, body.put("count", 1));
    }

    static FakeReply currentLocale(Call call) {
        return Replies.json(200, Replies.wrap("locale", locale(call)));
    }

    static FakeReply locale(Call call, String name) {
        return name.equals("1") || name.equalsIgnoreCase("en-US") ? currentLocale(call) : Replies.notFound();
    }

    private static ObjectNode brand(Call call) {
        return Replies.object()
                .put("url", call.root() + "/api/v2/brands/" + Account.BRAND + ".json")
                .put("id", Account.BRAND)
                .put("name", "Fake")
                .put("brand_url", call.root())
                .put("subdomain", "fake")
                .putNull("host_mapping")
                .put("has_help_center", false)
                .put("help_center_state", "disabled")
                .put("active", true)
                .put("default", true)
                .put("is_deleted", false)
                .putNull("logo")
                .put("created_at", FOUNDED)
                .put("updated_at", FOUNDED);
    }

    static FakeReply brands(Call call) {
        ObjectNode brand = brand(call);
        brand.putArray("ticket_form_ids").add(Account.FORM);
        return single(call, "brands", brand);
    }

    static FakeReply brand(Call call, long id) {
        return id == Account.BRAND ? Replies.json(200, Replies.wrap("brand", brand(call))) : Replies.notFound();
    }

    static ObjectNode form(Call call) {
        ObjectNode form = Replies.object()
                .put("url", call.root() + "/api/v2/ticket_forms/" + Account.FORM + ".json")
                .put("id", Account.FORM)
                .put("name", "Default Ticket Form")
                .put("raw_name", "Default Ticket Form")
                .put("display_name", "Default Ticket Form")
                .put("raw_display_name", "Default Ticket Form")
                .put("position", 0)
                .put("active", true)
                .put("end_user_visible", true)
                .put("default", true)
                .put("in_all_brands", true);
        ArrayNode fields = form.putArray("ticket_field_ids");
        call.account().fields.rows().keySet().forEach(place -> fields.add(place.id()));
        form.putArray("restricted_brand_ids");
        form.putArray("agent_conditions");
        form.putArray("end_user_conditions");
        return form.put("created_at", FOUNDED).put("updated_at", FOUNDED);
    }

    static FakeReply forms(Call call) {
        return single(call, "ticket_forms", form(call));
    }

    static FakeReply form(Call call, long id) {
        return id == Account.FORM ? Replies.json(200, Replies.wrap("ticket_form", form(call))) : Replies.notFound();
    }

    private static FakeReply single(Call call, String name, ObjectNode row) {
        TreeMap<Place, ObjectNode> rows = new TreeMap<>();
        rows.put(new Place(0, row.path("id").longValue()), row);
        return Paging.reply(call, name, rows, shown -> shown);
    }

    /** A list in which there is nothing, as nothing that the fake has could put something there. */
    static FakeReply none(Call call, String name) {
        return Paging.reply(call, name, new TreeMap<Place, ObjectNode>(), row -> row);
    }
}
