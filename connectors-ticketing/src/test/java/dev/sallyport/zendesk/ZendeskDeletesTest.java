package dev.sallyport.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sallyport.Ref;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Recovery;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Attribution;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.time.ScaledClock;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import dev.sallyport.ticketing.Ticket;
import dev.sallyport.ticketing.TicketingConnector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deletes take no condition: they are never sent again unless it is proved that nothing came of them. */
class ZendeskDeletesTest {
    private static final Grant ALL = Grant.to("tester").allow("ticketing:ticket:*");
    private final ScaledClock time = ScaledClock.at(1);
    private final Safeguards brief = Safeguards.builder()
            .attemptTimeout(Duration.ofSeconds(2))
            .deadline(Duration.ofSeconds(3))
            .time(time)
            .seed(1)
            .build();

    @ParameterizedTest(name = "{0} -> by {1}")
    @CsvSource({"REPLY_LOST,UNKNOWN", "LATE_EFFECT,UNKNOWN", "SERVER_ERROR_AFTER,UNKNOWN", "THROTTLED,OURS"})
    void a_delete_whose_reply_is_lost_is_found_done_and_not_sent_again(FaultKind kind, Attribution whose) {
        FaultRule rule = FaultRule.of(kind).on("tickets.delete").delay(Duration.ofMillis(300));
        try (FakeZendesk fake = FakeZendesk.builder().faults(FaultPlan.of(rule)).start();
                TicketingConnector zendesk = connect(fake)) {
            Receipt deleted = zendesk.under(ALL).tickets().delete(printer(fake));
            fake.awaitLateEffects(Duration.ofSeconds(10));
            assertThat(fake.faults().hits(kind)).isPositive();
            assertThat(deleted.attribution()).isEqualTo(whose);
            assertThat(fake.truth().count(EffectKind.DELETE, "ticket")).isEqualTo(1);
        }
    }

    @Test
    void a_delete_that_was_lost_on_its_way_is_unknown_until_ten_minutes_prove_that_it_never_came() {
        FaultPlan plan = FaultPlan.of(FaultRule.of(FaultKind.RESET_BEFORE).on("tickets.delete"));
        try (FakeZendesk fake = FakeZendesk.builder().faults(plan).start();
                TicketingConnector zendesk = connect(fake)) {
            Ref ticket = printer(fake);
            assertThat(zendesk.under(ALL).tickets().tryDelete(ticket, Intent.keyed("once")))
                    .isInstanceOf(Outcome.Unknown.class);
            assertThat(zendesk.recover()).isEqualTo(new Recovery(0, 0, 1));
            time.leap(Duration.ofMinutes(10));
            assertThat(zendesk.recover()).isEqualTo(new Recovery(0, 1, 0));
            assertThat(fake.truth().count(EffectKind.DELETE, "ticket")).isZero();
        }
    }

    @Test
    void a_ticket_that_is_not_there_is_not_found() {
        try (FakeZendesk fake = FakeZendesk.start();
                TicketingConnector zendesk = connect(fake)) {
            assertThat(zendesk.under(ALL).tickets().tryDelete(Ticket.ref("999999"), Intent.automatic()))
                    .isInstanceOfSatisfying(
                            Outcome.Rejected.class,
                            rejected -> assertThat(rejected.reason().code()).isEqualTo(ErrorCode.NOT_FOUND));
        }
    }

    @Test
    void a_success_that_is_not_the_vendors_own_is_not_taken_for_a_delete() throws IOException {
        HttpServer between = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger swallowed = new AtomicInteger();
        between.createContext("/", exchange -> {
            swallowed.addAndGet(exchange.getRequestMethod().equals("DELETE") ? 1 : 0);
            byte[] body = "{\"access_token\":\"t\",\"user\":{\"id\":1},\"ticket\":{\"id\":7},\"deleted_tickets\":[]}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        between.start();
        try (TicketingConnector zendesk = Zendesk.connect(
                Connection.to("http://127.0.0.1:" + between.getAddress().getPort())
                        .auth(Credentials.clientCredentials("client", "secret")),
                brief)) {
            assertThat(zendesk.under(ALL).tickets().tryDelete(Ticket.ref("7"), Intent.automatic()))
                    .isInstanceOf(Outcome.Unknown.class);
            assertThat(swallowed).hasValue(1);
        } finally {
            between.stop(0);
        }
    }

    private static Ref printer(FakeZendesk fake) {
        return Ticket.ref(String.valueOf(fake.createTicket("Printer", "It does not print.")));
    }

    private TicketingConnector connect(FakeZendesk fake) {
        Connection connection =
                Connection.to(fake.url()).auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret()));
        return Zendesk.connect(connection, brief);
    }
}
