package dev.sallyport.testkit.control;

import dev.sallyport.testkit.Snapshot;
import dev.sallyport.testkit.spi.FakeRecords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** Records behind the vendor's back: read, seed, reset. */
final class StateCalls {
    private static final int MOST_SEEDED = 10_000;

    private StateCalls() {}

    static void resources(Call call) throws IOException {
        FakeRecords records = call.fake().records();
        Map<String, Long> counts = new LinkedHashMap<>();
        records.resources().forEach(resource -> counts.put(resource, records.count(resource)));
        call.answer(Map.of("resources", counts));
    }

    static void records(Call call) throws IOException {
        String resource = call.parameter("resource");
        long from = call.number("from", 0, 0, Long.MAX_VALUE);
        int limit = (int) call.number("limit", 50, 1, 1000);
        FakeRecords records = call.fake().records();
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("resource", resource);
        page.put("count", records.count(resource));
        page.put("from", from);
        page.put("records", records.page(resource, from, limit));
        call.answer(page);
    }

    static void seed(Call call) throws IOException {
        JsonNode body = call.body();
        List<JsonNode> all = new ArrayList<>();
        if (body.isArray()) {
            body.forEach(all::add);
        } else {
            all.add(body);
        }
        if (all.size() > MOST_SEEDED) {
            throw Call.bad("one call seeds at most " + MOST_SEEDED + " records");
        }
        List<String> ids = new ArrayList<>();
        for (JsonNode record : all) {
            ids.add(add(call, record, ids.size()));
        }
        call.answer(201, Map.of("ids", ids));
    }

    private static String add(Call call, JsonNode record, int place) {
        if (!record.isObject()) {
            throw Call.bad("record " + place + " is no JSON object");
        }
        Map<String, Object> fields = Call.JSON.convertValue(record, new TypeReference<Map<String, Object>>() {});
        try {
            return call.fake().records().add(call.parameter("resource"), fields);
        } catch (IllegalArgumentException refused) {
            throw Call.bad("record " + place + ": " + refused.getMessage() + "; " + place + " were seeded before it");
        }
    }

    static void reset(Call call) throws IOException {
        call.fake().reset();
        call.answer(Map.of("reset", true));
    }

    static void snapshots(Call call) throws IOException {
        List<Object> shown = new ArrayList<>();
        call.console().snapshots(call.fake()).forEach((id, snapshot) -> shown.add(shown(id, snapshot)));
        call.answer(Map.of("snapshots", shown));
    }

    static void snapshot(Call call) throws IOException {
        try {
            Snapshot taken = call.fake().snapshot();
            call.answer(201, shown(call.console().keep(call.fake(), taken), taken));
        } catch (IllegalStateException tooMuch) {
            throw new ControlException(
                    409, "too-much-happened", String.valueOf(tooMuch.getMessage()), "reset the fake first");
        }
    }

    static void restore(Call call) throws IOException {
        String id = call.parameter("snapshot");
        Map<String, Snapshot> kept = call.console().snapshots(call.fake());
        Snapshot snapshot = kept.get(id);
        if (snapshot == null) {
            throw new ControlException(
                    404, "no-such-snapshot", "no snapshot is called " + id, "there are " + kept.keySet());
        }
        call.fake().restore(snapshot);
        call.answer(shown(id, snapshot));
    }

    private static Map<String, Object> shown(String id, Snapshot snapshot) {
        return Map.of("id", id, "takenAt", snapshot.takenAt(), "effects", snapshot.effects());
    }
}
