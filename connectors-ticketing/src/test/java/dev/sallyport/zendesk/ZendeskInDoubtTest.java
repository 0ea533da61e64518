package dev.sallyport.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Ref;
import dev.sallyport.RichText;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Recovery;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Ledger;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.query.Changes;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.spi.Access;
import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.time.ScaledClock;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import dev.sallyport.ticketing.CommentDraft;
import dev.sallyport.ticketing.Status;
import dev.sallyport.ticketing.Ticket;
import dev.sallyport.ticketing.Ticketing;
import dev.sallyport.ticketing.TicketingConnector;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Writes whose reply does not come within the deadline, what people do meanwhile, and what is found later. */
class ZendeskInDoubtTest {
    private static final Grant ALL = Grant.to("tester")
            .allow("ticketing:*:read", "ticketing:ticket:create", "ticketing:ticket:update")
            .allow("ticketing:ticket:assign", "ticketing:ticket:move", "ticketing:comment:create");
    private static final Intent ONCE = Intent.keyed("once");
    private static final Changes<Ticket> NEW =
            Changes.of(Ticket.SUBJECT, "New").and(Ticket.DESCRIPTION, RichText.plain("text"));
    private final ScaledClock time = ScaledClock.at(1);
    private final Ledger ledger = Ledger.inMemory();

    private Safeguards within(Duration deadline) {
        return Safeguards.builder()
                .attemptTimeout(deadline)
                .deadline(deadline)
                .time(time)
                .ledger(ledger)
                .seed(1)
                .build();
    }

    private static FaultPlan slow(String operation) {
        return FaultPlan.of(FaultRule.of(FaultKind.SLOW_REPLY)
                .on(operation)
                .on(Access.WRITE)
                .delay(Duration.ofSeconds(10)));
    }

    private static FaultPlan never(String operation) {
        return FaultPlan.of(FaultRule.of(FaultKind.LATE_EFFECT)
                .on(operation)
                .on(Access.WRITE)
                .hold(Duration.ofSeconds(10))
                .delay(Duration.ofHours(1)));
    }

    @Test
    void a_create_is_found_by_its_external_id_when_its_key_is_forgotten() {
        try (FakeZendesk fake =
                FakeZendesk.builder().faults(slow("tickets.create")).start()) {
            assertThat(create(fake, Duration.ofSeconds(2))).isInstanceOf(Outcome.Unknown.class);
            time.leap(Duration.ofHours(3));
            assertThat(create(fake, Duration.ofSeconds(5)).isCommitted()).isTrue();
            assertThat(fake.truth().count(EffectKind.CREATE, "ticket")).isEqualTo(1);
        }
    }

    @Test
    void a_create_that_is_not_found_when_its_key_is_forgotten_stays_unknown_and_is_not_sent_again() {
        try (FakeZendesk fake =
                FakeZendesk.builder().faults(never("tickets.create")).start()) {
            assertThat(create(fake, Duration.ofSeconds(2))).isInstanceOf(Outcome.Unknown.class);
            time.leap(Duration.ofHours(3));
            assertThat(create(fake, Duration.ofSeconds(2))).isInstanceOf(Outcome.Unknown.class);
            assertThat(fake.journal().of("tickets.create")).hasSize(1);
        }
    }

