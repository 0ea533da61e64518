package dev.sallyport.zendesk;

import dev.sallyport.Fetched;
import dev.sallyport.Pages;
import dev.sallyport.Ref;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.http.Records;
import dev.sallyport.query.Changes;
import dev.sallyport.query.Query;
import dev.sallyport.ticketing.Ticket;
import dev.sallyport.ticketing.Tickets;
import java.util.List;
import java.util.Map;

/**
 * Tickets. Without a filter they are listed, which is consistent and leaves archived ones out; with one they are
 * searched, whose index lags behind writes.
 */
final class ZendeskTickets implements Tickets {
    private static final Map<String, String> SORTS = Map.of("updatedAt", "updated_at", "status", "status");
    private final Account account;
    private final Records<Ticket> tickets;
    private final ZendeskWrites writes;

    ZendeskTickets(Account account, Records<Ticket> tickets, ZendeskWrites writes) {
        this.account = account;
        this.tickets = tickets;
        this.writes = writes;
    }

    @Override
    public Fetched<Ticket> get(Ref ticket) {
        return writes.get(ticket);
    }

    @Override
    public Pages<Ticket> find(Query<Ticket> query) {
        return query.filter().isEmpty()
                ? tickets.find(
                        ZendeskOperations.LIST_TICKETS,
                        query,
                        (narrowed, cursor) -> narrowed.filter().isEmpty()
                                ? account.page(list(narrowed), "tickets", narrowed.pageSizeOr(100), cursor)
                                : account.page(search(narrowed), "results", narrowed.pageSizeOr(100), cursor))
                : tickets.find(
                        ZendeskOperations.FIND_TICKETS,
                        query,
                        (narrowed, cursor) ->
                                account.page(search(narrowed), "results", narrowed.pageSizeOr(100), cursor));
    }

    @Override
    public Outcome<Receipt> tryCreate(Changes<Ticket> ticket, Intent intent) {
        return writes.create(ticket, intent);
    }

    /** One by one: the vendor's own bulk create takes no idempotency key. */
    @Override
    public List<Outcome<Receipt>> tryCreateAll(List<Changes<Ticket>> list, Intent intent) {
        return writes.createAll(list, intent);
    }

    @Override
    public Outcome<Receipt> tryUpdate(Ref ticket, Changes<Ticket> changes, Intent intent) {
        return writes.update(ticket, changes, intent);
    }

    @Override
    public Outcome<Receipt> tryDelete(Ref ticket, Intent intent) {
        return writes.delete(ticket, intent);
    }

    private static HttpRequest list(Query<Ticket> query) {
        HttpRequest request = HttpRequest.get("/api/v2/tickets.json");
        if (query.sort().isEmpty()) {
            return request;
        }
        String field = SORTS.get(query.sort().get().field().name());
        if (field == null) {
            throw TicketSearch.refused("Zendesk lists tickets in the order of updatedAt or status only.");
        }
        return request.query("sort", (query.sort().get().ascending() ? "" : "-") + field);
    }

    private static HttpRequest search(Query<Ticket> query) {
        return HttpRequest.get("/api/v2/search/export.json")
                .query("query", TicketSearch.of(query))
                .query("filter[type]", "ticket");
    }
}
