package dev.sallyport.examples.inventory;

import dev.sallyport.testkit.spi.Admission;
import dev.sallyport.testkit.spi.Charge;
import dev.sallyport.testkit.spi.Classification;
import dev.sallyport.testkit.spi.Dialect;
import dev.sallyport.testkit.spi.Exchange;
import dev.sallyport.testkit.spi.FakeRecords;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.HouseRules;
import dev.sallyport.testkit.spi.PathTemplate;
import dev.sallyport.testkit.spi.PlainDialect;
import dev.sallyport.testkit.spi.Quota;
import dev.sallyport.testkit.spi.QuotaState;
import dev.sallyport.testkit.spi.Subject;
import dev.sallyport.testkit.spi.VendorPack;
import dev.sallyport.testkit.spi.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The REST API as its own documentation tells it: who is let in, what a request is, what it costs, what goes wrong looks
 * like. When something goes wrong is the engine's matter.
 */
final class InventoryPack implements VendorPack {
    static final List<String> COVERED = List.of(
            "POST /oauth/token",
            "GET /api/items",
            "POST /api/items",
            "GET /api/items/{id}",
            "PATCH /api/items/{id}",
            "POST /api/items/{id}/reservations",
            "GET /api/requests/{key}");

    private static final Map<String, String> CLIENT =
            Map.of("clientId", "inventory-client", "clientSecret", "inventory-client-secret");
    private static final PathTemplate ONE = PathTemplate.of("/api/items/{id}");
    private static final PathTemplate RESERVATIONS = PathTemplate.of("/api/items/{id}/reservations");
    private static final Quota REQUESTS = new Quota("requests", 120, new Window.Rolling(Duration.ofMinutes(1)));

    private final ItemShelf shelf = new ItemShelf();
    private final Set<String> tokens = new HashSet<>();
    private int tokensMade;

    @Override
    public String name() {
        return "inventory";
    }

    @Override
    public List<Quota> quotas() {
        return List.of(REQUESTS);
    }

    @Override
    public HouseRules houseRules() {
        return HouseRules.builder()
                .idempotencyKey("Idempotency-Key", "items.create", "items.update")
                .build();
    }

    @Override
    public Classification classify(FakeRequest request) {
        String call = request.method() + " " + String.join("/", request.segments());
        if (call.equals("POST oauth/token")) {
            return Classification.token("token");
        }
        if (call.equals("GET api/items")) {
            return Classification.read(
                            "items.list",
                            Subject.ofContent(request.queryParameters().toString()))
                    .sharing();
        }
        if (call.equals("POST api/items")) {
            return Classification.write("items.create", Subject.ofContent(request.text()));
        }
        if (call.startsWith("GET api/requests/")) {
            return Classification.read("requests.get", Subject.none()).sharing();
        }
        if (RESERVATIONS.match(request).isPresent() && request.method().equals("POST")) {
            return Classification.write("items.reserve", Subject.ofRecord("item", id(request)));
        }
        if (ONE.match(request).isPresent() && request.method().equals("GET")) {
            return Classification.read("items.get", Subject.ofRecord("item", id(request)))
                    .sharing();
        }
        if (ONE.match(request).isPresent() && request.method().equals("PATCH")) {
            return Classification.write("items.update", Subject.ofRecord("item", id(request)));
        }
        return Classification.read("unknown", Subject.none());
    }

    private static String id(FakeRequest request) {
        return request.segments().get(2);
    }

    @Override
    public Admission admit(FakeRequest request, Classification classification, Instant now) {
        if (classification.tokenEndpoint()) {
            return Admission.lasting("anybody");
        }
        return tokens.contains(String.valueOf(request.header("Authorization")))
                ? Admission.renewable("client")
                : Admission.refused(dialect().tokenExpired(request));
    }

    @Override
    public List<Charge> charges(FakeRequest request, Classification classification, String actor) {
        return classification.tokenEndpoint() ? List.of() : List.of(Charge.one(REQUESTS.name(), actor));
    }

    @Override
    public void revokeToken(FakeRequest request) {
        tokens.remove(String.valueOf(request.header("Authorization")));
    }

    @Override
    public FakeReply handle(FakeRequest request, Exchange exchange) {
        return switch (exchange.classification().operation()) {
            case "token" -> token(request);
            case "items.list" -> shelf.list(request);
            case "items.get" -> shelf.get(id(request));
            case "items.create" -> shelf.once(request, () -> shelf.create(request, exchange));
            case "items.update" -> shelf.once(request, () -> shelf.update(id(request), request, exchange));
            case "items.reserve" -> shelf.once(request, () -> shelf.reserve(id(request), request, exchange));
            case "requests.get" -> shelf.remembered(request.segments().get(2));
            default -> PlainDialect.error(404, "no_such_path");
        };
    }

    private FakeReply token(FakeRequest request) {
        if (!List.of(CLIENT.get("clientId")).equals(request.form().get("client_id"))
                || !List.of(CLIENT.get("clientSecret")).equals(request.form().get("client_secret"))) {
            return PlainDialect.error(401, "invalid_client");
        }
        String token = "token-" + ++tokensMade + "-of-inventory";
        tokens.add("Bearer " + token);
        return FakeReply.json(200, "{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\"}");
    }

    @Override
    public FakeReply decorate(FakeReply reply, FakeRequest request, List<QuotaState> quotas) {
        return quotas.isEmpty()
                ? reply
                : reply.header(
                        "X-RateLimit-Remaining", Long.toString(quotas.get(0).remaining()));
    }

    /** What going wrong looks like here, where it differs from the usual. */
    @Override
    public Dialect dialect() {
        return new PlainDialect() {
            @Override
            public FakeReply throttled(FakeRequest request, Duration retryAfter) {
                return error(429, "slow_down").retryAfter(retryAfter);
            }

            @Override
            public FakeReply unavailable(FakeRequest request, @Nullable Duration retryAfter) {
                FakeReply locked = error(423, "stock_taking");
                return retryAfter == null ? locked : locked.retryAfter(retryAfter);
            }
        };
    }

    @Override
    public Map<String, String> login() {
        return CLIENT;
    }

    @Override
    public FakeRecords records() {
        return shelf;
    }

    @Override
    public void reset() {
        shelf.clear();
        tokens.clear();
        tokensMade = 0;
    }
}
