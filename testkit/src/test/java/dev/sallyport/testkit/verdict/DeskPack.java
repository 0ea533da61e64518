package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.spi.Access;
import dev.sallyport.testkit.spi.Admission;
import dev.sallyport.testkit.spi.Charge;
import dev.sallyport.testkit.spi.Classification;
import dev.sallyport.testkit.spi.Dialect;
import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.Exchange;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.HouseRules;
import dev.sallyport.testkit.spi.PlainDialect;
import dev.sallyport.testkit.spi.Quota;
import dev.sallyport.testkit.spi.Subject;
import dev.sallyport.testkit.spi.Traits;
import dev.sallyport.testkit.spi.VendorPack;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A vendor with everything that a rule looks at: tokens with scopes, keys, pages, batches, jobs and limits. */
final class DeskPack implements VendorPack {
    private static final int TICKETS = 120;

    private final String name;
    private final List<Quota> quotas;
    private final Map<String, String> scopes = new HashMap<>();
    private final Set<String> revoked = new HashSet<>();
    private final Map<String, String> keys = new HashMap<>();
    private int made;

    DeskPack(String name, Quota... quotas) {
        this.name = name;
        this.quotas = List.of(quotas);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Quota> quotas() {
        return quotas;
    }

    @Override
    public HouseRules houseRules() {
        return HouseRules.builder()
                .idempotencyKey("Idempotency-Key", "ticket.create")
                .polled("job.get", Duration.ofSeconds(1))
                .build();
    }

    @Override
    public Classification classify(FakeRequest request) {
        String path = String.join("/", request.segments());
        boolean read = request.method().equals("GET");
        String id = request.segments().size() > 1 ? request.segments().get(1) : "";
        Subject content = Subject.ofContent(request.text() + request.queryParameters());
        if (path.equals("token")) {
            return Classification.token("token");
        }
        if (read) {
            return switch (request.segments().get(0)) {
                case "tickets" ->
                    id.isEmpty()
                            ? Classification.read("ticket.list", Subject.none())
                            : Classification.read("ticket.get", Subject.ofRecord("tickets", id));
                case "jobs" -> Classification.read("job.get", Subject.ofRecord("jobs", id));
                default -> Classification.read("search", content);
            };
        }
        return switch (path) {
            case "tickets" -> Classification.write("ticket.create", content);
            case "batch" -> Classification.write("ticket.batch", content);
            case "jobs" -> Classification.write("job.start", content);
            default ->
                Classification.write(
                        request.method().equals("POST") ? "comment.add" : "ticket.update",
                        Subject.ofRecord("tickets", id + " " + content.value()));
        };
    }

    @Override
    public Admission admit(FakeRequest request, Classification classification, Instant now) {
        String header = request.header("Authorization");
        if (header == null || classification.tokenEndpoint()) {
            return Admission.lasting("anybody");
        }
        String token = header.replace("Bearer ", "");
        return scopes.containsKey(token) && !revoked.contains(token)
                ? Admission.renewable(token.substring(0, token.indexOf('-')))
                : Admission.refused(dialect().tokenExpired(request));
    }

    @Override
    public void revokeToken(FakeRequest request) {
        revoked.add(String.valueOf(request.header("Authorization")).replace("Bearer ", ""));
    }

    @Override
    public List<Charge> charges(FakeRequest request, Classification classification, String actor) {
        int weight = request.queryParameters().containsKey("heavy") ? 2 : 1;
        return classification.tokenEndpoint()
                ? List.of()
                : quotas.stream()
                        .map(quota -> new Charge(quota.name(), "all", weight))
                        .toList();
    }

    @Override
    public FakeReply handle(FakeRequest request, Exchange exchange) {
        String id = request.segments().size() > 1 ? request.segments().get(1) : "";
        return switch (exchange.classification().operation()) {
            case "token" -> token(request);
            case "ticket.list" -> page(request);
            case "ticket.get" -> FakeReply.json(200, "{\"id\":" + id + "}");
            case "job.get" -> FakeReply.json(200, "{\"status\":\"completed\"}");
            case "search" ->
                String.valueOf(request.query("q")).isEmpty()
                        ? FakeReply.json(400, "{\"error\":\"no query\"}")
                        : FakeReply.json(200, "{}");
            case "ticket.create" -> create(request, exchange);
            case "ticket.batch" -> batch(request, exchange);
            case "job.start" -> FakeReply.json(202, "{\"job\":\"j1\"}");
            case "comment.add" -> {
                exchange.effects().commit(EffectKind.APPEND, "comment", "c" + ++made, Map.of("ticket", id));
                yield FakeReply.json(201, "{}");
            }
            default -> update(id, request, exchange);
        };
    }

    private FakeReply token(FakeRequest request) {
        String token = request.query("user") + "-0123456789-" + ++made;
        scopes.put(token, String.valueOf(request.query("scope")));
        return FakeReply.json(200, "\"" + token + "\"");
    }

    private static FakeReply page(FakeRequest request) {
        int size = Integer.parseInt(String.valueOf(request.query("size")));
        int page = Integer.parseInt(String.valueOf(request.query("page")));
        return FakeReply.json(200, "{\"more\":" + (page * size < TICKETS) + "}");
    }

    private FakeReply create(FakeRequest request, Exchange exchange) {
        String key = request.header("Idempotency-Key");
        String known = key == null ? null : keys.get(key);
        String id = known == null ? "t" + ++made : known;
        if (known == null) {
            exchange.effects().commit(EffectKind.CREATE, "ticket", id, Map.of("text", request.text()));
            keys.put(key == null ? id : key, id);
        }
        return FakeReply.json(201, "{\"id\":\"" + id + "\"}");
    }

    private FakeReply batch(FakeRequest request, Exchange exchange) {
        StringBuilder results = new StringBuilder();
        for (JsonNode item : request.json().orElseThrow()) {
            boolean good = !item.asString().equals("bad");
            if (good) {
                exchange.effects().commit(EffectKind.UPDATE, "ticket", item.asString(), Map.of("status", "solved"));
            }
            results.append(good ? "ok " : "failed ");
        }
        return FakeReply.json(200, "\"" + results + "\"");
    }

    private static FakeReply update(String id, FakeRequest request, Exchange exchange) {
        Map<String, Object> fields = new HashMap<>();
        request.json()
                .orElseThrow()
                .properties()
                .forEach(member -> fields.put(member.getKey(), member.getValue().asString()));
        exchange.effects().commit(EffectKind.UPDATE, "ticket", id, fields);
        return FakeReply.empty(204);
    }

    @Override
    public Traits traits(FakeRequest request, Classification classification, @Nullable FakeReply reply) {
        if (reply == null) {
            return Traits.none();
        }
        return switch (classification.operation()) {
            case "ticket.list" ->
                Traits.none()
                        .with(new Traits.Page(
                                "tickets",
                                Integer.parseInt(String.valueOf(request.query("size"))),
                                "1".equals(request.query("page")),
                                reply.text().contains("true")));
            case "ticket.batch" -> Traits.none().withFailedItems(reply.text().split("failed", -1).length - 1);
            case "job.start", "job.get" -> Traits.none().withJob("j1");
            default -> Traits.none();
        };
    }

    @Override
    public Map<String, Set<String>> rightsHeld() {
        Map<String, Set<String>> held = new HashMap<>();
        scopes.forEach((token, scope) -> held.put("Bearer " + token, Set.of(scope.split(" "))));
        return held;
    }

    @Override
    public Set<String> rightsUsed(String operation, Access access, Set<String> held) {
        return Set.of(access == Access.READ ? "read" : "write");
    }

    @Override
    public void reset() {
        scopes.clear();
        revoked.clear();
        keys.clear();
        made = 0;
    }

    @Override
    public Dialect dialect() {
        return new PlainDialect();
    }
}
