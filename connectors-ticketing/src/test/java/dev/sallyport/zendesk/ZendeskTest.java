package dev.sallyport.zendesk;

import static dev.sallyport.query.Filter.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Fetched;
import dev.sallyport.Ref;
import dev.sallyport.RichText;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.AccessException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.InputException;
import dev.sallyport.query.Changes;
import dev.sallyport.query.Query;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.spi.Access;
import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import dev.sallyport.ticketing.Comment;
import dev.sallyport.ticketing.CommentDraft;
import dev.sallyport.ticketing.Queue;
import dev.sallyport.ticketing.Status;
import dev.sallyport.ticketing.Ticket;
import dev.sallyport.ticketing.Ticketing;
import dev.sallyport.ticketing.TicketingConnector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Zendesk connector against the fake, over a real socket; what happened is read from the fake's truth. */
class ZendeskTest {
    private static final Grant ALL = Grant.to("tester")
            .allow("ticketing:*:read", "ticketing:ticket:create", "ticketing:ticket:update")
            .allow("ticketing:ticket:assign", "ticketing:ticket:move", "ticketing:comment:create");
    private static final Safeguards QUICK = Safeguards.builder()
            .attemptTimeout(Duration.ofSeconds(2))
            .deadline(Duration.ofSeconds(40))
            .seed(1)
            .build();

    @Test
    void tickets_comments_queues_users_and_statuses_are_read() {
        try (FakeZendesk fake = FakeZendesk.start();
                TicketingConnector zendesk = connect(fake)) {
            long id = fake.createTicket("Printer", "It does not print.");
            Ticketing desk = zendesk.under(ALL);
            Fetched<Ticket> ticket = desk.tickets().get(ref(id));
            assertThat(ticket.value().subject()).isEqualTo("Printer");
            assertThat(ticket.value().description()).isEqualTo(RichText.plain("It does not print."));
            assertThat(ticket.version()).isPresent();
            assertThat(desk.tickets().find(Query.all()).first()).isPresent();
            assertThat(desk.comments().of(ref(id)).stream()).hasSize(1);
            assertThat(desk.queues().all().stream().map(queue -> queue.value().name()))
                    .contains("Escalations");
            assertThat(desk.users().me().value().agent()).isTrue();
            assertThat(desk.statuses().offered(ref(id)))
                    .extracting(Status::name)
                    .contains("solved", "pending")
                    .doesNotContain("new");
        }
    }

