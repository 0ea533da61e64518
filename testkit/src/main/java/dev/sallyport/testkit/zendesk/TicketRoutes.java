package dev.sallyport.testkit.zendesk;

import static dev.sallyport.testkit.zendesk.Route.read;
import static dev.sallyport.testkit.zendesk.Route.write;

import java.util.List;

/** The endpoints of tickets and of what hangs on them. */
final class TicketRoutes {
    static final List<Route> ALL = List.of(
            read("tickets", "tickets.list", "tickets", TicketReads::list),
            read("tickets/count", "tickets.count", "tickets", TicketReads::count),
            read("tickets/show_many", "tickets.show_many", "tickets", TicketReads::showMany),
            write("POST", "tickets", "tickets.create", "tickets", TicketWrites::create),
            write("POST", "tickets/create_many", "tickets.create_many", "tickets", Jobs::createMany),
            write("PUT", "tickets/update_many", "tickets.update_many", "tickets", Jobs::updateMany),
            write("DELETE", "tickets/destroy_many", "tickets.destroy_many", "tickets", Jobs::deleteMany),
            write("PUT", "tickets/mark_many_as_spam", "tickets.spam_many", "tickets", TicketMoves::spamMany),
            read("tickets/{id}", "tickets.get", "tickets", TicketReads::get),
            write("PUT", "tickets/{id}", "tickets.update", "tickets", TicketWrites::update),
            write("DELETE", "tickets/{id}", "tickets.delete", "tickets", TicketWrites::delete),
            write("POST", "tickets/{id}/merge", "tickets.merge", "tickets", TicketMoves::merge),
            write("PUT", "tickets/{id}/mark_as_spam", "tickets.spam", "tickets", TicketMoves::spam),
            read("tickets/{id}/comments", "comments.list", "tickets", TicketReads::comments),
            read("tickets/{id}/comments/count", "comments.count", "tickets", TicketReads::countComments),
            write(
                    "PUT",
                    "tickets/{id}/comments/{comment}/make_private",
                    "comments.make_private",
                    "tickets",
                    TicketWrites::makePrivate),
            read("tickets/{id}/audits", "tickets.audits", "tickets", TicketReads::audits),
            read("tickets/{id}/audits/count", "tickets.audits.count", "tickets", TicketReads::countAudits),
            read("tickets/{id}/audits/{audit}", "tickets.audits.get", "tickets", TicketReads::audit),
            write(
                    "PUT",
                    "tickets/{id}/audits/{audit}/make_private",
                    "comments.make_private",
                    "tickets",
                    TicketWrites::makePrivate),
            write("PUT", "tickets/{id}/audits/{audit}/trust", "tickets.audits.trust", "tickets", TicketReads::trust),
            read("ticket_audits", "ticket_audits.list", "tickets", TicketReads::allAudits),
            read("tickets/{id}/collaborators", "tickets.collaborators", "tickets", TicketLists::collaborators),
            read("tickets/{id}/incidents", "tickets.incidents", "tickets", TicketLists::incidents),
            read("problems", "problems.list", "tickets", TicketLists::problems),
            read("tickets/{id}/metrics", "tickets.metrics", "tickets", Metrics::of),
            read("ticket_metrics", "ticket_metrics.list", "tickets", Metrics::list),
            read("ticket_metrics/{id}", "tickets.metrics", "tickets", Metrics::of),
            read("tickets/{id}/macros/{macro}/apply", "macros.apply", "macros", Macros::apply),
            read("tickets/{id}/tags", "tickets.tags.get", "tickets", TicketReads::tags),
            write("POST", "tickets/{id}/tags", "tickets.tags.set", "tickets", TicketWrites::setTags),
            write("PUT", "tickets/{id}/tags", "tickets.tags.add", "tickets", TicketWrites::addTags),
            write("DELETE", "tickets/{id}/tags", "tickets.tags.remove", "tickets", TicketWrites::removeTags),
            read("deleted_tickets", "deleted_tickets.list", "tickets", TicketReads::deleted),
            write("PUT", "deleted_tickets/{id}/restore", "tickets.restore", "tickets", TicketWrites::restore),
            write("PUT", "deleted_tickets/restore_many", "tickets.restore_many", "tickets", TicketMoves::restoreMany),
            write("DELETE", "deleted_tickets/{id}", "tickets.purge", "tickets", TicketMoves::purge)
                    .adminsOnly(),
            write("DELETE", "deleted_tickets/destroy_many", "tickets.purge_many", "tickets", TicketMoves::purgeMany)
                    .adminsOnly(),
            read("requests", "requests.list", "requests", Requests::list),
            read("requests/open", "requests.list", "requests", Requests::open),
            read("requests/solved", "requests.list", "requests", Requests::solved),
            read("requests/ccd", "requests.list", "requests", Requests::copied),
            read("requests/search", "requests.search", "requests", Requests::search),
            read("requests/{id}", "requests.get", "requests", Requests::get),
            write("POST", "requests", "requests.create", "requests", Requests::create),
            write("PUT", "requests/{id}", "requests.update", "requests", Requests::update),
            read("requests/{id}/comments", "requests.comments", "requests", Requests::comments),
            read("requests/{id}/comments/{comment}", "requests.comments", "requests", Requests::oneComment),
            read(
                    "suspended_tickets",
                    "suspended_tickets.list",
                    "tickets",
                    call -> Fixtures.none(call, "suspended_tickets")),
            read(
                    "satisfaction_ratings",
                    "satisfaction_ratings.list",
                    "tickets",
                    call -> Fixtures.none(call, "satisfaction_ratings")),
            read(
                    "satisfaction_ratings/received",
                    "satisfaction_ratings.list",
                    "tickets",
                    call -> Fixtures.none(call, "satisfaction_ratings")),
            write(
                    "POST",
                    "uploads",
                    "uploads.create",
                    "uploads",
                    call -> call.account().uploads.create(call)),
            write(
                    "DELETE",
                    "uploads/{name}",
                    "uploads.delete",
                    "uploads",
                    call -> call.account().uploads.delete(call)),
            read(
                    "attachments/{id}",
                    "attachments.get",
                    "uploads",
                    call -> call.account().uploads.attachment(call)));

    private TicketRoutes() {}
}
