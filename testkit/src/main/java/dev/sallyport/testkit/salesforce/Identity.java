package dev.sallyport.testkit.salesforce;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Who the caller is, and which versions the org speaks. */
final class Identity {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String[] SEASONS = {"Spring", "Summer", "Winter"};

    /** The number of the release called Spring '12, from which the names count on. */
    private static final int SPRING_2012 = 24;

    private Identity() {}

    static ObjectNode userInfo(Store store, Org org, Caller caller, String root) {
        Row user = store.row(caller.userId());
        ObjectNode info = JSON.objectNode();
        info.put("sub", root + "/id/" + org.id() + "/" + caller.userId());
        info.put("user_id", caller.userId()).put("organization_id", org.id());
        info.put("preferred_username", caller.user().username()).put("nickname", text(user, "Alias"));
        info.put("name", text(user, "Name")).put("email", text(user, "Email")).put("email_verified", true);
        info.put("given_name", text(user, "FirstName")).put("family_name", text(user, "LastName"));
        info.put("zoneinfo", "GMT").put("active", true).put("user_type", "STANDARD");
        info.put("language", "en_US").put("locale", "en_US").put("utcOffset", 0);
        info.put("updated_at", user == null ? null : WireDates.format(user.lastModified()));
        return info;
    }

    static ObjectNode identity(Store store, Org org, Caller caller, String root) {
        Row user = store.row(caller.userId());
        ObjectNode identity = JSON.objectNode();
        identity.put("id", root + "/id/" + org.id() + "/" + caller.userId()).put("asserted_user", true);
        identity.put("user_id", caller.userId()).put("organization_id", org.id());
        identity.put("username", caller.user().username()).put("nick_name", text(user, "Alias"));
        identity.put("display_name", text(user, "Name")).put("email", text(user, "Email"));
        identity.put("email_verified", true).put("first_name", text(user, "FirstName"));
        identity.put("last_name", text(user, "LastName")).put("timezone", "GMT").put("active", true);
        ObjectNode urls = identity.putObject("urls");
        String data = root + "/services/data/v{version}/";
        urls.put("rest", data).put("sobjects", data + "sobjects/").put("query", data + "query/");
        urls.put("search", data + "search/").put("partner", root + "/services/Soap/u/{version}/" + org.id());
        identity.put("user_type", "STANDARD")
                .put("language", "en_US")
                .put("locale", "en_US")
                .put("utcOffset", 0);
        identity.put("last_modified_date", user == null ? null : WireDates.format(user.lastModified()));
        return identity;
    }

    private static @Nullable String text(@Nullable Row user, String field) {
        return user == null ? null : user.text(field);
    }

    static ArrayNode versions() {
        ArrayNode versions = JSON.arrayNode();
        for (int number = Route.FIRST_SUPPORTED; number <= Route.LAST_SUPPORTED; number++) {
            int releases = number - SPRING_2012;
            String season = SEASONS[releases % SEASONS.length];
            int year = 12 + releases / SEASONS.length + (season.equals("Winter") ? 1 : 0);
            versions.addObject()
                    .put("label", season + String.format(Locale.ROOT, " '%02d", year))
                    .put("url", "/services/data/v" + number + ".0")
                    .put("version", number + ".0");
        }
        return versions;
    }
}
