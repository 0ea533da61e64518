package dev.sallyport.testkit.control;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every route of the API; the OpenAPI document lists the same ones. */
final class Routes {
    static final List<Route> ALL = List.of(
            new Route("GET", "/__fake", Overview::systems),
            new Route("GET", "/__fake/plans/schema", FaultCalls::schema),
            new Route("GET", "/__fake/{system}", Overview::manifest),
            new Route("GET", "/__fake/{system}/coverage", Overview::coverage),
            new Route("GET", "/__fake/{system}/credentials", Overview::credentials),
            new Route("GET", "/__fake/{system}/quotas", Overview::quotas),
            new Route("GET", "/__fake/{system}/problems", Overview::problems),
            new Route("GET", "/__fake/{system}/state", StateCalls::resources),
            new Route("GET", "/__fake/{system}/state/{resource}", StateCalls::records),
            new Route("POST", "/__fake/{system}/state/{resource}", StateCalls::seed),
            new Route("POST", "/__fake/{system}/reset", StateCalls::reset),
            new Route("GET", "/__fake/{system}/snapshots", StateCalls::snapshots),
            new Route("POST", "/__fake/{system}/snapshots", StateCalls::snapshot),
            new Route("POST", "/__fake/{system}/snapshots/{snapshot}/restore", StateCalls::restore),
            new Route("GET", "/__fake/{system}/faults", FaultCalls::read),
            new Route("PUT", "/__fake/{system}/faults", FaultCalls::replace),
            new Route("POST", "/__fake/{system}/faults/rules", FaultCalls::add),
            new Route("GET", "/__fake/{system}/clock", ClockCalls::read),
            new Route("POST", "/__fake/{system}/clock", ClockCalls::move),
            new Route("GET", "/__fake/{system}/journal", JournalCalls::page),
            new Route("GET", "/__fake/{system}/journal/live", JournalCalls::live),
            new Route("GET", "/__fake/{system}/truth", JournalCalls::truth),
            new Route("GET", "/__fake/{system}/verdict", VerdictCalls::verdict),
            new Route("POST", "/__fake/{system}/verdict", VerdictCalls::withClaims));

    private Routes() {}

    /** What answers a call. */
    interface Handler {
        void handle(Call call) throws IOException;
    }

    record Route(String method, String template, Handler handler) {
        @Nullable
        Map<String, String> match(String path) {
            String[] wanted = template.split("/", -1);
            String[] given = path.split("/", -1);
            if (wanted.length != given.length) {
                return null;
            }
            Map<String, String> parameters = new LinkedHashMap<>();
            for (int index = 0; index < wanted.length; index++) {
                if (wanted[index].startsWith("{")) {
                    String name = wanted[index].substring(1, wanted[index].length() - 1);
                    parameters.put(name, URLDecoder.decode(given[index], StandardCharsets.UTF_8));
                } else if (!wanted[index].equals(given[index])) {
                    return null;
                }
            }
            return parameters;
        }
    }

    record Match(Route route, Map<String, String> parameters) {}

    static Match find(String method, String path) {
        boolean known = false;
        for (Route route : ALL) {
            Map<String, String> parameters = route.match(path);
            if (parameters != null && route.method().equals(method)) {
                return new Match(route, parameters);
            }
            known |= parameters != null;
        }
        throw known
                ? new ControlException(405, "method-not-allowed", "this path does not take " + method, Hints.ROUTES)
                : new ControlException(404, "not-found", "there is no such path here", Hints.ROUTES);
    }
}
