package dev.sallyport.examples.effects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.Contacts;
import dev.sallyport.crm.CrmConnector;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.query.Changes;
import dev.sallyport.salesforce.Salesforce;
import dev.sallyport.testkit.fault.Cut;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import dev.sallyport.ticketing.CommentDraft;
import dev.sallyport.ticketing.Ticket;
import dev.sallyport.ticketing.TicketingConnector;
import dev.sallyport.zendesk.Zendesk;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An HTTP client likes to repeat a request by itself: each request that reaches a system is an attempt that the pipeline
 * made and counted, and one write is committed once.
 */
class NoSilentResendTest {
    private static final Intent ONCE = Intent.keyed("once");
    private static final Changes<Contact> MEI = Changes.of(Contact.LAST_NAME, "Davis");
    private static final Changes<Contact> PHONE = Changes.of(Contact.PHONE, "+1 555 0100");
    private static final Safeguards PATIENT = Safeguards.builder()
            .attemptTimeout(Duration.ofSeconds(3))
            .deadline(Duration.ofSeconds(20))
            .seed(1)
            .build();

    private static int attempts(Outcome<Receipt> outcome) {
        return outcome.fold(
                done -> done.value().attempts(),
                notSent -> notSent.reason().failure().attempts(),
                rejected -> rejected.reason().failure().attempts(),
                unknown -> unknown.reason().failure().attempts());
    }

    private static CrmConnector salesforce(String url, FakeSalesforce fake) {
        return Salesforce.connect(
                Connection.to(url).auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret())), PATIENT);
    }

    private static TicketingConnector zendesk(String url, FakeZendesk fake) {
        return Zendesk.connect(
                Connection.to(url).auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret())), PATIENT);
    }

    private static Contacts contacts(CrmConnector salesforce) {
        return salesforce.under(Grant.to("tester").allow("crm:contact:*")).contacts();
    }

    private static Outcome<Receipt> comment(TicketingConnector zendesk, long ticket) {
        return zendesk.under(Grant.to("tester").allow("ticketing:*:*"))
                .comments()
                .tryAdd(Ticket.ref(String.valueOf(ticket)), CommentDraft.internal("Called."), ONCE);
    }

    private static FaultPlan lost(String operation, Cut cut) {
        return FaultPlan.of(
                FaultRule.of(FaultKind.REPLY_LOST).on(operation).cut(cut).always());
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 503, 307, 308})
    void a_create_in_salesforce_that_is_answered_otherwise(int status) throws IOException {
        try (FakeSalesforce fake = FakeSalesforce.start();
                Middleman between = new Middleman(fake.url(), "POST /sobjects/Contact", status);
                CrmConnector salesforce = salesforce(between.url(), fake)) {
            Outcome<Receipt> outcome = contacts(salesforce).tryCreate(MEI, ONCE);
            assertThat(between.writes()).isEqualTo(attempts(outcome)).isPositive();
            assertThat(fake.truth().count()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 503, 307, 308})
    void an_update_in_salesforce_that_is_answered_otherwise(int status) throws IOException {
        try (FakeSalesforce fake = FakeSalesforce.start();
                Middleman between = new Middleman(fake.url(), "PATCH /sobjects/Contact", status);
                CrmConnector salesforce = salesforce(between.url(), fake)) {
            String id = fake.insert("Contact", Map.of("LastName", "Davis"));
            Outcome<Receipt> outcome = contacts(salesforce).tryUpdate(Contact.ref(id), PHONE, ONCE);
            assertThat(between.writes()).isEqualTo(attempts(outcome)).isPositive();
            assertThat(fake.truth().count()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 503, 307, 308})
    void a_comment_in_zendesk_that_is_answered_otherwise(int status) throws IOException {
        try (FakeZendesk fake = FakeZendesk.start();
                Middleman between = new Middleman(fake.url(), "PUT /tickets/", status);
                TicketingConnector zendesk = zendesk(between.url(), fake)) {
            Outcome<Receipt> outcome = comment(zendesk, ticket(fake));
            assertThat(between.writes()).isEqualTo(attempts(outcome)).isPositive();
            assertThat(fake.truth().count()).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void a_create_in_salesforce_whose_connection_is_cut(Cut cut) {
        try (FakeSalesforce fake = FakeSalesforce.start();
                CrmConnector salesforce = salesforce(fake.url(), fake)) {
            fake.plan(lost("Contact.create", cut));
            Outcome<Receipt> outcome = contacts(salesforce).tryCreate(MEI, ONCE);
            assertThat(fake.journal().of("Contact.create"))
                    .hasSize(attempts(outcome))
                    .isNotEmpty();
            assertThat(fake.truth().count()).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void a_comment_in_zendesk_whose_connection_is_cut(Cut cut) {
        try (FakeZendesk fake = FakeZendesk.start();
                TicketingConnector zendesk = zendesk(fake.url(), fake)) {
            long ticket = ticket(fake);
            fake.plan(lost("tickets.comment", cut));
            Outcome<Receipt> outcome = comment(zendesk, ticket);
            long sent = fake.journal().entries().stream()
                    .filter(entry -> entry.method().equals("PUT"))
                    .count();
            assertThat(sent).isEqualTo(attempts(outcome)).isPositive();
            assertThat(fake.faults().hits(FaultKind.REPLY_LOST)).isPositive();
            assertThat(fake.truth().count()).isOne();
        }
    }

    private static long ticket(FakeZendesk fake) {
        return fake.createTicket("Lamp", "It is dark.");
    }
}
