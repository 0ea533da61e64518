package dev.sallyport.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.error.RetryLaterException;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import dev.sallyport.ticketing.Ticket;
import dev.sallyport.ticketing.Ticketing;
import dev.sallyport.ticketing.TicketingConnector;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZendeskLimitTest {
    /** 5 % are left to people; connecting takes one request. */
    @ParameterizedTest
    @CsvSource({"10, 10", "40, 38", "400, 380"})
    void an_account_with_a_small_limit_is_used_up_to_what_is_left_for_people_and_refuses_nothing(
            int limit, int usable) {
        try (FakeZendesk fake = FakeZendesk.builder().requestsPerMinute(limit).start()) {
            long id = fake.createTicket("Broken", "Please help.");
            try (TicketingConnector zendesk = Zendesk.connect(
                    Connection.to(fake.url()).auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret())),
                    Safeguards.builder().deadline(Duration.ofSeconds(5)).build())) {
                Ticketing desk = zendesk.under(Grant.to("tester").allow("ticketing:ticket:read"));
                assertThat(reads(desk, String.valueOf(id), limit)).isEqualTo(usable - 1);
            }
            assertThat(fake.journal().entries()).allMatch(request -> request.refusedBy() == null);
        }
    }

    private static int reads(Ticketing desk, String id, int most) {
        for (int reads = 0; reads < most; reads++) {
            try {
                desk.tickets().get(Ticket.ref(id));
            } catch (RetryLaterException limited) {
                return reads;
            }
        }
        return most;
    }
}
