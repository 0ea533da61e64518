package dev.sallyport.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sallyport.Fetched;
import dev.sallyport.Pages;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Ledger;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.InputException;
import dev.sallyport.error.RetryLaterException;
import dev.sallyport.query.Query;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import dev.sallyport.ticketing.Ticket;
import dev.sallyport.ticketing.TicketingConnector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An account whose minute is used up, against the fake. */
class ZendeskPacingTest {
    private static final Grant READER = Grant.to("tester").allow("ticketing:*:read");

    @Test
    void a_walk_that_the_minute_does_not_hold_stops_with_a_checkpoint_and_goes_on_later() {
        Ledger ledger = Ledger.inMemory();
        Query<Ticket> inTwos = Query.<Ticket>all().pagesOf(2);
        List<String> created = new ArrayList<>();
        List<String> delivered = new ArrayList<>();
        try (FakeZendesk fake = FakeZendesk.start();
                TicketingConnector poor = connect(fake, ledger, "4");
                TicketingConnector rich = connect(fake, ledger, "700")) {
            for (int i = 0; i < 12; i++) {
                created.add(String.valueOf(fake.createTicket("Ticket " + i, "Text.")));
            }
            Pages<Ticket> all = poor.under(READER).tickets().find(inTwos);
            RetryLaterException stopped = catchThrowableOfType(
                    RetryLaterException.class, () -> all.forEach(ticket -> delivered.add(id(ticket))));
            assertThat(stopped.code()).isEqualTo(ErrorCode.THROTTLED);
            assertThat(stopped.retryAt().orElseThrow()).isAfter(Instant.now());
            assertThat(delivered).as("some, not all").isNotEmpty().hasSizeLessThan(12);
            String checkpoint = stopped.checkpoint().orElseThrow();
            assertThatThrownBy(() -> rich.under(READER)
                            .tickets()
                            .find(Query.<Ticket>all())
                            .from(checkpoint))
                    .as("another query")
                    .isInstanceOf(InputException.class);
            rich.under(READER).tickets().find(inTwos).from(checkpoint).forEach(ticket -> delivered.add(id(ticket)));
            assertThat(delivered).doesNotHaveDuplicates().containsAll(created);
        }
    }

    private static String id(Fetched<Ticket> ticket) {
        return ticket.value().ref().id();
    }

    private static TicketingConnector connect(FakeZendesk fake, Ledger ledger, String requestsPerMinute) {
        Connection connection = Connection.to(fake.url())
                .auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret()))
                .option("requestsPerMinute", requestsPerMinute);
        return Zendesk.connect(
                connection,
                Safeguards.builder()
                        .ledger(ledger)
                        .deadline(Duration.ofSeconds(20))
                        .seed(1)
                        .build());
    }
}
