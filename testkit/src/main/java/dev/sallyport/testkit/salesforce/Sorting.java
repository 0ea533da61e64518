package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.Classification;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.Subject;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tells what a request is and what it is about, leaving out all that differs from run to run. */
final class Sorting {
    private static final Pattern STAMP_LINE = Pattern.compile("\\s*\\[ref sp-[^\\]]*]\\s*\\z");
    static final Set<String> NOT_CONTENT =
            Set.of(Schema.INTENT_FIELD, Schema.UPDATES_FIELD, "ActivityDate", "attributes");

    private final Schema schema;

    Sorting(Schema schema) {
        this.schema = schema;
    }

    Classification classify(FakeRequest request, Route route) {
        return switch (route.action()) {
            case TOKEN -> Classification.token("token");
            case SOAP ->
                Soap.operation(request).equals("login")
                        ? Classification.token("soap.login")
                        : Classification.read("soap", Subject.none());
            case REVOKE -> Classification.read("revoke", Subject.none());
            case USER_INFO -> Classification.read("userinfo", Subject.none()).sharing();
            case IDENTITY -> Classification.read("identity", Subject.none()).sharing();
            case VERSIONS -> Classification.read("versions", Subject.none()).sharing();
            case RESOURCES -> Classification.read("resources", Subject.none()).sharing();
            case LIMITS -> Classification.read("limits", Subject.none()).sharing();
            case DESCRIBE_GLOBAL ->
                Classification.read("describeGlobal", Subject.none()).sharing();
            case DESCRIBE_BASIC, DESCRIBE ->
                Classification.read("describe", Subject.ofRecord("describe", object(route)))
                        .sharing();
            case GET -> get(request, route);
            case GET_BY_KEY ->
                Classification.read(object(route) + ".getByKey", key(route)).sharing();
            case CREATE -> Classification.write(object(route) + ".create", content(request));
            case UPDATE -> Classification.write(object(route) + ".update", record(route));
            case DELETE -> Classification.write(object(route) + ".delete", record(route));
            case DELETE_BY_KEY -> Classification.write(object(route) + ".delete", key(route));
            case UPSERT ->
                Classification.write(
                        object(route) + ".upsert",
                        route.key().equalsIgnoreCase(Schema.INTENT_FIELD) ? content(request) : key(route));
            case QUERY, QUERY_ALL ->
                Classification.read(
                        route.action() == Route.Action.QUERY ? "query" : "queryAll",
                        Subject.ofContent(Queries.canonical(String.valueOf(request.query("q")))));
            case QUERY_MORE ->
                Classification.read("query.more", Subject.ofContent(route.key()))
                        .further(true);
            case COLLECTION_CREATE ->
                Classification.write("collections.create", content(request)).ofItems(Collections.items(request));
            case COLLECTION_UPDATE ->
                Classification.write("collections.update", content(request)).ofItems(Collections.items(request));
            case COLLECTION_DELETE ->
                Classification.write("collections.delete", Subject.ofContent(String.valueOf(request.query("ids"))))
                        .ofItems(Collections.items(request));
            case COLLECTION_GET ->
                Classification.read("collections.get", Subject.ofContent(request.query("ids") + request.text()));
            case COMPOSITE -> Classification.write("composite", content(request));
            case BATCH -> Classification.write("composite.batch", content(request));
            case RELATED ->
                Classification.read(object(route) + ".related", Subject.ofContent(route.key() + "/" + route.value()));
            case ENDPOINT -> Objects.requireNonNull(route.found()).classify(request);
            case METHOD_NOT_ALLOWED, UNKNOWN -> Classification.read("unknown", Subject.none());
        };
    }

    /** A read that moves the list of recent records is not done beside others. */
    private Classification get(FakeRequest request, Route route) {
        Classification get = Classification.read(object(route) + ".get", record(route));
        return request.header("Sforce-Mru") == null ? get.sharing() : get;
    }

    /** The object's own spelling, so that an operation has one name. */
    private String object(Route route) {
        SObjectType type = schema.type(route.object());
        return type == null ? "unknown" : type.name();
    }

    private Subject record(Route route) {
        String id = Ids.normalized(route.key());
        return Subject.ofRecord(object(route), id == null ? "malformed" : id);
    }

    private Subject key(Route route) {
        return Subject.ofContent(object(route) + "." + route.key() + "=" + route.value());
    }

    private static Subject content(FakeRequest request) {
        return request.json()
                .map(body -> Subject.ofJson(withoutStamps(body), NOT_CONTENT))
                .orElse(Subject.none());
    }

    /** The same JSON without the line at the end of a description that names an intent. */
    private static JsonNode withoutStamps(JsonNode node) {
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> copy.add(withoutStamps(element)));
            return copy;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            JsonNode value = member.getValue();
            copy.set(
                    member.getKey(),
                    member.getKey().equalsIgnoreCase("Description") && value.isString()
                            ? JsonNodeFactory.instance.stringNode(
                                    STAMP_LINE.matcher(value.stringValue()).replaceFirst(""))
                            : withoutStamps(value));
        }
        return copy;
    }
}
