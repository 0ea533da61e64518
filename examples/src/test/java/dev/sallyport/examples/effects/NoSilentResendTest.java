package dev.sallyport.examples.effects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Ref;
import dev.sallyport.RichText;
import dev.sallyport.access.Grant;
import dev.sallyport.audit.AuditEvent;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.crm.Company;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.Crm;
import dev.sallyport.crm.CrmConnector;
import dev.sallyport.crm.Note;
import dev.sallyport.effect.Intent;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.query.Changes;
import dev.sallyport.query.Query;
import dev.sallyport.salesforce.Salesforce;
import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.fault.Cut;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.spi.Access;
import dev.sallyport.testkit.spi.Classification;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import dev.sallyport.testkit.spi.ReplyTap;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import dev.sallyport.ticketing.CommentDraft;
import dev.sallyport.ticketing.Status;
import dev.sallyport.ticketing.Ticket;
import dev.sallyport.ticketing.Ticketing;
import dev.sallyport.ticketing.TicketingConnector;
import dev.sallyport.zendesk.Zendesk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An HTTP client likes to repeat a request by itself: each request that reaches a system is an attempt that the pipeline
 * made and counted, and one write is committed once. Each misfortune befalls what the system has done already.
 */
class NoSilentResendTest {
    private static final Intent ONCE = Intent.keyed("once");
    private static final Changes<Contact> MEI = Changes.of(Contact.LAST_NAME, "Davis");
    private static final List<Object> MISFORTUNES = List.of(Cut.EOF, Cut.RESET, 408, 503, 307, 308);
    private final AtomicInteger attempts = new AtomicInteger();

    /** Something done through an adapter. */
    private interface Deed<F> {
        void by(F facade, Ref record);
    }

    private static <F> Stream<Arguments> each(String name, Access access, int effects, Deed<F> deed) {
        return MISFORTUNES.stream().map(misfortune -> Arguments.of(name, misfortune, access, effects, deed));
    }

    static Stream<Arguments> inSalesforce() {
        Changes<Company> acme = Changes.of(Company.NAME, "Acme");
        return Stream.<Stream<Arguments>>of(
                        NoSilentResendTest.<Crm>each(
                                "a contact is made",
                                Access.WRITE,
                                1,
                                (crm, mei) -> crm.contacts().tryCreate(MEI, ONCE)),
                        NoSilentResendTest.<Crm>each(
                                "two contacts are made in one request",
                                Access.WRITE,
                                2,
                                (crm, mei) -> crm.contacts().tryCreateAll(List.of(MEI, MEI), ONCE)),
                        NoSilentResendTest.<Crm>each(
                                "a contact is changed",
                                Access.WRITE,
                                1,
                                (crm, mei) ->
                                        crm.contacts().tryUpdate(mei, Changes.of(Contact.PHONE, "+1 555 0100"), ONCE)),
                        NoSilentResendTest.<Crm>each(
                                "a contact is deleted",
                                Access.WRITE,
                                1,
                                (crm, mei) -> crm.contacts().tryDelete(mei, ONCE)),
                        NoSilentResendTest.<Crm>each(
                                "a company is made",
                                Access.WRITE,
                                1,
                                (crm, mei) -> crm.companies().tryCreate(acme, ONCE)),
                        NoSilentResendTest.<Crm>each(
                                "a note is logged",
                                Access.WRITE,
                                1,
                                (crm, mei) ->
                                        crm.activities().tryLog(Note.on(mei).text("Called."), ONCE)),
                        NoSilentResendTest.<Crm>each(
                                "a contact is read",
                                Access.READ,
                                0,
                                (crm, mei) -> crm.contacts().get(mei)),
                        NoSilentResendTest.<Crm>each(
                                "contacts are found",
                                Access.READ,
                                0,
                                (crm, mei) -> crm.contacts().find(Query.all()).first()))
                .flatMap(cases -> cases);
    }

