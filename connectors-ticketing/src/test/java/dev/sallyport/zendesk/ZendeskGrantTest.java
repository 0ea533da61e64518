package dev.sallyport.zendesk;

import static dev.sallyport.query.Filter.where;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Intent;
import dev.sallyport.http.RecordMapper;
import dev.sallyport.pipeline.Pipeline;
import dev.sallyport.query.Changes;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.Session;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import dev.sallyport.ticketing.Ticket;
import dev.sallyport.ticketing.TicketingConnector;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Ways round a grant on Zendesk, each of them closed. */
class ZendeskGrantTest {
    @Test
    void a_ticket_that_leaves_the_rule_while_a_person_approves_is_not_written() {
        AtomicLong later = new AtomicLong();
        try (FakeZendesk fake = FakeZendesk.builder()
                        .clock(() -> Instant.now().plusSeconds(later.get()))
                        .start();
                TicketingConnector zendesk = Zendesk.connect(
                        Connection.to(fake.url())
                                .auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret())),
                        Safeguards.defaults())) {
            long id = fake.createTicket("Printer", "It does not print.");
            long ours = fake.group("Escalations");
            fake.edit(id, Map.of("group_id", ours, "status", "open"));
            Grant grant = Grant.to("tester")
                    .allow("ticketing:ticket:update")
                    .where(Ticket.RESOURCE, where(Ticket.QUEUE).is(String.valueOf(ours)))
                    .requireApproval("ticketing:ticket:update")
                    .approver((asked, plan) -> {
                        later.addAndGet(5);
                        fake.edit(id, Map.of("group_id", fake.group("Support")));
                        return true;
                    });
            assertThat(zendesk.under(grant)
                            .tickets()
                            .tryUpdate(
                                    Ticket.ref(String.valueOf(id)),
                                    Changes.of(Ticket.SUBJECT, "Mine"),
                                    Intent.automatic())
                            .isCommitted())
                    .isFalse();
            assertThat(fake.ticket(id)).containsEntry("subject", "Printer");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ticketing:ticket:requester, mei@acme.example",
        "ticketing:user:email, mei@acme.example",
        "ticketing:user:name, Mei Davis",
        "ticketing:comment:body, the text"
    })
    void a_mask_reaches_the_carriers_that_stand_elsewhere_on_a_ticket(String mask, String secret) {
        String json = """
                {"id": 1, "description": "the text", "updated_at": "2026-01-01T00:00:00Z", "via": {"channel": "email",
                 "source": {"from": {"address": "mei@acme.example", "name": "Mei Davis"}, "to": {}, "rel": null}}}
                """;
        assertThat(shown(ZendeskRecords.TICKETS, mask, json)).doesNotContain(secret);
        assertThat(shown(ZendeskRecords.TICKETS, "ticketing:ticket:tags", json)).contains(secret);
    }

    @Test
    void a_masked_description_cannot_be_read_as_the_first_comment() {
        String json = "{\"id\": 1, \"body\": \"the text\", \"plain_body\": \"the text\", \"html_body\": \"the text\"}";
        assertThat(shown(ZendeskRecords.COMMENTS, "ticketing:ticket:description", json))
                .doesNotContain("the text");
    }

    private static String shown(RecordMapper<?> mapper, String mask, String json) {
        ConnectorDescriptor descriptor = new ConnectorDescriptor("zendesk", "ticketing", "acme", List.of(), List.of());
        Session session = Pipeline.open(descriptor, Safeguards.defaults())
                .bind(Grant.to("tester").mask(mask));
        return mapper.map(session, JsonMapper.builder().build().readTree(json), Optional.empty())
                .raw()
                .toString();
    }
}
