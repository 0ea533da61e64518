package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeRequest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for, told by method and path.
 *
 * @param version such as {@code v62.0}; empty outside the versioned API
 * @param object the object as the client wrote it; empty where there is none
 * @param key an id, an external id field or a cursor
 * @param value the external id
 * @param found the endpoint, where the resource is one of {@link Endpoints}
 */
record Route(Action action, String version, String object, String key, String value, Endpoint.@Nullable Found found) {
    /** The resources that are faked. */
    enum Action {
        TOKEN,
        REVOKE,
        USER_INFO,
        IDENTITY,
        SOAP,
        VERSIONS,
        RESOURCES,
        LIMITS,
        DESCRIBE_GLOBAL,
        DESCRIBE_BASIC,
        DESCRIBE,
        CREATE,
        GET,
        UPDATE,
        DELETE,
        GET_BY_KEY,
        UPSERT,
        DELETE_BY_KEY,
        QUERY,
        QUERY_ALL,
        QUERY_MORE,
        COLLECTION_CREATE,
        COLLECTION_UPDATE,
        COLLECTION_DELETE,
        COLLECTION_GET,
        COMPOSITE,
        BATCH,
        RELATED,
        ENDPOINT,
        METHOD_NOT_ALLOWED,
        UNKNOWN
    }

    Route(Action action, String version, String object, String key, String value) {
        this(action, version, object, key, value, null);
    }

    private static final Pattern VERSION = Pattern.compile("v(\\d{1,3})\\.0");
    private static final int FIRST_KNOWN = 21;
    static final int FIRST_SUPPORTED = 31;
    static final int LAST_SUPPORTED = 66;

    static Route of(FakeRequest request) {
        return request.readAs(Route.class, Route::read);
    }

    private static Route read(FakeRequest request) {
        List<String> path = request.segments();
        String method = method(request);
        if (path.size() >= 2 && path.get(0).equals("services") && path.get(1).equals("data")) {
            return data(method, path.subList(2, path.size()));
        }
        if (path.size() >= 4 && path.get(0).equals("services") && path.get(1).equals("async")) {
            return async(method, "v" + path.get(2), path.subList(3, path.size()));
        }
        return outside(method, path);
    }

    /** The method, or what a POST says instead of it. */
    static String method(FakeRequest request) {
        String override = request.query("_HttpMethod");
        return override != null && request.method().equals("POST") ? override : request.method();
    }

    private static Route async(String method, String version, List<String> path) {
        Endpoint.Found found = Endpoints.findAsync(method, path);
        return new Route(found == null ? Action.UNKNOWN : Action.ENDPOINT, version, "", "", "", found);
    }

    private static Route outside(String method, List<String> path) {
        String joined = String.join("/", path);
        if (joined.equals("services/oauth2/token")) {
            return plain(method.equals("POST") ? Action.TOKEN : Action.METHOD_NOT_ALLOWED);
        }
        if (joined.equals("services/oauth2/revoke")) {
            return plain(Action.REVOKE);
        }
        if (joined.equals("services/oauth2/userinfo")) {
            return plain(Action.USER_INFO);
        }
        if (path.size() == 3 && path.get(0).equals("id")) {
            return new Route(Action.IDENTITY, "", "", path.get(1), path.get(2));
        }
        if (joined.startsWith("services/Soap/u/") && path.size() >= 4 && method.equals("POST")) {
            return new Route(Action.SOAP, "", "", path.get(3), "");
        }
        return plain(Action.UNKNOWN);
    }

    private static Route data(String method, List<String> path) {
        if (path.isEmpty()) {
            return plain(Action.VERSIONS);
        }
        String version = path.get(0);
        if (path.size() == 1) {
            return read(method, Action.RESOURCES, version, "");
        }
        Endpoint.Found found = Endpoints.find(method, path.subList(1, path.size()));
        if (found != null) {
            return new Route(Action.ENDPOINT, version, found.part("object"), "", "", found);
        }
        String first = path.get(1).toLowerCase(Locale.ROOT);
        return switch (first) {
            case "limits" ->
                path.size() == 2
                        ? read(method, Action.LIMITS, version, "")
                        : new Route(Action.UNKNOWN, version, "", "", "");
            case "query", "queryall" -> query(method, version, first, path);
            case "sobjects" -> objects(method, version, path.subList(2, path.size()));
            case "composite" -> composite(method, version, path.subList(2, path.size()));
            default -> new Route(Action.UNKNOWN, version, "", "", "");
        };
    }

