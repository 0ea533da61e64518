package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.FakeRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the endpoint of a request; every path is there with and without {@code .json}. */
final class Router {
    static final List<Route> ROUTES = Stream.of(TicketRoutes.ALL, UserRoutes.ALL, AccountRoutes.ALL)
            .flatMap(List::stream)
            .toList();

    private static final Map<String, List<Route>> BY_SHAPE = byShape();

    private Router() {}

    /** An endpoint and what stood in its braces. */
    record Found(Route route, Map<String, String> path) {}

    private static Map<String, List<Route>> byShape() {
        Map<String, List<Route>> byShape = new HashMap<>();
        for (Route route : ROUTES) {
            String shape = route.method() + route.segments().size();
            byShape.computeIfAbsent(shape, absent -> new ArrayList<>()).add(route);
        }
        return byShape;
    }

    static boolean isToken(FakeRequest request) {
        return request.method().equals("POST")
                && String.join("/", request.segments()).equals("oauth/tokens");
    }

    static @Nullable Found find(FakeRequest request) {
        List<String> segments = below(request);
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        for (Route route : BY_SHAPE.getOrDefault(method + segments.size(), List.of())) {
            Map<String, String> path = new HashMap<>();
            if (matches(route.segments(), segments, path)) {
                return new Found(route, path);
            }
        }
        return null;
    }

    /** The resource that an operation belongs to; empty for an unknown one. */
    static String resource(String operation) {
        return ROUTES.stream()
                .filter(route -> route.operation().equals(operation)
                        || (operation.equals("tickets.comment")
                                && route.operation().equals("tickets.update")))
                .map(Route::resource)
                .findFirst()
                .orElse("");
    }

    /** The record that the path names; empty if it names none. */
    static String recordId(FakeRequest request) {
        Found found = find(request);
        return found == null ? "" : found.path().getOrDefault("id", found.path().getOrDefault("name", ""));
    }

    private static List<String> below(FakeRequest request) {
        List<String> segments = request.segments();
        if (segments.size() < 3
                || !segments.get(0).equals("api")
                || !segments.get(1).equals("v2")) {
            return List.of();
        }
        List<String> below = new ArrayList<>(segments.subList(2, segments.size()));
        below.replaceAll(segment -> segment.endsWith(".json") ? segment.substring(0, segment.length() - 5) : segment);
        return below;
    }

    private static boolean matches(List<String> expected, List<String> actual, Map<String, String> path) {
        for (int index = 0; index < expected.size(); index++) {
            String name = expected.get(index);
            String segment = actual.get(index);
            if (!name.startsWith("{")) {
                if (!name.equals(segment)) {
                    return false;
                }
            } else if (name.equals("{id}") && !segment.chars().allMatch(Character::isDigit)) {
                return false;
            } else {
                path.put(name.substring(1, name.length() - 1), segment);
            }
        }
        return true;
    }
}
