package dev.sallyport.testkit.zendesk;

import static dev.sallyport.testkit.zendesk.Memberships.OF_GROUPS;
import static dev.sallyport.testkit.zendesk.Memberships.OF_ORGANIZATIONS;
import static dev.sallyport.testkit.zendesk.Route.read;
import static dev.sallyport.testkit.zendesk.Route.write;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The endpoints of users, groups and organizations. */
final class UserRoutes {
    static final List<Route> ALL = all();

    private UserRoutes() {}

    private static List<Route> all() {
        List<Route> all = new ArrayList<>();
        Collections.addAll(
                all,
                read("users", "users.list", "users", People::list),
                read("users/me", "users.me", "users", People::me),
                read("users/count", "users.count", "users", People::count),
                read("users/search", "users.search", "users", People::search),
                read("users/autocomplete", "users.autocomplete", "users", People::autocomplete),
                read("users/show_many", "users.show_many", "users", People::showMany),
                write("POST", "users", "users.create", "users", People::create),
                write("POST", "users/create_or_update", "users.create_or_update", "users", People::createOrUpdate),
                write("POST", "users/create_many", "users.create_many", "users", UserMoves::createMany),
                write(
                        "POST",
                        "users/create_or_update_many",
                        "users.create_many",
                        "users",
                        UserMoves::createOrUpdateMany),
                write("PUT", "users/update_many", "users.update_many", "users", UserMoves::updateMany),
                write("DELETE", "users/destroy_many", "users.destroy_many", "users", UserMoves::deleteMany)
                        .adminsOnly(),
                read("users/{id}", "users.get", "users", People::get),
                write("PUT", "users/{id}", "users.update", "users", People::update),
                write("DELETE", "users/{id}", "users.delete", "users", People::delete)
                        .adminsOnly(),
                write("PUT", "users/{id}/merge", "users.merge", "users", UserMoves::merge),
                read("users/{id}/related", "users.related", "users", UserMoves::related),
                read("deleted_users", "deleted_users.list", "users", UserMoves::gone),
                read("deleted_users/{id}", "deleted_users.get", "users", UserMoves::oneGone),
                write("DELETE", "deleted_users/{id}", "users.purge", "users", UserMoves::purge)
                        .adminsOnly(),
                read("users/{id}/identities", "identities.list", "users", Identities::list),
                read("users/{id}/identities/{identity}", "identities.get", "users", Identities::get),
                write("POST", "users/{id}/identities", "identities.create", "users", Identities::create),
                write("PUT", "users/{id}/identities/{identity}", "identities.update", "users", Identities::update),
                write("DELETE", "users/{id}/identities/{identity}", "identities.delete", "users", Identities::delete),
                write(
                        "PUT",
                        "users/{id}/identities/{identity}/make_primary",
                        "identities.make_primary",
                        "users",
                        Identities::makePrimary),
                write(
                        "PUT",
                        "users/{id}/identities/{identity}/verify",
                        "identities.verify",
                        "users",
                        Identities::verify),
                write(
                        "PUT",
                        "users/{id}/identities/{identity}/request_verification",
                        "identities.request_verification",
                        "users",
                        Identities::requestVerification),
                read("users/{id}/tickets/requested", "tickets.requested", "tickets", TicketLists::requested),
                read("users/{id}/tickets/assigned", "tickets.assigned", "tickets", TicketLists::assigned),
                read("users/{id}/tickets/ccd", "tickets.ccd", "tickets", TicketLists::copied),
                read(
                        "users/{id}/tickets/assigned/count",
                        "tickets.assigned.count",
                        "tickets",
                        TicketLists::countAssigned),
                read("users/{id}/tickets/ccd/count", "tickets.ccd.count", "tickets", TicketLists::countCopied),
                read("users/{id}/requests", "requests.list", "requests", Requests::ofUser),
                read("users/{id}/tags", "users.tags.get", "users", TagLists::ofUser));
        for (String method : List.of("POST", "PUT", "DELETE")) {
            all.add(write(method, "users/{id}/tags", "users.tags.write", "users", TagLists::writeUser));
            all.add(write(
                    method,
                    "organizations/{id}/tags",
                    "organizations.tags.write",
                    "organizations",
                    TagLists::writeOrganization));
        }
        all.addAll(memberships("group", "groups", OF_GROUPS));
        all.addAll(memberships("organization", "organizations", OF_ORGANIZATIONS));
        all.addAll(groups());
        all.addAll(organizations());
        return List.copyOf(all);
    }

