package dev.sallyport.chaos.meter;

import dev.sallyport.testkit.spi.Charge;
import dev.sallyport.testkit.spi.Classification;
import dev.sallyport.testkit.spi.Dialect;
import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.Exchange;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.PlainDialect;
import dev.sallyport.testkit.spi.Quota;
import dev.sallyport.testkit.spi.QuotaState;
import dev.sallyport.testkit.spi.Subject;
import dev.sallyport.testkit.spi.VendorPack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A system whose only trait is its limit: calls that are counted, and marks that can be made and found by their stamp. */
public final class MeterPack implements VendorPack {
    static final String LEFT = "X-Limit-Remaining";
    static final String RESET = "X-Limit-Reset";
    private static final int MARKS_KEPT = 1_000;

    private final List<Quota> quotas;
    private final Map<String, Long> marks = new LinkedHashMap<>();
    private long made;

    /** A system with these limits, each for the whole account. */
    public MeterPack(Quota... quotas) {
        this.quotas = List.of(quotas);
    }

    @Override
    public String name() {
        return "meter";
    }

    @Override
    public List<Quota> quotas() {
        return quotas;
    }

    @Override
    public Dialect dialect() {
        return new PlainDialect();
    }

    @Override
    public Classification classify(FakeRequest request) {
        List<String> path = request.segments();
        String id = path.size() == 2 ? path.get(1) : "-";
        if (request.method().equals("PUT")) {
            return Classification.write("mark.make", Subject.ofRecord("mark", id));
        }
        boolean mark = !path.isEmpty() && path.get(0).equals("marks");
        return Classification.read(mark ? "mark.get" : "call.get", Subject.ofRecord(mark ? "mark" : "call", id))
                .sharing();
    }

    @Override
    public List<Charge> charges(FakeRequest request, Classification classification, String actor) {
        return quotas.stream().map(quota -> Charge.one(quota.name(), "account")).toList();
    }

    @Override
    public FakeReply handle(FakeRequest request, Exchange exchange) {
        String id = request.segments().get(1);
        return switch (exchange.classification().operation()) {
            case "mark.make" -> make(id, exchange);
            case "mark.get" -> marks.containsKey(id) ? found(id) : FakeReply.json(404, "{\"error\":\"none such\"}");
            default -> found(id);
        };
    }

    private FakeReply make(String stamp, Exchange exchange) {
        if (marks.containsKey(stamp)) {
            return FakeReply.json(409, "{\"error\":\"made before\"}");
        }
        marks.put(stamp, ++made);
        if (marks.size() > MARKS_KEPT) {
            marks.remove(marks.keySet().iterator().next());
        }
        exchange.effects().commit(EffectKind.CREATE, "mark", stamp, Map.of());
        return found(stamp);
    }

    private static FakeReply found(String id) {
        return FakeReply.json(200, "{\"id\":\"" + id + "\"}");
    }

    @Override
    public FakeReply decorate(FakeReply reply, FakeRequest request, List<QuotaState> states) {
        FakeReply decorated = reply;
        for (QuotaState state : states) {
            decorated = decorated
                    .header(LEFT, Long.toString(state.remaining()))
                    .header(RESET, Long.toString(state.resetsAt().toEpochMilli()));
        }
        return decorated;
    }

    @Override
    public void reset() {
        marks.clear();
        made = 0;
    }
}