    @Test
    void a_create_whose_key_is_forgotten_between_the_look_for_it_and_its_second_sending_does_not_go() {
        Ledger pausing = (Ledger) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, given) -> {
                    if (method.getName().equals("renew")) {
                        time.leap(Duration.ofMinutes(30));
                    }
                    return method.invoke(ledger, given);
                });
        FaultRule never = never("tickets.create").rules().get(0).always();
        try (FakeZendesk fake =
                FakeZendesk.builder().faults(FaultPlan.of(never)).start()) {
            assertThat(create(fake, Duration.ofSeconds(2))).isInstanceOf(Outcome.Unknown.class);
            time.leap(Duration.ofMinutes(93));
            assertThat(create(fake, Duration.ofSeconds(2))).isInstanceOf(Outcome.Unknown.class);
            assertThat(fake.journal().of("tickets.create")).hasSize(2);
            time.leap(Duration.ofMinutes(4));
            Duration deadline = Duration.ofMinutes(30).plusSeconds(4);
            try (TicketingConnector zendesk = Zendesk.connect(
                    connection(fake),
                    Safeguards.builder()
                            .deadline(deadline)
                            .ledger(pausing)
                            .time(time)
                            .seed(1)
                            .build())) {
                assertThat(zendesk.under(ALL).tickets().tryCreate(NEW, ONCE)).isInstanceOf(Outcome.Unknown.class);
            }
            assertThat(fake.journal().of("tickets.create")).hasSize(2);
        }
    }

    static Stream<Arguments> updates() {
        return Stream.of(
                update(
                        "update",
                        (desk, ticket) -> desk.tickets().tryUpdate(ticket, Changes.of(Ticket.SUBJECT, "Ours"), ONCE)),
                update(
                        "move",
                        (desk, ticket) ->
                                desk.statuses().tryMove(ticket, new Status("pending", Status.Category.WAITING), ONCE)),
                update(
                        "comment",
                        (desk, ticket) -> desk.comments().tryAdd(ticket, CommentDraft.internal("Ours."), ONCE)));
    }

    private static Arguments update(String name, BiFunction<Ticketing, Ref, Outcome<Receipt>> write) {
        return Arguments.of(name, write);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("updates")
    void an_update_that_was_committed_is_found_although_a_human_wrote_over_it(
            String name, BiFunction<Ticketing, Ref, Outcome<Receipt>> write) {
        try (FakeZendesk fake = FakeZendesk.builder().faults(slow("*")).start()) {
            long id = fake.createTicket("Printer", "It does not print.");
            Ref ticket = Ticket.ref(String.valueOf(id));
            inDoubt(fake, ticket, write);
            fake.edit(id, Map.of("subject", "The human's", "status", "solved"));
            try (TicketingConnector heir = connect(fake, Duration.ofSeconds(5))) {
                assertThat(heir.recover()).isEqualTo(new Recovery(1, 0, 0));
                assertThat(write.apply(heir.under(ALL), ticket).orThrow().replayed())
                        .isTrue();
            }
            assertThat(fake.ticket(id)).containsEntry("subject", "The human's").containsEntry("status", "solved");
            assertThat(fake.journal().entries().stream()
                            .filter(request -> request.method().equals("PUT")))
                    .hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("updates")
    void an_update_that_never_came_does_not_undo_what_a_human_did_since(
            String name, BiFunction<Ticketing, Ref, Outcome<Receipt>> write) {
        try (FakeZendesk fake = FakeZendesk.builder().faults(never("*")).start()) {
            long id = fake.createTicket("Printer", "It does not print.");
            Ref ticket = Ticket.ref(String.valueOf(id));
            inDoubt(fake, ticket, write);
            fake.edit(id, Map.of("subject", "The human's", "status", "solved"));
            try (TicketingConnector heir = connect(fake, Duration.ofSeconds(5))) {
                assertThat(heir.recover()).isEqualTo(new Recovery(0, 0, 1));
                assertThat(write.apply(heir.under(ALL), ticket).isCommitted()).isEqualTo(name.equals("comment"));
                time.leap(Duration.ofMinutes(10));
                assertThat(heir.recover().stillUnknown()).isZero();
            }
            assertThat(fake.ticket(id)).containsEntry("subject", "The human's").containsEntry("status", "solved");
        }
    }

    private void inDoubt(FakeZendesk fake, Ref ticket, BiFunction<Ticketing, Ref, Outcome<Receipt>> write) {
        try (TicketingConnector dying = connect(fake, Duration.ofSeconds(2))) {
            assertThat(write.apply(dying.under(ALL), ticket)).isInstanceOf(Outcome.Unknown.class);
        }
    }

    private Outcome<Receipt> create(FakeZendesk fake, Duration deadline) {
        try (TicketingConnector zendesk = connect(fake, deadline)) {
            return zendesk.under(ALL).tickets().tryCreate(NEW, ONCE);
        }
    }

    private TicketingConnector connect(FakeZendesk fake, Duration deadline) {
        return Zendesk.connect(connection(fake), within(deadline));
    }

    private static Connection connection(FakeZendesk fake) {
        return Connection.to(fake.url()).auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret()));
    }
}
