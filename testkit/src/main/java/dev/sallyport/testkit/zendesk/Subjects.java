package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.Access;
import dev.sallyport.testkit.spi.Classification;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.Subject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Says what requests are about, without what differs from one sending of the same work to the next. */
final class Subjects {
    private static final Set<String> PASSING = Set.of(
            "metadata",
            "updated_stamp",
            "safe_update",
            "external_id",
            "access_token",
            "client_secret",
            "refresh_token");
    private static final Set<String> FURTHER = Set.of("page[after]", "page[before]", "cursor");
    private static final Set<String> PASSING_PARAMETERS =
            Set.of("external_id", "page[after]", "page[before]", "cursor", "start_time");

    private Subjects() {}

    static Classification classify(FakeRequest request) {
        if (Router.isToken(request)) {
            return Classification.token("token");
        }
        Router.Found found = Router.find(request);
        if (found == null) {
            return Classification.read("unknown", Subject.none());
        }
        Route route = found.route();
        Subject subject = of(request, found);
        return route.access() == Access.READ
                ? Classification.read(route.operation(), subject).sharing().further(isFurther(request))
                : Classification.write(operation(request, route), subject).ofItems(Jobs.items(request));
    }

    /** Numbered pages have no cursor that could expire. */
    private static boolean isFurther(FakeRequest request) {
        return FURTHER.stream().anyMatch(parameter -> request.query(parameter) != null);
    }

    private static String operation(FakeRequest request, Route route) {
        boolean comments = route.operation().equals("tickets.update")
                && request.json()
                        .map(body -> body.path("ticket").hasNonNull("comment"))
                        .orElse(false);
        return comments ? "tickets.comment" : route.operation();
    }

    private static Subject of(FakeRequest request, Router.Found found) {
        String resource = found.route().segments().get(0);
        String id = Router.recordId(request);
        String content = content(request);
        if (content.isEmpty()) {
            return id.isEmpty() ? Subject.none() : Subject.ofRecord(resource, id);
        }
        return id.isEmpty() ? new Subject(content) : Subject.ofRecord(resource, id + " " + content);
    }

    private static String content(FakeRequest request) {
        if (request.method().equals("GET") || request.length() == 0) {
            Map<String, Object> parameters = new TreeMap<>(request.queryParameters());
            parameters.keySet().removeAll(PASSING_PARAMETERS);
            return parameters.isEmpty()
                    ? ""
                    : Subject.ofContent(parameters.toString()).value();
        }
        // Uploads are bytes, whatever their content type says.
        JsonNode json =
                request.path().contains("/uploads") ? null : request.json().orElse(null);
        return (json == null ? Subject.ofContent(request.text()) : Subject.ofJson(json, PASSING)).value();
    }
}