    private static Route query(String method, String version, String resource, List<String> path) {
        if (path.size() > 3) {
            return new Route(Action.UNKNOWN, version, "", "", "");
        }
        Action first = resource.equals("query") ? Action.QUERY : Action.QUERY_ALL;
        return path.size() == 2
                ? read(method, first, version, "")
                : method.equals("GET")
                        ? new Route(Action.QUERY_MORE, version, "", path.get(2), "")
                        : new Route(Action.METHOD_NOT_ALLOWED, version, "", "", "");
    }

    private static Route objects(String method, String version, List<String> path) {
        if (path.isEmpty()) {
            return read(method, Action.DESCRIBE_GLOBAL, version, "");
        }
        String object = path.get(0);
        if (path.size() == 1) {
            return method.equals("POST")
                    ? new Route(Action.CREATE, version, object, "", "")
                    : read(method, Action.DESCRIBE_BASIC, version, object);
        }
        String key = path.get(1);
        if (path.size() == 2) {
            return key.equals("describe")
                    ? read(method, Action.DESCRIBE, version, object)
                    : byId(method, version, object, key);
        }
        // A client that does not escape slashes in an external id sends them as more segments.
        String value = String.join("/", path.subList(2, path.size()));
        return Ids.normalized(key) != null
                ? new Route(
                        method.equals("GET") || method.equals("HEAD") ? Action.RELATED : Action.METHOD_NOT_ALLOWED,
                        version,
                        object,
                        key,
                        value)
                : byKey(method, version, object, key, value);
    }

    private static Route byId(String method, String version, String object, String id) {
        if (method.equals("POST")) {
            boolean bare = id.equalsIgnoreCase("Id");
            return new Route(bare ? Action.CREATE : Action.METHOD_NOT_ALLOWED, version, object, "", "");
        }
        Action action = switch (method) {
            case "GET", "HEAD" -> Action.GET;
            case "PATCH" -> Action.UPDATE;
            case "DELETE" -> Action.DELETE;
            default -> Action.METHOD_NOT_ALLOWED;
        };
        return new Route(action, version, object, id, "");
    }

    private static Route byKey(String method, String version, String object, String key, String value) {
        Action action = switch (method) {
            case "GET", "HEAD" -> Action.GET_BY_KEY;
            case "PATCH" -> Action.UPSERT;
            case "DELETE" -> Action.DELETE_BY_KEY;
            default -> Action.METHOD_NOT_ALLOWED;
        };
        return new Route(action, version, object, key, value);
    }

    private static Route composite(String method, String version, List<String> path) {
        boolean collections = !path.isEmpty() && path.get(0).equals("sobjects");
        if (path.isEmpty() || path.equals(List.of("batch"))) {
            Action action = path.isEmpty() ? Action.COMPOSITE : Action.BATCH;
            return new Route(method.equals("POST") ? action : Action.METHOD_NOT_ALLOWED, version, "", "", "");
        }
        if (collections && path.size() == 2 && (method.equals("GET") || method.equals("POST"))) {
            return new Route(Action.COLLECTION_GET, version, path.get(1), "", "");
        }
        if (!collections || path.size() != 1) {
            return new Route(Action.UNKNOWN, version, "", "", "");
        }
        Action action = switch (method) {
            case "POST" -> Action.COLLECTION_CREATE;
            case "PATCH" -> Action.COLLECTION_UPDATE;
            case "DELETE" -> Action.COLLECTION_DELETE;
            default -> Action.METHOD_NOT_ALLOWED;
        };
        return new Route(action, version, "", "", "");
    }

    private static Route read(String method, Action action, String version, String object) {
        boolean reads = method.equals("GET") || method.equals("HEAD");
        return new Route(reads ? action : Action.METHOD_NOT_ALLOWED, version, object, "", "");
    }

    private static Route plain(Action action) {
        return new Route(action, "", "", "", "");
    }

    /** Refuses a version that this org does not speak. */
    void requireVersion() {
        if (version.isEmpty()) {
            return;
        }
        Matcher number = VERSION.matcher(version);
        int known = number.matches() ? Integer.parseInt(number.group(1)) : 0;
        if (known >= FIRST_KNOWN && known < FIRST_SUPPORTED) {
            throw Refusal.of(410, "UNSUPPORTED_API_VERSION", "This API version is retired: " + version);
        }
        if (known < FIRST_SUPPORTED || known > LAST_SUPPORTED) {
            throw Refusal.notFound();
        }
    }

    /** Whether it is within the API proper: asks for a session and counts against the daily limit. */
    boolean isApi() {
        return !version.isEmpty();
    }
}