    @Test
    void a_search_finds_by_status_and_refuses_what_zendesk_cannot() {
        try (FakeZendesk fake = FakeZendesk.start();
                TicketingConnector zendesk = connect(fake)) {
            long solved = fake.createTicket("One", "first");
            long open = fake.createTicket("Two", "second");
            fake.edit(solved, Map.of("status", "solved"));
            Ticketing desk = zendesk.under(ALL);
            assertThat(
                            desk
                                    .tickets()
                                    .find(where(Ticket.STATUS).is(new Status("solved", Status.Category.SOLVED)))
                                    .stream()
                                    .map(found -> found.value().ref().id()))
                    .containsExactly(String.valueOf(solved))
                    .doesNotContain(String.valueOf(open));
            long before = fake.journal().count();
            assertThatThrownBy(() -> desk.tickets()
                            .find(where(Ticket.SUBJECT)
                                    .is("One")
                                    .or(where(Ticket.SUBJECT).is("Two")))
                            .first())
                    .isInstanceOfSatisfying(
                            InputException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED));
            assertThat(fake.journal().count()).isEqualTo(before);
        }
    }

    @Test
    void what_zendesk_finds_beyond_the_filter_is_left_out() {
        try (FakeZendesk fake = FakeZendesk.start();
                TicketingConnector zendesk = connect(fake)) {
            long one = fake.createTicket("Printer", "first");
            fake.createTicket("Printer and scanner", "second");
            Ticketing desk = zendesk.under(ALL);
            assertThat(desk.tickets().find(where(Ticket.SUBJECT).is("Printer")).stream()
                            .map(found -> found.value().ref()))
                    .containsExactly(ref(one));
            assertThat(desk
                            .tickets()
                            .find(where(Ticket.SUBJECT)
                                    .is("Printer")
                                    .and(where(Ticket.SUBJECT).is("Printer and scanner")))
                            .stream())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {
                "RESET_BEFORE",
                "REPLY_LOST",
                "LATE_EFFECT",
                "THROTTLED",
                "UNAVAILABLE",
                "SERVER_ERROR_AFTER",
                "TRUNCATED_BODY",
                "HTML_200",
                "TOKEN_EXPIRED",
                "SLOW_BODY"
            })
    void each_fault_leaves_each_write_done_exactly_once(FaultKind kind) {
        FaultPlan plan = FaultPlan.of(FaultRule.of(kind).on(Access.WRITE).delay(Duration.ofMillis(300)));
        try (FakeZendesk fake = FakeZendesk.builder().faults(plan).start();
                TicketingConnector zendesk = connect(fake)) {
            long id = fake.createTicket("Printer", "It does not print.");
            Ticketing desk = zendesk.under(ALL);
            Receipt created = desk.tickets()
                    .create(Changes.of(Ticket.SUBJECT, "New").and(Ticket.DESCRIPTION, RichText.plain("text")));
            desk.comments().add(ref(id), CommentDraft.internal("Looking into it."));
            desk.queues().assign(ref(id), Queue.ref(String.valueOf(fake.group("Escalations"))));
            desk.statuses().move(ref(id), new Status("pending", Status.Category.WAITING));
            fake.awaitLateEffects(Duration.ofSeconds(10));
            assertThat(fake.faults().hits(kind)).isPositive();
            assertThat(fake.truth().count(EffectKind.CREATE, "ticket")).isEqualTo(1);
            assertThat(desk.comments().of(ref(id)).stream()
                            .filter(comment -> comment.value().visibility() == Comment.Visibility.INTERNAL))
                    .hasSize(1);
            assertThat(fake.ticket(id)).containsEntry("status", "pending");
            assertThat(String.valueOf(fake.ticket(id).get("group_id")))
                    .isEqualTo(String.valueOf(fake.group("Escalations")));
            assertThat(fake.ticket(Long.parseLong(created.target().id()))).containsEntry("subject", "New");
        }
    }

    @Test
    void the_same_comment_meant_twice_is_there_twice_and_a_keyed_one_once() {
        try (FakeZendesk fake = FakeZendesk.start();
                TicketingConnector zendesk = connect(fake)) {
            Ref ticket = ref(fake.createTicket("Printer", "It does not print."));
            Ticketing desk = zendesk.under(ALL);
            CommentDraft comment = CommentDraft.internal("Ping.");
            desk.comments().add(ticket, comment);
            desk.comments().add(ticket, comment);
            desk.comments().add(ticket, comment, Intent.keyed("once"));
            Receipt replay = desk.comments().add(ticket, comment, Intent.keyed("once"));
            assertThat(replay.replayed()).isTrue();
            assertThat(desk.comments().of(ticket).stream()).hasSize(1 + 3);
        }
    }

    @Test
    void tickets_made_together_are_there_once_each_whatever_becomes_of_the_replies() {
        FaultPlan plan = FaultPlan.of(
                FaultRule.of(FaultKind.REPLY_LOST).on("tickets.create").probability(0.5),
                FaultRule.of(FaultKind.RESET_BEFORE).on("tickets.create").probability(0.5));
        try (FakeZendesk fake = FakeZendesk.builder().faults(plan).start();
                TicketingConnector zendesk = connect(fake)) {
            List<Changes<Ticket>> list = IntStream.range(0, 8)
                    .mapToObj(i ->
                            Changes.of(Ticket.SUBJECT, "Ticket " + i).and(Ticket.DESCRIPTION, RichText.plain("text")))
                    .toList();
            Intent once = Intent.keyed("import");
            List<Outcome<Receipt>> outcomes = zendesk.under(ALL).tickets().tryCreateAll(list, once);
            for (int i = 0; i < list.size(); i++) {
                long id = Long.parseLong(outcomes.get(i).orThrow().target().id());
                assertThat(fake.ticket(id)).containsEntry("subject", "Ticket " + i);
            }
            assertThat(zendesk.under(ALL).tickets().tryCreateAll(list, once))
                    .allMatch(outcome -> outcome.orThrow().replayed());
            assertThat(fake.faults().hits(FaultKind.REPLY_LOST)).isPositive();
            assertThat(fake.truth().count(EffectKind.CREATE, "ticket")).isEqualTo(8);
        }
    }

    @Test
    void a_closed_ticket_offers_nothing_and_refuses_a_move() {
        try (FakeZendesk fake = FakeZendesk.start();
                TicketingConnector zendesk = connect(fake)) {
            long id = fake.createTicket("Printer", "It does not print.");
            fake.edit(id, Map.of("status", "closed"));
            Ticketing desk = zendesk.under(ALL);
            assertThat(desk.statuses().offered(ref(id))).isEmpty();
            Outcome<Receipt> moved =
                    desk.statuses().tryMove(ref(id), new Status("open", Status.Category.OPEN), Intent.automatic());
            assertThat(moved).isInstanceOf(Outcome.Rejected.class);
        }
    }

    @Test
    void an_edit_by_a_human_is_never_overwritten_by_a_conditional_update() {
        try (FakeZendesk fake = FakeZendesk.start();
                TicketingConnector zendesk = connect(fake)) {
            long id = fake.createTicket("Printer", "It does not print.");
            Ticketing desk = zendesk.under(ALL);
            Outcome<Receipt> outcome = desk.tickets()
                    .tryUpdate(
                            ref(id),
                            Changes.of(Ticket.SUBJECT, "Mine").onlyIf("2001-01-01T00:00:00Z"),
                            Intent.automatic());
            assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
            assertThat(fake.ticket(id)).containsEntry("subject", "Printer");
        }
    }

    @Test
    void an_anonymous_connection_is_refused_although_zendesk_answers_200() {
        try (FakeZendesk fake = FakeZendesk.start()) {
            Connection wrong = Connection.to(fake.url()).auth(Credentials.basic("nobody@acme.example", "guess"));
            assertThatThrownBy(() -> Zendesk.connect(wrong, QUICK))
                    .isInstanceOfSatisfying(
                            AccessException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_AUTHENTICATED));
        }
    }

    private static Ref ref(long ticket) {
        return Ticket.ref(String.valueOf(ticket));
    }

    private static TicketingConnector connect(FakeZendesk fake) {
        Connection connection =
                Connection.to(fake.url()).auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret()));
        return Zendesk.connect(connection, QUICK);
    }
}
