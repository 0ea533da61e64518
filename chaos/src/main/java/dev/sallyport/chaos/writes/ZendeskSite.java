package dev.sallyport.chaos.writes;

import dev.sallyport.Ref;
import dev.sallyport.RichText;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.query.Changes;
import dev.sallyport.testkit.Effect;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import dev.sallyport.ticketing.CommentDraft;
import dev.sallyport.ticketing.Status;
import dev.sallyport.ticketing.Ticket;
import dev.sallyport.ticketing.Ticketing;
import dev.sallyport.ticketing.TicketingConnector;
import dev.sallyport.zendesk.Zendesk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Tickets, comments and statuses. */
final class ZendeskSite extends FakeSite<Long> {
    private static final String MANY = "1000000";
    private static final Status PENDING = new Status("pending", Status.Category.WAITING);
    private static final Status OPEN = new Status("open", Status.Category.OPEN);

    private final FakeZendesk fake;
    private final Ticketing desk;

    private ZendeskSite(FakeZendesk fake, TicketingConnector connector) {
        super("zendesk", fake, connector);
        this.fake = fake;
        this.desk = connector.under(Grant.to("chaos")
                .allow("ticketing:*:read", "ticketing:ticket:create", "ticketing:ticket:update")
                .allow("ticketing:ticket:delete", "ticketing:ticket:move", "ticketing:comment:create"));
    }

    static ZendeskSite open(Surroundings around) {
        FakeZendesk fake = FakeZendesk.builder()
                .seed(around.seed())
                .requestsPerMinute(Long.parseLong(MANY))
                .ticketUpdatesPerMinute(Long.parseLong(MANY))
                .clock(around.clock())
                .start();
        Connection connection = Connection.to(fake.url())
                .auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret()))
                .option("requestsPerMinute", MANY)
                .option("ticketUpdatesPerMinute", MANY);
        TicketingConnector connector = Warm.connected(() -> Zendesk.connect(connection, safeguards(around)));
        fake.plan(around.plan());
        return new ZendeskSite(fake, connector);
    }

    @Override
    public void story(int number, Book book) {
        String who = "z" + number;
        if (number % 5 == 0) {
            batch(who, book);
        }
        Changes<Ticket> ticket =
                Changes.of(Ticket.SUBJECT, who).and(Ticket.DESCRIPTION, RichText.plain(who + " writes"));
        Said made = number % 2 == 0
                ? book.once(
                        "ticket " + who,
                        "zendesk create",
                        false,
                        intent -> desk.tickets().tryCreate(ticket, intent))
                : book.keyed(
                        who,
                        "ticket " + who,
                        "zendesk create",
                        false,
                        intent -> desk.tickets().tryCreate(ticket, intent));
        if (!(made.now() instanceof Outcome.Committed<Receipt> done)) {
            return;
        }
        Ref ref = done.value().target();
        appears(number, Long.parseLong(ref.id()));
        comment(book, ref, who + " seen");
        move(book, ref, PENDING);
        comment(book, ref, who + " twice");
        comment(book, ref, who + " twice");
        if (move(book, ref, OPEN).isCommitted()) {
            // Back to what it was: meant, and not the same write again.
            move(book, ref, PENDING);
        }
        Changes<Ticket> subject = Changes.of(Ticket.SUBJECT, who + " renamed");
        book.keyed(
                who + " renamed",
                "subject " + ref.id() + " " + who + " renamed",
                "zendesk update",
                false,
                intent -> desk.tickets().tryUpdate(ref, subject, intent));
        // What became of a write on a record that is gone, nobody can tell.
        if (number % 3 == 0 && book.isClear()) {
            goes(number);
            book.once(
                    "delete " + ref.id(),
                    "zendesk delete",
                    false,
                    intent -> desk.tickets().tryDelete(ref, intent));
        }
    }

    private void batch(String who, Book book) {
        List<String> names = List.of(who + "-x", who + "-y", who + "-z");
        List<Changes<Ticket>> tickets = names.stream()
                .map(each -> Changes.of(Ticket.SUBJECT, each).and(Ticket.DESCRIPTION, RichText.plain(each)))
                .toList();
        book.together(
                names.stream().map(each -> "ticket " + each).toList(),
                "zendesk batch",
                false,
                intent -> desk.tickets().tryCreateAll(tickets, intent));
    }

    private void comment(Book book, Ref ref, String text) {
        CommentDraft draft = CommentDraft.internal(text);
        book.once(
                "comment " + text,
                "zendesk comment",
                false,
                intent -> desk.comments().tryAdd(ref, draft, intent));
    }

    private Said move(Book book, Ref ref, Status to) {
        return book.once(
                "status " + ref.id() + " " + to.name(),
                "zendesk move",
                false,
                intent -> desk.statuses().tryMove(ref, to, intent));
    }

    @Override
    void human(Random chance, Long ticket) {
        Map<String, Object> change = chance.nextBoolean()
                ? Map.of("priority", chance.nextBoolean() ? "high" : "low")
                : Map.of("comment", Map.of("body", "by hand", "public", false));
        try {
            fake.edit(ticket, change);
        } catch (IllegalArgumentException deleted) {
            // By its own story, at this moment.
        }
    }

    @Override
    List<String> markers(Effect effect) {
        String id = effect.recordId();
        Map<String, @Nullable Object> fields = effect.fields();
        return switch (effect.kind()) {
            case CREATE -> effect.resource().equals("ticket") ? List.of("ticket " + fields.get("subject")) : List.of();
            case APPEND -> List.of("comment " + fields.get("body"));
            case DELETE -> List.of("delete " + id);
            case UPDATE -> {
                List<String> changed = new ArrayList<>();
                if (fields.containsKey("status")) {
                    changed.add("status " + id + " " + fields.get("status"));
                }
                if (fields.containsKey("subject")) {
                    changed.add("subject " + id + " " + fields.get("subject"));
                }
                yield changed;
            }
        };
    }
}
