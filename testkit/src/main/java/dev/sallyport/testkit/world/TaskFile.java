package dev.sallyport.testkit.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The requests of {@code tasks.json} and, kept apart from them, the answers. */
record TaskFile(List<Request> requests, Map<String, Gold> gold) {

    private static final String LOADED = "LOADED";

    static TaskFile read(Place file) {
        TaskFile tasks = new TaskFile(new ArrayList<>(), new LinkedHashMap<>());
        file.elements().forEach(tasks::add);
        return tasks;
    }

    private void add(Place task) {
        String id = task.text("id");
        if (gold.containsKey(id)) {
            throw task.complaint("the id " + id + " stands twice; give each task an id of its own");
        }
        requests.add(request(id, task.member("user_scenario").member("instructions")));
        List<GoldAction> actions = new ArrayList<>();
        task.maybe("evaluation_criteria")
                .ifPresent(criteria -> criteria.elements("actions").forEach(action -> actions.add(action(action))));
        gold.put(id, new Gold(LOADED, actions));
    }

    private static Request request(String id, Place instructions) {
        return instructions.node().isString()
                ? new Request(id, instructions.asText(), "")
                : new Request(id, instructions.text("reason_for_call"), instructions.text("known_info", ""));
    }

    private static GoldAction action(Place place) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        place.maybe("arguments")
                .ifPresent(object -> object.entries().forEach((name, value) -> {
                    Object plain = plain(value.node());
                    if (plain != null) {
                        arguments.put(name, plain);
                    }
                }));
        return new GoldAction(place.text("name"), arguments);
    }

    private static @Nullable Object plain(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL, MISSING -> null;
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.numberValue();
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                node.forEach(element -> list.add(plain(element)));
                yield Collections.unmodifiableList(list);
            }
            case OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
                yield Collections.unmodifiableMap(map);
            }
            case STRING, BINARY, POJO -> node.asString();
        };
    }
}
