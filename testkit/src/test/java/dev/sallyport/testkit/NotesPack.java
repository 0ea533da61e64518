package dev.sallyport.testkit;

import dev.sallyport.testkit.spi.Admission;
import dev.sallyport.testkit.spi.Charge;
import dev.sallyport.testkit.spi.Classification;
import dev.sallyport.testkit.spi.Dialect;
import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.Exchange;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.PathTemplate;
import dev.sallyport.testkit.spi.PlainDialect;
import dev.sallyport.testkit.spi.Quota;
import dev.sallyport.testkit.spi.QuotaState;
import dev.sallyport.testkit.spi.Subject;
import dev.sallyport.testkit.spi.VendorPack;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The smallest vendor with everything: notes that can be made, read and replaced, tokens and limits. */
final class NotesPack implements VendorPack {
    private static final PathTemplate NOTES = PathTemplate.of("/notes");
    private static final PathTemplate NOTE = PathTemplate.of("/notes/{id}");

    private final List<Quota> quotas;
    private final Map<String, String> notes = new LinkedHashMap<>();
    private final Set<String> revoked = new HashSet<>();
    private int tokens;

    NotesPack(Quota... quotas) {
        this.quotas = List.of(quotas);
    }

    @Override
    public String name() {
        return "notes";
    }

    @Override
    public List<Quota> quotas() {
        return quotas;
    }

    @Override
    public Classification classify(FakeRequest request) {
        if (request.path().equals("/token")) {
            return Classification.token("auth.token");
        }
        if (request.path().equals("/bug")) {
            return Classification.read("bug", Subject.none());
        }
        Map<String, String> id = NOTE.match(request).orElse(Map.of());
        if (!id.isEmpty()) {
            Subject subject = Subject.ofRecord("note", id.getOrDefault("id", ""));
            return request.method().equals("GET")
                    ? Classification.read("note.get", subject).sharing()
                    : Classification.write("note.replace", subject);
        }
        if (NOTES.match(request).isPresent() && request.method().equals("POST")) {
            return Classification.write(
                    "note.create",
                    request.json()
                            .map(body -> Subject.ofJson(body, Set.of("stamp")))
                            .orElse(Subject.none()));
        }
        return Classification.read("note.list", Subject.none()).sharing();
    }

    @Override
    public Admission admit(FakeRequest request, Classification classification, Instant now) {
        String token = request.header("authorization");
        if (token == null || classification.tokenEndpoint()) {
            return Admission.lasting("nobody");
        }
        return revoked.contains(token)
                ? Admission.refused(dialect().tokenExpired(request))
                : Admission.renewable("ann");
    }

    @Override
    public void revokeToken(FakeRequest request) {
        revoked.add(String.valueOf(request.header("Authorization")));
    }

    @Override
    public List<Charge> charges(FakeRequest request, Classification classification, String actor) {
        return quotas.stream().map(quota -> Charge.one(quota.name(), actor)).toList();
    }

    @Override
    public FakeReply handle(FakeRequest request, Exchange exchange) {
        return switch (exchange.classification().operation()) {
            case "auth.token" -> FakeReply.json(200, "{\"token\":\"t" + ++tokens + "\"}");
            case "bug" -> throw new IllegalStateException("a bug in the pack");
            case "note.create" -> create(request, exchange);
            case "note.replace" -> replace(request, exchange);
            case "note.get" -> get(request.segments().get(1));
            default -> FakeReply.json(200, "{\"count\":" + notes.size() + "}");
        };
    }

    private FakeReply create(FakeRequest request, Exchange exchange) {
        String text = request.json().orElseThrow().path("text").asString();
        String id = "n" + (notes.size() + 1);
        notes.put(id, text);
        exchange.effects().commit(EffectKind.CREATE, "note", id, Map.of("text", text));
        return FakeReply.json(201, "{\"id\":\"" + id + "\",\"url\":\"" + exchange.baseUrl() + "/notes/" + id + "\"}");
    }

    private FakeReply replace(FakeRequest request, Exchange exchange) {
        String id = request.segments().get(1);
        if (notes.replace(id, request.text()) == null) {
            return FakeReply.json(404, "{\"error\":\"no such note\"}");
        }
        exchange.effects().commit(EffectKind.UPDATE, "note", id, Map.of("text", request.text()));
        return FakeReply.empty(204);
    }

    private FakeReply get(String id) {
        String text = notes.get(id);
        return text == null
                ? FakeReply.json(404, "{\"error\":\"no such note\"}")
                : FakeReply.json(200, "{\"text\":\"" + text + "\"}");
    }

    @Override
    public FakeReply decorate(FakeReply reply, FakeRequest request, List<QuotaState> states) {
        FakeReply decorated = reply;
        for (QuotaState state : states) {
            decorated = decorated.header("X-" + state.quota().name() + "-Remaining", Long.toString(state.remaining()));
        }
        return decorated;
    }

    @Override
    public void reset() {
        notes.clear();
        revoked.clear();
        tokens = 0;
    }

    @Override
    public Dialect dialect() {
        return new PlainDialect();
    }
}