    private static List<Route> memberships(String one, String many, Memberships kind) {
        String list = one + "_memberships";
        String below = one.equals("group") ? "memberships" : list;
        return List.of(
                read(list, list + ".list", many, kind::list),
                read(list + "/{id}", list + ".get", many, kind::get),
                write("POST", list, list + ".create", many, kind::create),
                write("POST", list + "/create_many", list + ".create_many", many, kind::createMany),
                write("DELETE", list + "/destroy_many", list + ".destroy_many", many, kind::deleteMany),
                write("DELETE", list + "/{id}", list + ".delete", many, kind::delete),
                read("users/{id}/" + list, list + ".list", many, kind::ofUser),
                read("users/{id}/" + list + "/{membership}", list + ".get", many, kind::get),
                write("POST", "users/{id}/" + list, list + ".create", many, kind::create),
                write("DELETE", "users/{id}/" + list + "/{membership}", list + ".delete", many, kind::delete),
                write(
                        "PUT",
                        "users/{id}/" + list + "/{membership}/make_default",
                        list + ".make_default",
                        many,
                        kind::makeDefault),
                read("users/{id}/" + many, many + ".list", many, kind::holdersOf),
                read(many + "/{id}/" + below, list + ".list", many, kind::ofHolder),
                read(many + "/{id}/users", "users.list", "users", kind::peopleOf));
    }

    private static List<Route> groups() {
        return List.of(
                read("groups", "groups.list", "groups", Directory::groups),
                read("groups/count", "groups.count", "groups", Directory::countGroups),
                read("groups/assignable", "groups.assignable", "groups", Directory::groups),
                read("groups/{id}", "groups.get", "groups", Directory::group),
                write("POST", "groups", "groups.create", "groups", Directory::createGroup)
                        .adminsOnly(),
                write("PUT", "groups/{id}", "groups.update", "groups", Directory::updateGroup)
                        .adminsOnly(),
                write("DELETE", "groups/{id}", "groups.delete", "groups", Directory::deleteGroup)
                        .adminsOnly(),
                read("groups/{id}/memberships/assignable", "group_memberships.list", "groups", OF_GROUPS::ofHolder),
                read("group_memberships/assignable", "group_memberships.list", "groups", OF_GROUPS::list));
    }

    private static List<Route> organizations() {
        String scope = "organizations";
        return List.of(
                read("organizations", "organizations.list", scope, Organizations::list),
                read("organizations/count", "organizations.count", scope, Organizations::count),
                read("organizations/search", "organizations.search", scope, Organizations::search),
                read("organizations/autocomplete", "organizations.autocomplete", scope, Organizations::autocomplete),
                read("organizations/show_many", "organizations.show_many", scope, Organizations::showMany),
                write("POST", "organizations", "organizations.create", scope, Organizations::create),
                write(
                        "POST",
                        "organizations/create_many",
                        "organizations.create_many",
                        scope,
                        Organizations::createMany),
                write(
                        "POST",
                        "organizations/create_or_update",
                        "organizations.create_or_update",
                        scope,
                        Organizations::createOrUpdate),
                write(
                        "PUT",
                        "organizations/update_many",
                        "organizations.update_many",
                        scope,
                        Organizations::updateMany),
                write(
                                "DELETE",
                                "organizations/destroy_many",
                                "organizations.destroy_many",
                                scope,
                                Organizations::deleteMany)
                        .adminsOnly(),
                read("organizations/{id}", "organizations.get", scope, Organizations::get),
                write("PUT", "organizations/{id}", "organizations.update", scope, Organizations::update),
                write("DELETE", "organizations/{id}", "organizations.delete", scope, Organizations::delete)
                        .adminsOnly(),
                read("organizations/{id}/related", "organizations.related", scope, Organizations::related),
                read("organizations/{id}/tags", "organizations.tags.get", scope, TagLists::ofOrganization),
                read("organizations/{id}/tickets", "tickets.of_organization", "tickets", TicketLists::ofOrganization),
                read(
                        "organizations/{id}/tickets/count",
                        "tickets.of_organization.count",
                        "tickets",
                        TicketLists::countOfOrganization),
                read("organizations/{id}/requests", "requests.list", "requests", Requests::ofOrganization));
    }
}