    static Stream<Arguments> inZendesk() {
        Changes<Ticket> lamp =
                Changes.of(Ticket.SUBJECT, "Lamp").and(Ticket.DESCRIPTION, RichText.plain("It is dark."));
        return Stream.<Stream<Arguments>>of(
                        NoSilentResendTest.<Ticketing>each(
                                "a ticket is made",
                                Access.WRITE,
                                1,
                                (desk, ticket) -> desk.tickets().tryCreate(lamp, ONCE)),
                        NoSilentResendTest.<Ticketing>each(
                                "a ticket is changed",
                                Access.WRITE,
                                1,
                                (desk, ticket) ->
                                        desk.tickets().tryUpdate(ticket, Changes.of(Ticket.SUBJECT, "Ours"), ONCE)),
                        NoSilentResendTest.<Ticketing>each(
                                "a ticket is deleted",
                                Access.WRITE,
                                1,
                                (desk, ticket) -> desk.tickets().tryDelete(ticket, ONCE)),
                        NoSilentResendTest.<Ticketing>each(
                                "a ticket is moved",
                                Access.WRITE,
                                1,
                                (desk, ticket) -> desk.statuses()
                                        .tryMove(ticket, new Status("pending", Status.Category.WAITING), ONCE)),
                        NoSilentResendTest.<Ticketing>each(
                                "a comment is added",
                                Access.WRITE,
                                1,
                                (desk, ticket) ->
                                        desk.comments().tryAdd(ticket, CommentDraft.internal("Called."), ONCE)),
                        NoSilentResendTest.<Ticketing>each(
                                "a ticket is read",
                                Access.READ,
                                0,
                                (desk, ticket) -> desk.tickets().get(ticket)),
                        NoSilentResendTest.<Ticketing>each(
                                "comments are listed",
                                Access.READ,
                                0,
                                (desk, ticket) -> desk.comments().of(ticket).first()))
                .flatMap(cases -> cases);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("inSalesforce")
    void in_salesforce(String name, Object misfortune, Access access, int effects, Deed<Crm> deed) {
        try (FakeSalesforce fake = FakeSalesforce.start();
                CrmConnector salesforce = Salesforce.connect(
                        Connection.to(fake.url())
                                .auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret())),
                        safeguards())) {
            Ref mei = Contact.ref(fake.insert("Contact", Map.of("LastName", "Davis")));
            Crm crm = salesforce.under(Grant.to("tester").allow("crm:*:*"));
            once(fake, misfortune, access, () -> deed.by(crm, mei));
            assertThat(fake.truth().count()).isEqualTo(effects);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("inZendesk")
    void in_zendesk(String name, Object misfortune, Access access, int effects, Deed<Ticketing> deed) {
        try (FakeZendesk fake = FakeZendesk.start();
                TicketingConnector zendesk = Zendesk.connect(
                        Connection.to(fake.url())
                                .auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret())),
                        safeguards())) {
            Ref ticket = Ticket.ref(String.valueOf(fake.createTicket("Lamp", "It is dark.")));
            Ticketing desk = zendesk.under(Grant.to("tester").allow("ticketing:*:*"));
            once(fake, misfortune, access, () -> deed.by(desk, ticket));
            assertThat(fake.truth().count()).isEqualTo(effects);
        }
    }

    private void once(FakeServer fake, Object misfortune, Access access, Runnable deed) {
        long before = requests(fake, access);
        AtomicInteger befell = new AtomicInteger();
        if (misfortune instanceof Cut cut) {
            fake.plan(FaultPlan.of(FaultRule.of(FaultKind.REPLY_LOST).on(access).cut(cut)));
        } else {
            fake.tap(answering((int) misfortune, access, befell));
        }
        try {
            deed.run();
        } catch (ConnectorException e) {
            // A read that is answered by a redirect.
        }
        assertThat(befell.get() + fake.faults().hits(FaultKind.REPLY_LOST)).isPositive();
        assertThat(requests(fake, access) - before).isEqualTo(attempts.get()).isPositive();
    }

    private static ReplyTap answering(int status, Access access, AtomicInteger befell) {
        AtomicBoolean done = new AtomicBoolean();
        return new ReplyTap() {
            @Override
            public FakeReply answered(FakeRequest request, Classification what, FakeReply reply) {
                if (what.access() != access || what.tokenEndpoint() || !done.compareAndSet(false, true)) {
                    return reply;
                }
                befell.incrementAndGet();
                return FakeReply.json(status, "{}").header("Retry-After", "0").header("Location", request.path());
            }
        };
    }

    /** Of reads all count: those of the caller and those of Sallyport's own. */
    private static long requests(FakeServer fake, Access access) {
        return fake.journal().entries().stream()
                .filter(entry -> entry.access() == access && !entry.tokenEndpoint())
                .count();
    }

    private Safeguards safeguards() {
        AuditLog counting = new AuditLog() {
            @Override
            public void append(AuditEvent event) {
                boolean settled = event.stage() == AuditEvent.Stage.SETTLED;
                boolean read = event.stage() == AuditEvent.Stage.READ;
                if (settled) {
                    attempts.accumulateAndGet(event.attempts(), Math::max);
                } else if (read) {
                    attempts.addAndGet(event.attempts());
                }
            }

            @Override
            public void close() {}
        };
        return Safeguards.builder()
                .attemptTimeout(Duration.ofSeconds(3))
                .deadline(Duration.ofSeconds(20))
                .audit(counting)
                .seed(1)
                .build();
    }
}
