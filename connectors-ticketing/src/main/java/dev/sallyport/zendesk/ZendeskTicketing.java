package dev.sallyport.zendesk;

import dev.sallyport.Pages;
import dev.sallyport.Ref;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.http.Records;
import dev.sallyport.query.Query;
import dev.sallyport.spi.Executor;
import dev.sallyport.spi.Session;
import dev.sallyport.ticketing.Comment;
import dev.sallyport.ticketing.CommentDraft;
import dev.sallyport.ticketing.Comments;
import dev.sallyport.ticketing.Queue;
import dev.sallyport.ticketing.Queues;
import dev.sallyport.ticketing.Statuses;
import dev.sallyport.ticketing.Ticket;
import dev.sallyport.ticketing.TicketUsers;
import dev.sallyport.ticketing.Ticketing;
import dev.sallyport.ticketing.Tickets;

/** The account under one grant. */
final class ZendeskTicketing implements Ticketing {
    private final Executor executor;
    private final Session session;
    private final Account account;
    private final Records<Ticket> tickets;
    private final ZendeskWrites writes;

    ZendeskTicketing(Executor executor, Session session, Account account, ZendeskOperations operations) {
        this.executor = executor;
        this.session = session;
        this.account = account;
        this.tickets =
                new Records<>(executor, session, Ticket.RESOURCE, ZendeskRecords.TICKETS, ZendeskRecords::version);
        this.writes = new ZendeskWrites(executor, session, account, operations, tickets);
    }

    @Override
    public Tickets tickets() {
        return new ZendeskTickets(account, tickets, writes);
    }

    @Override
    public Comments comments() {
        return new ZendeskComments();
    }

    @Override
    public TicketUsers users() {
        return new ZendeskUsers(executor, session, account);
    }

    @Override
    public Queues queues() {
        return new ZendeskQueues();
    }

    @Override
    public Statuses statuses() {
        return new ZendeskStatuses(executor, session, account, tickets, writes);
    }

    private final class ZendeskComments implements Comments {
        private final Records<Comment> comments =
                new Records<>(executor, session, Comment.RESOURCE, ZendeskRecords.COMMENTS, ZendeskRecords::version);

        @Override
        public Pages<Comment> of(Ref ticket) {
            if (session.hasRules(Ticket.RESOURCE)) {
                // Comments are seen by whoever may see their ticket; get refuses what the rules hide.
                writes.get(ticket);
            }
            HttpRequest request = HttpRequest.get("/api/v2/tickets/{id}/comments.json", ticket.id());
            return comments.find(
                    ZendeskOperations.LIST_COMMENTS,
                    Query.all(),
                    (query, cursor) -> account.page(request, "comments", query.pageSizeOr(100), cursor));
        }

        @Override
        public Outcome<Receipt> tryAdd(Ref ticket, CommentDraft comment, Intent intent) {
            return writes.comment(ticket, comment, intent);
        }
    }

    private final class ZendeskQueues implements Queues {
        private final Records<Queue> queues =
                new Records<>(executor, session, Queue.RESOURCE, ZendeskRecords.QUEUES, ZendeskRecords::version);

        @Override
        public Pages<Queue> all() {
            return queues.find(
                    ZendeskOperations.LIST_QUEUES,
                    Query.all(),
                    (query, cursor) -> account.page(
                            HttpRequest.get("/api/v2/groups.json"), "groups", query.pageSizeOr(100), cursor));
        }

        @Override
        public Outcome<Receipt> tryAssign(Ref ticket, Ref queue, Intent intent) {
            return writes.assign(ticket, queue, intent);
        }
    }
}
