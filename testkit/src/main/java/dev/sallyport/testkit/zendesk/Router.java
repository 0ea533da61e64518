package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.FakeRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the endpoint of a request; every path is there with and without {@code .json}. */
final class Router {
    static final List<Route> ROUTES = List.of(
            Route.read("tickets", "tickets.list", "tickets", TicketReads::list),
            Route.read("tickets/count", "tickets.count", "tickets", TicketReads::count),
            Route.read("tickets/show_many", "tickets.show_many", "tickets", TicketReads::showMany),
            Route.write("POST", "tickets", "tickets.create", "tickets", TicketWrites::create),
            Route.write("POST", "tickets/create_many", "tickets.create_many", "tickets", Jobs::createMany),
            Route.write("PUT", "tickets/update_many", "tickets.update_many", "tickets", Jobs::updateMany),
            Route.write("DELETE", "tickets/destroy_many", "tickets.destroy_many", "tickets", Jobs::deleteMany),
            Route.read("tickets/{id}", "tickets.get", "tickets", TicketReads::get),
            Route.write("PUT", "tickets/{id}", "tickets.update", "tickets", TicketWrites::update),
            Route.write("DELETE", "tickets/{id}", "tickets.delete", "tickets", TicketWrites::delete),
            Route.read("tickets/{id}/comments", "comments.list", "tickets", TicketReads::comments),
            Route.read("tickets/{id}/audits", "tickets.audits", "tickets", TicketReads::audits),
            Route.read("tickets/{id}/tags", "tickets.tags.get", "tickets", TicketReads::tags),
            Route.write("POST", "tickets/{id}/tags", "tickets.tags.set", "tickets", TicketWrites::setTags),
            Route.write("PUT", "tickets/{id}/tags", "tickets.tags.add", "tickets", TicketWrites::addTags),
            Route.write("DELETE", "tickets/{id}/tags", "tickets.tags.remove", "tickets", TicketWrites::removeTags),
            Route.read("deleted_tickets", "deleted_tickets.list", "tickets", TicketReads::deleted),
            Route.write("PUT", "deleted_tickets/{id}/restore", "tickets.restore", "tickets", TicketWrites::restore),
            Route.read("users", "users.list", "users", People::list),
            Route.read("users/me", "users.me", "users", People::me),
            Route.read("users/search", "users.search", "users", People::search),
            Route.read("users/show_many", "users.show_many", "users", People::showMany),
            Route.write("POST", "users", "users.create", "users", People::create),
            Route.write("POST", "users/create_or_update", "users.create_or_update", "users", People::createOrUpdate),
            Route.read("users/{id}", "users.get", "users", People::get),
            Route.write("PUT", "users/{id}", "users.update", "users", People::update),
            Route.write("DELETE", "users/{id}", "users.delete", "users", People::delete)
                    .adminsOnly(),
            Route.read("groups", "groups.list", "groups", Directory::groups),
            Route.read("groups/assignable", "groups.assignable", "groups", Directory::groups),
            Route.read("groups/{id}", "groups.get", "groups", Directory::group),
            Route.read("group_memberships", "group_memberships.list", "groups", Directory::memberships),
            Route.read("organizations", "organizations.list", "organizations", Directory::organizations),
            Route.write(
                    "POST", "organizations", "organizations.create", "organizations", Directory::createOrganization),
            Route.read("organizations/{id}", "organizations.get", "organizations", Directory::organization),
            Route.write(
                    "PUT",
                    "organizations/{id}",
                    "organizations.update",
                    "organizations",
                    Directory::updateOrganization),
            Route.write(
                            "DELETE",
                            "organizations/{id}",
                            "organizations.delete",
                            "organizations",
                            Directory::deleteOrganization)
                    .adminsOnly(),
            Route.read("ticket_fields", "ticket_fields.list", "ticket_fields", Directory::fields),
            Route.read("ticket_fields/{id}", "ticket_fields.get", "ticket_fields", Directory::field),
            Route.read("custom_statuses", "custom_statuses.list", "tickets", Directory::statuses),
            Route.read("search", "search", "search", Searches::search),
            Route.read("search/count", "search.count", "search", Searches::count),
            Route.read("search/export", "search.export", "search", Searches::export),
            Route.read("incremental/tickets", "incremental.tickets", "tickets", Exports::byTime)
                    .adminsOnly(),
            Route.read("incremental/tickets/cursor", "incremental.tickets.cursor", "tickets", Exports::byCursor)
                    .adminsOnly(),
            Route.read("job_statuses/{name}", "jobs.get", "jobs", Jobs::status),
            Route.write(
                    "POST",
                    "uploads",
                    "uploads.create",
                    "uploads",
                    call -> call.account().uploads.create(call)),
            Route.write(
                    "DELETE",
                    "uploads/{name}",
                    "uploads.delete",
                    "uploads",
                    call -> call.account().uploads.delete(call)),
            Route.read(
                    "attachments/{id}",
                    "attachments.get",
                    "uploads",
                    call -> call.account().uploads.attachment(call)));

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
        for (Route route : BY_SHAPE.getOrDefault(request.method() + segments.size(), List.of())) {
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
                        || operation.equals("tickets.comment")
                                && route.operation().equals("tickets.update"))
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
