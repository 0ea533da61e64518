package dev.sallyport.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Ref;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.testkit.fault.Downtime;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.time.SteppingClock;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import dev.sallyport.ticketing.Ticket;
import dev.sallyport.ticketing.Ticketing;
import dev.sallyport.ticketing.TicketingConnector;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connector and its fake on one stepping clock: what takes hours is over at once, and to the minute. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ZendeskHoursTest {
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void a_call_waits_out_an_outage_of_hours() {
        SteppingClock clock = SteppingClock.at(START);
        FaultPlan outage = FaultPlan.builder()
                .downtime(
                        Downtime.afterRequests(40).lasting(Duration.ofHours(3)).retryAfter(Duration.ofHours(1)))
                .build();
        try (FakeZendesk fake =
                        FakeZendesk.builder().clock(clock).faults(outage).start();
                TicketingConnector zendesk = Zendesk.connect(
                        Connection.to(fake.url())
                                .auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret())),
                        Safeguards.builder()
                                .deadline(Duration.ofHours(12))
                                .time(clock)
                                .seed(1)
                                .build())) {
            Ref ticket = Ticket.ref(String.valueOf(fake.createTicket("a", "b")));
            Ticketing ticketing = zendesk.under(Grant.to("tester").allow("ticketing:ticket:read"));
            for (int read = 0; read < 60; read++) {
                assertThat(ticketing.tickets().get(ticket).value().subject()).isEqualTo("a");
            }
            assertThat(Duration.between(START, clock.now())).isBetween(Duration.ofHours(3), Duration.ofHours(6));
            assertThat(fake.journal().entries().stream().filter(entry -> entry.downtime()))
                    .isNotEmpty();
        }
    }
}
