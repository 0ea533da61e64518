package dev.sallyport.testkit.zendesk;

import static dev.sallyport.testkit.zendesk.Route.read;
import static dev.sallyport.testkit.zendesk.Route.write;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** The endpoints of searches, exports, jobs, fields, views, macros and settings. */
final class AccountRoutes {
    static final List<Route> ALL = all();

    private AccountRoutes() {}

    private static List<Route> all() {
        List<Route> all = new ArrayList<>();
        Collections.addAll(
                all,
                read("search", "search", "search", Searches::search),
                read("search/count", "search.count", "search", Searches::count),
                read("search/export", "search.export", "search", Searches::export),
                read("job_statuses", "jobs.list", "jobs", Jobs::list),
                read("job_statuses/show_many", "jobs.show_many", "jobs", Jobs::showMany),
                read("job_statuses/{name}", "jobs.get", "jobs", Jobs::status),
                read("custom_statuses", "custom_statuses.list", "tickets", Directory::statuses),
                read("custom_statuses/{id}", "custom_statuses.get", "tickets", Directory::status),
                read("ticket_forms", "ticket_forms.list", "ticket_forms", Fixtures::forms),
                read(
                        "ticket_forms/{id}",
                        "ticket_forms.get",
                        "ticket_forms",
                        call -> Fixtures.form(call, call.id("id"))),
                read("brands", "brands.list", "brands", Fixtures::brands),
                read("brands/{id}", "brands.get", "brands", call -> Fixtures.brand(call, call.id("id"))),
                read("account/settings", "account.settings", "account", Fixtures::settings),
                read("locales", "locales.list", "locales", Fixtures::locales),
                read("locales/agent", "locales.list", "locales", Fixtures::locales),
                read("locales/public", "locales.list", "locales", Fixtures::locales),
                read("locales/current", "locales.get", "locales", Fixtures::currentLocale),
                read(
                        "locales/{name}",
                        "locales.get",
                        "locales",
                        call -> Fixtures.locale(
                                call, Objects.requireNonNull(call.path().get("name")))),
                read("slas/policies", "sla_policies.list", "slas", call -> Fixtures.none(call, "sla_policies"))
                        .adminsOnly(),
                read("tags", "tags.list", "tags", TagLists::popular),
                read("tags/count", "tags.count", "tags", TagLists::count),
                read("autocomplete/tags", "tags.autocomplete", "tags", TagLists::autocomplete));
        all.addAll(exports());
        all.addAll(views());
        all.addAll(macros());
        all.addAll(fields("ticket_fields", Fields.OF_TICKETS));
        all.addAll(fields("user_fields", Fields.OF_USERS));
        all.addAll(fields("organization_fields", Fields.OF_ORGANIZATIONS));
        return List.copyOf(all);
    }

    private static List<Route> exports() {
        return List.of(
                        read("incremental/tickets", "incremental.tickets", "tickets", Exports::byTime),
                        read("incremental/tickets/cursor", "incremental.tickets.cursor", "tickets", Exports::byCursor),
                        read("incremental/tickets/sample", "incremental.tickets.sample", "tickets", Exports::sample),
                        read("incremental/users", "incremental.users", "users", RowExports::users),
                        read(
                                "incremental/users/cursor",
                                "incremental.users.cursor",
                                "users",
                                RowExports::usersByCursor),
                        read("incremental/users/sample", "incremental.users.sample", "users", RowExports::sampleUsers),
                        read(
                                "incremental/organizations",
                                "incremental.organizations",
                                "organizations",
                                RowExports::organizations),
                        read(
                                "incremental/organizations/sample",
                                "incremental.organizations.sample",
                                "organizations",
                                RowExports::sampleOrganizations),
                        read("incremental/ticket_events", "incremental.ticket_events", "tickets", RowExports::events),
                        read(
                                "incremental/ticket_metric_events",
                                "incremental.ticket_metric_events",
                                "tickets",
                                RowExports::metricEvents),
                        read(
                                "incremental/ticket_events/sample",
                                "incremental.ticket_events.sample",
                                "tickets",
                                RowExports::sampleEvents))
                .stream()
                .map(Route::adminsOnly)
                .toList();
    }

    private static List<Route> views() {
        return List.of(
                read("views", "views.list", "views", Views::list),
                read("views/active", "views.list", "views", Views::active),
                read("views/compact", "views.list", "views", Views::active),
                read("views/count", "views.count", "views", Views::count),
                read("views/count_many", "views.count_many", "views", Views::countMany),
                read("views/{id}", "views.get", "views", Views::get),
                write("POST", "views", "views.create", "views", Views::create),
                write("PUT", "views/{id}", "views.update", "views", Views::update),
                write("DELETE", "views/{id}", "views.delete", "views", Views::delete),
                read("views/{id}/tickets", "views.tickets", "views", Views::tickets),
                read("views/{id}/execute", "views.execute", "views", Views::execute),
                read("views/{id}/count", "views.count_tickets", "views", Views::countTickets),
                Route.ask("views/preview", "views.preview", "views", Views::preview),
                Route.ask("views/preview/count", "views.preview.count", "views", Views::countPreview));
    }

    private static List<Route> macros() {
        return List.of(
                read("macros", "macros.list", "macros", Macros::list),
                read("macros/active", "macros.list", "macros", Macros::active),
                read("macros/search", "macros.search", "macros", Macros::search),
                read("macros/{id}", "macros.get", "macros", Macros::get),
                write("POST", "macros", "macros.create", "macros", Macros::create),
                write("PUT", "macros/{id}", "macros.update", "macros", Macros::update),
                write("DELETE", "macros/{id}", "macros.delete", "macros", Macros::delete),
                read("macros/{id}/apply", "macros.apply", "macros", Macros::apply));
    }

    private static List<Route> fields(String path, Fields fields) {
        String option = path + "/{id}/options/{option}";
        return List.of(
                read(path, path + ".list", path, fields::list),
                read(path + "/count", path + ".count", path, fields::count),
                read(path + "/{id}", path + ".get", path, fields::get),
                write("POST", path, path + ".create", path, fields::create).adminsOnly(),
                write("PUT", path + "/{id}", path + ".update", path, fields::update)
                        .adminsOnly(),
                write("DELETE", path + "/{id}", path + ".delete", path, fields::delete)
                        .adminsOnly(),
                read(path + "/{id}/options", path + ".options", path, fields::options),
                read(option, path + ".options", path, fields::option),
                write("POST", path + "/{id}/options", path + ".options.write", path, fields::writeOption)
                        .adminsOnly(),
                write("DELETE", option, path + ".options.delete", path, fields::deleteOption)
                        .adminsOnly());
    }
}
