package dev.sallyport.zendesk;

import dev.sallyport.Fetched;
import dev.sallyport.Pages;
import dev.sallyport.Ref;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.http.Records;
import dev.sallyport.query.Filter;
import dev.sallyport.query.Query;
import dev.sallyport.spi.Executor;
import dev.sallyport.spi.Session;
import dev.sallyport.ticketing.TicketUser;
import dev.sallyport.ticketing.TicketUsers;

/** People. */
final class ZendeskUsers implements TicketUsers {
    private final Account account;
    private final Records<TicketUser> users;

    ZendeskUsers(Executor executor, Session session, Account account) {
        this.account = account;
        this.users =
                new Records<>(executor, session, TicketUser.RESOURCE, ZendeskRecords.USERS, ZendeskRecords::version);
    }

    @Override
    public Fetched<TicketUser> me() {
        return users.get(
                ZendeskOperations.ME,
                TicketUser.ref("me"),
                account.one(HttpRequest.get("/api/v2/users/me.json"), "user"));
    }

    @Override
    public Fetched<TicketUser> get(Ref user) {
        return users.get(
                ZendeskOperations.GET_USER,
                user,
                account.one(HttpRequest.get("/api/v2/users/{id}.json", user.id()), "user"));
    }

    @Override
    public Pages<TicketUser> find(Query<TicketUser> query) {
        return users.find(
                ZendeskOperations.FIND_USERS,
                query,
                (narrowed, cursor) -> narrowed.filter().isEmpty()
                        ? account.page(HttpRequest.get("/api/v2/users.json"), "users", narrowed.pageSizeOr(100), cursor)
                        : account.numberedPage(
                                HttpRequest.get("/api/v2/users/search.json")
                                        .query("query", terms(narrowed.filter().get())),
                                "users",
                                cursor));
    }

    private static String terms(Filter<TicketUser> filter) {
        if (filter instanceof Filter.Comparison<TicketUser, ?> part && part.operator() == Filter.Operator.IS) {
            String value = part.values().get(0).toString();
            if (!value.contains("\"")) {
                return part.field().name() + ":\"" + value + "\"";
            }
        }
        throw TicketSearch.refused("Zendesk's user search takes one e-mail address or one name.");
    }
}
