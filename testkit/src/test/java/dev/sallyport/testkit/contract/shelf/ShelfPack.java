package dev.sallyport.testkit.contract.shelf;

import dev.sallyport.testkit.spi.Admission;
import dev.sallyport.testkit.spi.Charge;
import dev.sallyport.testkit.spi.Classification;
import dev.sallyport.testkit.spi.Dialect;
import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.Exchange;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.PlainDialect;
import dev.sallyport.testkit.spi.Quota;
import dev.sallyport.testkit.spi.Subject;
import dev.sallyport.testkit.spi.VendorPack;
import dev.sallyport.testkit.spi.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A store room: items that can be read, listed, made, made together, changed and thrown away; each write knows its stamp. */
final class ShelfPack implements VendorPack {
    static final String SECRET = "shelf-client-secret-0815";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final Map<String, ObjectNode> items = new LinkedHashMap<>();
    private final Map<String, String> stamps = new LinkedHashMap<>();
    private final Set<String> tokens = new HashSet<>();
    private int made;

    @Override
    public String name() {
        return "shelf";
    }

    @Override
    public List<Quota> quotas() {
        return List.of(
                new Quota("requests", 50, new Window.Rolling(Duration.ofSeconds(10))),
                new Quota("parallel", 4, new Window.Concurrent()));
    }

    @Override
    public Classification classify(FakeRequest request) {
        List<String> path = request.segments();
        String kind = path.isEmpty() ? "" : path.get(0);
        if (kind.equals("token")) {
            return Classification.token("token");
        }
        if (kind.equals("me")) {
            return Classification.read("me", Subject.none()).sharing();
        }
        if (!kind.equals("items")) {
            return Classification.read("unknown", Subject.none()).sharing();
        }
        Subject content = Subject.ofContent(String.valueOf(request.queryParameters()));
        Subject record = Subject.ofRecord("item", path.size() > 1 ? path.get(1) : "");
        Subject body = request.json()
                .map(json -> Subject.ofJson(json, Set.of("stamp")))
                .orElse(Subject.none());
        return switch (request.method() + path.size()) {
            case "GET1" -> Classification.read("item.list", content).sharing();
            case "GET2" -> Classification.read("item.get", record).sharing();
            case "GET4" -> Classification.read("item.stamp", record).sharing();
            case "POST1" -> Classification.write("item.create", body);
            case "POST2" -> Classification.write("item.batch", body);
            case "PATCH2" -> Classification.write("item.update", record);
            case "DELETE2" -> Classification.write("item.delete", record);
            default -> Classification.read("unknown", Subject.none()).sharing();
        };
    }

    @Override
    public Admission admit(FakeRequest request, Classification classification, Instant now) {
        String header = String.valueOf(request.header("Authorization"));
        return classification.tokenEndpoint() || tokens.contains(header)
                ? Admission.renewable("ann")
                : Admission.refused(dialect().tokenExpired(request));
    }

    @Override
    public void revokeToken(FakeRequest request) {
        tokens.remove(String.valueOf(request.header("Authorization")));
    }

    @Override
    public List<Charge> charges(FakeRequest request, Classification classification, String actor) {
        return classification.tokenEndpoint()
                ? List.of()
                : List.of(Charge.one("requests", "all"), Charge.one("parallel", "all"));
    }

    @Override
    public FakeReply handle(FakeRequest request, Exchange exchange) {
        List<String> path = request.segments();
        return switch (exchange.classification().operation()) {
            case "token" -> token(request, exchange);
            case "me" -> FakeReply.json(200, JSON.objectNode().put("id", "u1").put("name", "Ann"));
            case "item.list" -> list(request, exchange);
            case "item.get" -> items.containsKey(path.get(1)) ? FakeReply.json(200, items.get(path.get(1))) : missing();
            case "item.stamp" ->
                path.get(1).equals(stamps.get(path.get(3))) ? FakeReply.json(200, "{\"done\":true}") : missing();
            case "item.create" -> create(request.json().orElseThrow(), exchange);
            case "item.batch" -> batch(request.json().orElseThrow(), exchange);
            case "item.update" -> update(path.get(1), request.json().orElseThrow(), exchange);
            case "item.delete" -> delete(path.get(1), exchange);
            default -> missing();
        };
    }

    private FakeReply token(FakeRequest request, Exchange exchange) {
        if (!request.form().getOrDefault("secret", List.of()).contains(SECRET)) {
            return FakeReply.json(401, "{\"error\":\"who are you\"}");
        }
        String token = "shelf-token-0123456789-" + ++made;
        tokens.add("Bearer " + token);
        return FakeReply.json(200, JSON.objectNode().put("token", token).put("host", exchange.baseUrl()));
    }

