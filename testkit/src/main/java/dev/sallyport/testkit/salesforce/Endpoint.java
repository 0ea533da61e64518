package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.Classification;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.Subject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource below a version, as data.
 *
 * @param segments what the path is made of, in lower case; a name in braces takes any text
 * @param operation its name in journals and fault rules
 */
record Endpoint(String method, List<String> segments, String operation, Manner manner, Handler handler) {
    /** What serving it does to the org. */
    enum Manner {
        /** Nothing. */
        READ,
        /** No record changes, but what the org keeps for its clients does. */
        KEEPS,
        /** Records may change. */
        WRITE
    }

    /** Serves one request. */
    @FunctionalInterface
    interface Handler {
        FakeReply serve(Visit visit);
    }

    static Endpoint of(String method, String path, String operation, Manner manner, Handler handler) {
        return new Endpoint(method, List.of(path.split("/", -1)), operation, manner, handler);
    }

    static Endpoint read(String path, String operation, Handler handler) {
        return of("GET", path, operation, Manner.READ, handler);
    }

    static Endpoint write(String method, String path, String operation, Handler handler) {
        return of(method, path, operation, Manner.WRITE, handler);
    }

    /** An endpoint and what stood in its braces. */
    record Found(Endpoint endpoint, Map<String, String> parts) {
        String part(String name) {
            return parts.getOrDefault(name, "");
        }

        Classification classify(FakeRequest request) {
            String parameters = request.queryParameters().toString();
            String content = request.json()
                    .map(body -> Subject.ofJson(body, Sorting.NOT_CONTENT).value())
                    .orElseGet(() -> Queries.canonical(request.text()));
            Subject subject = Subject.ofContent(parts + Queries.canonical(parameters) + content);
            return switch (endpoint.manner) {
                case READ -> Classification.read(endpoint.operation, subject).sharing();
                case KEEPS -> Classification.read(endpoint.operation, subject);
                case WRITE ->
                    Classification.write(endpoint.operation, subject)
                            .ofItems(endpoint.operation.startsWith("collections.") ? Collections.items(request) : 0);
            };
        }
    }

    /** What stands in the braces if the path is this endpoint's; null if it is not. */
    @Nullable
    Map<String, String> match(List<String> path) {
        if (path.size() != segments.size()) {
            return null;
        }
        Map<String, String> parts = new HashMap<>();
        for (int index = 0; index < path.size(); index++) {
            String segment = segments.get(index);
            if (segment.startsWith("{")) {
                parts.put(segment.substring(1, segment.length() - 1), path.get(index));
            } else if (!segment.equalsIgnoreCase(path.get(index))) {
                return null;
            }
        }
        return parts;
    }
}
