package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.internal.Hits;
import dev.sallyport.testkit.spi.FakeReply;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The search resources: SOSL, and the same asked by parameters. */
final class Searches {
    private static final int MOST = 2_000;
    private static final int ENVELOPE_SINCE = 37;
    private static final List<String> ON_TOP =
            List.of("Account", "Contact", "Lead", "Opportunity", "Case", "Campaign", "User");

    private Searches() {}

    static FakeReply search(Visit visit) {
        String sosl = visit.request().query("q");
        if (sosl == null || sosl.isBlank()) {
            throw Refusal.of(
                    400, "MALFORMED_SEARCH", "No search term found. The search term must be enclosed in braces.");
        }
        return run(visit, SoslParser.parse(sosl));
    }

    private static FakeReply run(Visit visit, Sosl search) {
        Call call = visit.call();
        SoqlRunner runner = new SoqlRunner(call.store(), call.caller(), call.now(), false);
        Integer limit = search.limit();
        if (limit != null && limit > MOST) {
            throw Refusal.of(400, "MALFORMED_SEARCH", "SOSL limit may not exceed " + MOST);
        }
        int left = limit == null ? MOST : limit;
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        for (Soql scope : search.scopes().isEmpty() ? everything(call) : search.scopes()) {
            SObjectType type = runner.type(scope);
            Shape shape = Shape.of(scope, type, runner);
            List<Row> rows = runner.rows(scope, type, matching(call, type, search));
            for (Row row : rows.subList(0, Math.min(left, rows.size()))) {
                found.add(shape.show(row, call.view()));
                left--;
            }
        }
        return FakeReply.json(
                200,
                call.versionNumber() < ENVELOPE_SINCE
                        ? found
                        : JsonNodeFactory.instance.objectNode().set("searchRecords", found));
    }

    private static List<Soql> everything(Call call) {
        return ON_TOP.stream()
                .filter(name -> call.caller().visible(call.store().schema(), name) != null)
                .map(name -> SoqlParser.parse("SELECT Id FROM " + name))
                .toList();
    }

    private static List<Row> matching(Call call, SObjectType type, Sosl search) {
        List<Field> searched = type.fields().stream()
                .filter(field ->
                        search.fields().hold(field) && call.caller().user().sees(type, field))
                .toList();
        Table table = call.store().table(type);
        List<Row> found = new ArrayList<>();
        Base base = table.base();
        if (base != null) {
            Hits hits = base.words(search.terms().needed());
            Iterator<Row> rows = table.untouched(hits == null ? new Hits.Range(0, base.size()) : hits)
                    .iterator();
            for (int seen = 0; rows.hasNext() && found.size() < MOST; seen++) {
                if (seen == BaseSearch.MOST_VISITED) {
                    throw BaseSearch.timeout();
                }
                take(rows.next(), search, searched, found);
            }
        }
        table.written().forEach(row -> take(row, search, searched, found));
        return found;
    }

    private static void take(Row row, Sosl search, List<Field> searched, List<Row> found) {
        if (!row.isDeleted() && search.terms().match(words(row, searched))) {
            found.add(row);
        }
    }

    private static List<List<String>> words(Row row, List<Field> fields) {
        List<List<String>> words = new ArrayList<>();
        for (Field field : fields) {
            String text = row.text(field.name());
            if (text != null) {
                words.add(SearchTerms.words(text));
            }
        }
        return words;
    }

    /** Asked by query parameters, or by the same names in a body. */
    static FakeReply byParameters(Visit visit) {
        boolean post = visit.request().method().equals("POST");
        JsonNode asked = post ? visit.body() : JsonNodeFactory.instance.missingNode();
        String words = post ? asked.path("q").asString("") : visit.required("q");
        if (words.replaceAll("[^\\p{L}\\p{N}]", "").length() < 2) {
            throw Refusal.of(400, "MALFORMED_SEARCH", "search term must be longer than one character: " + words);
        }
        String in = post ? asked.path("in").asString("ALL") : visit.request().query("in");
        List<Soql> scopes = post ? scopes(asked) : scopes(visit);
        Integer limit = post
                ? (asked.has("overallLimit")
                        ? Integer.valueOf(asked.path("overallLimit").asInt(MOST))
                        : null)
                : Integer.valueOf(visit.number("overallLimit", MOST));
        return run(visit, new Sosl(SearchTerms.plain(words), fields(in), scopes, limit));
    }

    private static Sosl.Fields fields(@Nullable String in) {
        try {
            return in == null ? Sosl.Fields.ALL : Sosl.Fields.valueOf(in.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Refusal.of(400, "INVALID_SEARCH", "Unknown value for parameter in: " + in);
        }
    }

    private static List<Soql> scopes(Visit visit) {
        String objects = visit.request().query("sobject");
        if (objects == null) {
            return List.of();
        }
        String fields = Objects.requireNonNullElse(visit.request().query("fields"), "Id");
        int limit = visit.number("defaultLimit", MOST);
        List<Soql> scopes = new ArrayList<>();
        for (String name : objects.split(",", -1)) {
            String object = name.strip();
            String own = visit.request().query(object + ".fields");
            scopes.add(scope(
                    object,
                    own == null ? fields : own,
                    clause(" WHERE ", visit.request().query(object + ".where")),
                    visit.number(object + ".limit", limit),
                    visit.number(object + ".offset", 0)));
        }
        return scopes;
    }

    private static String clause(String word, @Nullable String rest) {
        return rest == null || rest.isBlank() ? "" : word + rest;
    }

    private static List<Soql> scopes(JsonNode asked) {
        List<Soql> scopes = new ArrayList<>();
        for (JsonNode object : asked.path("sobjects")) {
            JsonNode fields = object.has("fields") ? object.path("fields") : asked.path("fields");
            List<String> names = new ArrayList<>();
            fields.forEach(field -> names.add(field.asString("")));
            scopes.add(scope(
                    object.path("name").asString(""),
                    names.isEmpty() ? "Id" : String.join(",", names),
                    clause(" WHERE ", object.path("where").asString(""))
                            + clause(" ORDER BY ", object.path("orderBy").asString("")),
                    object.path("limit").asInt(asked.path("defaultLimit").asInt(MOST)),
                    object.path("offset").asInt(asked.path("offset").asInt(0))));
        }
        return scopes;
    }

    private static Soql scope(String object, String fields, String clauses, int limit, int offset) {
        return SoqlParser.parse(
                "SELECT " + fields + " FROM " + object + clauses + " LIMIT " + limit + " OFFSET " + offset);
    }
}
