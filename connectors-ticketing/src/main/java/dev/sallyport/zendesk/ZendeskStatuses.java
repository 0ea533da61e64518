package dev.sallyport.zendesk;

import dev.sallyport.Ref;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.http.Records;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.Executor;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.Session;
import dev.sallyport.ticketing.Status;
import dev.sallyport.ticketing.Statuses;
import dev.sallyport.ticketing.Ticket;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Status. A closed ticket offers nothing; no ticket goes back to new; otherwise each category with an active status is
 * offered, which tells whether the account has {@code hold}.
 */
final class ZendeskStatuses implements Statuses {
    private final Executor executor;
    private final Session session;
    private final Account account;
    private final Records<Ticket> tickets;
    private final ZendeskWrites writes;

    ZendeskStatuses(
            Executor executor, Session session, Account account, Records<Ticket> tickets, ZendeskWrites writes) {
        this.executor = executor;
        this.session = session;
        this.account = account;
        this.tickets = tickets;
        this.writes = writes;
    }

    @Override
    public List<Status> offered(Ref ticket) {
        Ticket now = tickets.get(
                        ZendeskOperations.OFFERED,
                        ticket,
                        account.one(HttpRequest.get("/api/v2/tickets/{id}.json", ticket.id()), "ticket"))
                .value();
        if (now.status() == null || now.status().category() == Status.Category.CLOSED) {
            return List.of();
        }
        List<Status> offered =
                new ArrayList<>(executor.read(session, Read.of(ZendeskOperations.OFFERED, ticket, this::active)));
        offered.removeIf(status -> status.category() == Status.Category.NEW
                || status.name().equals(now.status().name()));
        return List.copyOf(offered);
    }

    @Override
    public Outcome<Receipt> tryMove(Ref ticket, Status status, Intent intent) {
        return writes.move(ticket, status, intent);
    }

    private List<Status> active(AttemptContext context) throws AttemptFailure {
        return account.transport()
                .exchange(HttpRequest.get("/api/v2/custom_statuses.json"), reply -> {
                    JsonNode rows = reply.document().path("custom_statuses");
                    if (!rows.isArray()) {
                        throw new IllegalArgumentException("a reply without custom_statuses");
                    }
                    Set<String> categories = new LinkedHashSet<>();
                    rows.forEach(row -> {
                        if (row.path("active").asBoolean(false)) {
                            categories.add(row.path("status_category").asString(""));
                        }
                    });
                    return categories.stream()
                            .map(ZendeskRecords::status)
                            .filter(Objects::nonNull)
                            .toList();
                })
                .run(context);
    }
}
