package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.Charge;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.Quota;
import dev.sallyport.testkit.spi.QuotaState;
import dev.sallyport.testkit.spi.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The account's limit and the endpoints' own, under the names that stand in the vendor's headers. */
final class Limits {
    static final String ACCOUNT = "account";
    static final String TICKET_UPDATES = "tickets-update";
    static final String PER_TICKET = "per-ticket-updates";
    static final String TICKET_LIST = "tickets-index";
    static final String SEARCH = "search-index";
    static final String SEARCH_EXPORT = "search-export";
    static final String EXPORTS = "incremental-exports";
    static final String CURSOR_EXPORTS = "incremental-exports-cursor";
    static final String USER_UPDATES = "users-update";
    static final String ORGANIZATION_UPDATES = "organizations-update";
    static final String TICKET_DELETES = "tickets-destroy";
    static final String DELETED_TICKETS = "deleted-tickets-index";
    static final String SAMPLES = "incremental-exports-sample";
    static final String VIEWS = "execute-view";
    static final String VIEW_COUNTS = "views-count-many";

    private Limits() {}

    static List<Quota> quotas(Setup setup) {
        return List.of(
                perMinute(ACCOUNT, setup.requestsPerMinute()),
                perMinute(TICKET_UPDATES, setup.ticketUpdatesPerMinute()),
                new Quota(PER_TICKET, 30, new Window.Fixed(Duration.ofMinutes(10))),
                perMinute(TICKET_LIST, 100),
                perMinute(SEARCH, 2_500),
                perMinute(SEARCH_EXPORT, 100),
                perMinute(EXPORTS, 10),
                perMinute(CURSOR_EXPORTS, 10),
                perMinute(USER_UPDATES, 5),
                perMinute(ORGANIZATION_UPDATES, 5),
                perMinute(TICKET_DELETES, 400),
                perMinute(DELETED_TICKETS, 10),
                new Quota(SAMPLES, 10, new Window.Fixed(Duration.ofMinutes(20))),
                perMinute(VIEWS, 5),
                perMinute(VIEW_COUNTS, 6));
    }

    private static Quota perMinute(String name, long limit) {
        return new Quota(name, limit, new Window.Fixed(Duration.ofMinutes(1)));
    }

    /** Every call counts towards the account, those of an endpoint with a limit of its own also towards that. */
    static List<Charge> charges(FakeRequest request, String operation, String actor) {
        List<Charge> charges = new ArrayList<>();
        charges.add(Charge.one(ACCOUNT, ACCOUNT));
        String record = Router.recordId(request);
        switch (operation) {
            case "tickets.update", "tickets.comment", "tickets.tags.add" -> {
                charges.add(Charge.one(TICKET_UPDATES, ACCOUNT));
                charges.add(Charge.one(PER_TICKET, actor + "/" + record));
            }
            case "tickets.list" -> charges.add(Charge.one(TICKET_LIST, ACCOUNT));
            case "search", "search.count", "users.search" -> charges.add(Charge.one(SEARCH, ACCOUNT));
            case "search.export" -> charges.add(Charge.one(SEARCH_EXPORT, ACCOUNT));
            case "incremental.tickets", "incremental.users", "incremental.organizations", "incremental.ticket_events" ->
                charges.add(Charge.one(EXPORTS, ACCOUNT));
            case "incremental.tickets.cursor", "incremental.users.cursor" ->
                charges.add(Charge.one(CURSOR_EXPORTS, ACCOUNT));
            case "users.update" -> charges.add(Charge.one(USER_UPDATES, record));
            case "users.create_or_update" -> charges.add(Charge.one(USER_UPDATES, user(request)));
            case "organizations.update" -> charges.add(Charge.one(ORGANIZATION_UPDATES, record));
            case "tickets.delete" -> charges.add(Charge.one(TICKET_DELETES, ACCOUNT));
            case "incremental.tickets.sample",
                    "incremental.users.sample",
                    "incremental.organizations.sample",
                    "incremental.ticket_events.sample" -> charges.add(Charge.one(SAMPLES, ACCOUNT));
            case "views.execute", "views.tickets" -> charges.add(Charge.one(VIEWS, actor + "/" + record));
            case "views.count_many" -> charges.add(Charge.one(VIEW_COUNTS, ACCOUNT));
            case "deleted_tickets.list" -> charges.add(Charge.one(DELETED_TICKETS, ACCOUNT));
            default -> {}
        }
        return charges;
    }

    private static String user(FakeRequest request) {
        return request.json()
                .map(body -> body.path("user").path("external_id").asString("") + "/"
                        + body.path("user").path("email").asString(""))
                .orElse("");
    }

    static FakeReply headers(FakeReply reply, FakeRequest request, List<QuotaState> states) {
        FakeReply dressed = reply;
        for (QuotaState state : states) {
            long limit = state.quota().limit();
            Duration left = Duration.between(request.receivedAt(), state.resetsAt());
            long resets = Math.max(0, left.plusNanos(999_999_999).toSeconds());
            if (state.quota().name().equals(ACCOUNT)) {
                dressed = dressed.header("X-Rate-Limit", Long.toString(limit))
                        .header("X-Rate-Limit-Remaining", Long.toString(state.remaining()))
                        .header("ratelimit-limit", Long.toString(limit))
                        .header("ratelimit-remaining", Long.toString(state.remaining()))
                        .header("ratelimit-reset", Long.toString(resets));
            } else {
                dressed = dressed.header(
                        "Zendesk-RateLimit-" + state.quota().name(),
                        "total=" + limit + "; remaining=" + state.remaining() + "; resets=" + resets);
            }
        }
        return dressed;
    }
}