    /**
     * By cursor in the order of making; by offset with the newest first, which doubles records when one comes in between; by
     * what is to be skipped, which loses records when one before them goes.
     */
    private FakeReply list(FakeRequest request, Exchange exchange) {
        String stamp = request.query("stamp");
        String name = request.query("name");
        String after = request.query("after");
        String skip = request.query("skip");
        String offset = request.query("offset") == null ? skip : request.query("offset");
        int limit = Integer.parseInt(request.query("limit") == null ? "100" : String.valueOf(request.query("limit")));
        List<ObjectNode> all = new ArrayList<>(items.values());
        all.removeIf(item -> stamp != null && !item.path("id").asString().equals(stamps.get(stamp)));
        all.removeIf(item -> name != null && !item.path("name").asString().equalsIgnoreCase(name));
        if (offset != null && skip == null) {
            java.util.Collections.reverse(all);
        }
        int from = offset != null ? Integer.parseInt(offset) : after == null ? 0 : following(all, after);
        List<ObjectNode> page = all.subList(Math.min(from, all.size()), Math.min(from + limit, all.size()));
        ObjectNode reply = JSON.objectNode();
        page.forEach(reply.putArray("items")::add);
        boolean more = from + limit < all.size();
        String next = offset != null
                ? "offset=" + (from + limit)
                : "after="
                        + (page.isEmpty()
                                ? ""
                                : page.get(page.size() - 1).path("id").asString());
        reply.put("next", more ? exchange.baseUrl() + "/items?" + next + "&limit=" + limit : null);
        return FakeReply.json(200, reply);
    }

    private static int following(List<ObjectNode> all, String after) {
        int following = 0;
        while (following < all.size() && number(all.get(following).path("id").asString()) <= number(after)) {
            following++;
        }
        return following;
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring(1));
    }

    private FakeReply create(JsonNode body, Exchange exchange) {
        String stamp = body.path("stamp").asString("");
        if (stamps.containsKey(stamp)) {
            return FakeReply.json(409, "{\"error\":\"stamp\"}");
        }
        if (body.path("name").asString("").isEmpty()) {
            return FakeReply.json(400, "{\"error\":\"nameless\"}");
        }
        return FakeReply.json(201, JSON.objectNode().put("id", made(body, stamp, exchange)));
    }

    private String made(JsonNode body, String stamp, Exchange exchange) {
        String id = put(body.path("name").asString(""), body.path("note").asString(""), exchange.now());
        stamps.put(stamp.isEmpty() ? id : stamp, id);
        exchange.effects()
                .commit(
                        EffectKind.CREATE,
                        "item",
                        id,
                        Map.of("name", body.path("name").asString("")));
        return id;
    }

    /** Puts an item there. */
    String put(String name, String note, Instant now) {
        String id = "i" + ++made;
        items.put(
                id,
                JSON.objectNode()
                        .put("id", id)
                        .put("name", name)
                        .put("label", "Item " + name)
                        .put("note", note)
                        .put("size", 12)
                        .put("active", true)
                        .put("kind", "TOOL")
                        .put("changed_at", now.toString())
                        .put("colour", "red"));
        return id;
    }

    private FakeReply batch(JsonNode body, Exchange exchange) {
        ObjectNode reply = JSON.objectNode();
        for (JsonNode item : body.path("items")) {
            FakeReply one = create(item, exchange);
            ObjectNode result = reply.withArray("results").addObject();
            if (one.status() == 201) {
                result.put("id", stamps.get(item.path("stamp").asString("")));
            } else {
                result.put("error", one.status());
            }
        }
        return FakeReply.json(200, reply);
    }

    private FakeReply update(String id, JsonNode body, Exchange exchange) {
        ObjectNode item = items.get(id);
        String stamp = body.path("stamp").asString("");
        if (item == null) {
            return missing();
        }
        if (stamp.isEmpty() || !id.equals(stamps.get(stamp))) {
            body.properties().forEach(member -> item.set(member.getKey(), member.getValue()));
            item.remove("stamp");
            stamps.put(stamp, id);
            exchange.effects().commit(EffectKind.UPDATE, "item", id, Map.of());
        }
        return FakeReply.empty(204);
    }

    private FakeReply delete(String id, Exchange exchange) {
        if (items.remove(id) == null) {
            return missing();
        }
        exchange.effects().commit(EffectKind.DELETE, "item", id, Map.of());
        return FakeReply.empty(204);
    }

    private static FakeReply missing() {
        return FakeReply.json(404, "{\"error\":\"nothing there\"}");
    }

    @Override
    public void reset() {
        items.clear();
        stamps.clear();
        tokens.clear();
        made = 0;
    }

    @Override
    public Dialect dialect() {
        return new PlainDialect();
    }
}
