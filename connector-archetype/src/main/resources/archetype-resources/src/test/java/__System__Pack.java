package ${package};

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

/**
 * The REST API as its own documentation tells it: who is let in, what a request is, what it costs, what goes wrong looks
 * like. When something goes wrong is the engine's matter.
 */
final class ${System}Pack implements VendorPack {
    static final List<String> COVERED = List.of(
            "POST /oauth/token",
            "GET /api/${resources}",
            "POST /api/${resources}",
            "GET /api/${resources}/{id}",
            "PATCH /api/${resources}/{id}",
            "GET /api/requests/{key}");

    private static final Map<String, String> CLIENT =
            Map.of("clientId", "${system}-client", "clientSecret", "${system}-client-secret");
    private static final PathTemplate ONE = PathTemplate.of("/api/${resources}/{id}");
    private static final Quota REQUESTS = new Quota("requests", 120, new Window.Rolling(Duration.ofMinutes(1)));

    private final ${Resource}Shelf shelf = new ${Resource}Shelf();
    private final Set<String> tokens = new HashSet<>();
    private int tokensMade;

    @Override
    public String name() {
        return "${system}";
    }

    @Override
    public List<Quota> quotas() {
        return List.of(REQUESTS);
    }

    @Override
    public HouseRules houseRules() {
        return HouseRules.builder()
                .idempotencyKey("Idempotency-Key", "${resources}.create", "${resources}.update")
                .build();
    }

    @Override
    public Classification classify(FakeRequest request) {
        String call = request.method() + " " + String.join("/", request.segments());
        if (call.equals("POST oauth/token")) {
            return Classification.token("token");
        }
        if (call.equals("GET api/${resources}")) {
            return Classification.read(
                            "${resources}.list",
                            Subject.ofContent(request.queryParameters().toString()))
                    .sharing();
        }
        if (call.equals("POST api/${resources}")) {
            return Classification.write("${resources}.create", Subject.ofContent(request.text()));
        }
        if (call.startsWith("GET api/requests/")) {
            return Classification.read("requests.get", Subject.none()).sharing();
        }
        if (ONE.match(request).isPresent() && request.method().equals("GET")) {
            return Classification.read("${resources}.get", Subject.ofRecord("${resource}", id(request)))
                    .sharing();
        }
        if (ONE.match(request).isPresent() && request.method().equals("PATCH")) {
            return Classification.write("${resources}.update", Subject.ofRecord("${resource}", id(request)));
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
            case "${resources}.list" -> shelf.list(request);
            case "${resources}.get" -> shelf.get(id(request));
            case "${resources}.create" -> shelf.once(request, () -> shelf.create(request, exchange));
            case "${resources}.update" -> shelf.once(request, () -> shelf.update(id(request), request, exchange));
            case "requests.get" -> shelf.remembered(request.segments().get(2));
            default -> PlainDialect.error(404, "no_such_path");
        };
    }

    private FakeReply token(FakeRequest request) {
        if (!List.of(CLIENT.get("clientId")).equals(request.form().get("client_id"))
                || !List.of(CLIENT.get("clientSecret")).equals(request.form().get("client_secret"))) {
            return PlainDialect.error(401, "invalid_client");
        }
        String token = "token-" + ++tokensMade + "-of-${system}";
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
