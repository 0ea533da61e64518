package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.Access;
import dev.sallyport.testkit.spi.FakeReply;
import java.util.List;
import java.util.function.Function;

/**
 * One endpoint.
 *
 * @param segments below {@code /api/v2}; {@code {id}} takes digits, any other name in braces any text
 * @param resource the kind of thing that a scope is about, and the first part of a subject
 */
record Route(
        String method,
        List<String> segments,
        String operation,
        Access access,
        String resource,
        boolean forAdmins,
        Function<Call, FakeReply> handler) {
    static Route read(String path, String operation, String resource, Function<Call, FakeReply> handler) {
        return new Route("GET", split(path), operation, Access.READ, resource, false, handler);
    }

    static Route write(
            String method, String path, String operation, String resource, Function<Call, FakeReply> handler) {
        return new Route(method, split(path), operation, Access.WRITE, resource, false, handler);
    }

    /** What only asks, with its question in a body. */
    static Route ask(String path, String operation, String resource, Function<Call, FakeReply> handler) {
        return new Route("POST", split(path), operation, Access.READ, resource, false, handler);
    }

    Route adminsOnly() {
        return new Route(method, segments, operation, access, resource, true, handler);
    }

    private static List<String> split(String path) {
        return List.of(path.split("/", -1));
    }

    @Override
    public String toString() {
        return method + " /api/v2/" + String.join("/", segments);
    }
}
