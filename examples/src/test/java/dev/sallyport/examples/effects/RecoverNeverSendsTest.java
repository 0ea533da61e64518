package dev.sallyport.examples.effects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Ref;
import dev.sallyport.RichText;
import dev.sallyport.Secret;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Connector;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Recovery;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.crm.Company;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.Crm;
import dev.sallyport.crm.CrmConnector;
import dev.sallyport.crm.Note;
import dev.sallyport.database.DatabaseConnector;
import dev.sallyport.database.Statement;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Ledger;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.postgresql.PostgreSql;
import dev.sallyport.query.Changes;
import dev.sallyport.salesforce.Salesforce;
import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.database.FakeDatabase;
import dev.sallyport.testkit.database.WireFault;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.spi.Access;
import dev.sallyport.testkit.time.ScaledClock;
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
import org.junit.jupiter.api.Test;

/** {@code recover()} asks what became of every kind of write, and sends none. */
class RecoverNeverSendsTest {
    private static final FaultPlan LOST_ON_ITS_WAY =
            FaultPlan.of(FaultRule.of(FaultKind.RESET_BEFORE).on(Access.WRITE).always());
    private final ScaledClock time = ScaledClock.at(1);
    private final Safeguards brief = Safeguards.builder()
            .ledger(Ledger.inMemory())
            .time(time)
            .attemptTimeout(Duration.ofMillis(900))
            .deadline(Duration.ofMillis(900))
            .seed(1)
            .build();

    @Test
    void of_salesforce() {
        try (FakeSalesforce fake = FakeSalesforce.start();
                CrmConnector salesforce = Salesforce.connect(
                        Connection.to(fake.url())
                                .auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret())),
                        brief)) {
            Ref mei = Contact.ref(fake.insert("Contact", Map.of("LastName", "Davis")));
            Ref acme = Company.ref(fake.insert("Account", Map.of("Name", "Acme")));
            Changes<Contact> name = Changes.of(Contact.LAST_NAME, "New");
            Changes<Company> company = Changes.of(Company.NAME, "New");
            Intent any = Intent.automatic();
            Crm crm = salesforce.under(Grant.to("tester").allow("crm:*:*"));
            fake.plan(LOST_ON_ITS_WAY);
            asksOnly(
                    fake,
                    salesforce,
                    List.of(
                            crm.contacts().tryCreate(name, any),
                            crm.contacts().tryCreateAll(List.of(name), any).get(0),
                            crm.contacts().tryUpdate(mei, name, any),
                            crm.companies().tryCreate(company, any),
                            crm.companies().tryUpdate(acme, company, any),
                            crm.activities().tryLog(Note.on(mei).text("Called."), any),
                            crm.contacts().tryDelete(mei, any)));
        }
    }

    @Test
    void of_zendesk() {
        try (FakeZendesk fake = FakeZendesk.start();
                TicketingConnector zendesk = Zendesk.connect(
                        Connection.to(fake.url())
                                .auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret())),
                        brief)) {
            Ticketing desk = zendesk.under(Grant.to("tester").allow("ticketing:*:*"));
            Changes<Ticket> subject = Changes.of(Ticket.SUBJECT, "Lamp");
            Ref lamp = Ticket.ref(String.valueOf(fake.createTicket("Lamp", "It is dark.")));
            Intent any = Intent.automatic();
            fake.plan(LOST_ON_ITS_WAY);
            asksOnly(
                    fake,
                    zendesk,
                    List.of(
                            desk.tickets()
                                    .tryCreate(subject.and(Ticket.DESCRIPTION, RichText.plain("It is dark.")), any),
                            desk.tickets().tryUpdate(lamp, subject, any),
                            desk.comments().tryAdd(lamp, CommentDraft.internal("Called."), any),
                            desk.statuses().tryMove(lamp, new Status("pending", Status.Category.WAITING), any),
                            desk.tickets().tryDelete(lamp, any)));
        }
    }

    private void asksOnly(FakeServer fake, Connector connector, List<Outcome<Receipt>> outcomes) {
        long unknown =
                outcomes.stream().filter(Outcome.Unknown.class::isInstance).count();
        assertThat(unknown).isGreaterThan(outcomes.size() / 2);
        fake.plan(FaultPlan.none());
        long sent = sent(fake);
        int open = connector.recover().stillUnknown();
        time.leap(Duration.ofMinutes(11));
        assertThat(connector.recover()).isEqualTo(new Recovery(0, open, 0));
        assertThat(sent(fake)).isEqualTo(sent);
        assertThat(fake.truth().count()).isZero();
    }

    private static long sent(FakeServer fake) {
        return fake.journal().entries().stream()
                .filter(entry -> entry.access() == Access.WRITE && !entry.tokenEndpoint())
                .count();
    }

    @Test
    void of_postgresql() {
        for (WireFault fault : List.of(WireFault.AFTER_COMMIT_AND_DOWN, WireFault.BEFORE_COMMIT)) {
            try (FakeDatabase fake = FakeDatabase.postgresql("CREATE TABLE notes (text text)");
                    DatabaseConnector database = PostgreSql.connect(
                            PostgreSql.at(fake.url()).user(fake.user()).password(Secret.of(fake.password())), brief)) {
                fake.wire().arm(fault);
                Outcome<Receipt> outcome = database.under(Grant.to("tester").allow("database:notes:insert"))
                        .tryExecute(Statement.of("insert into notes (text) values (?)", "called"), Intent.automatic());
                fake.wire().up();
                long rows = fake.count("SELECT count(*) FROM notes");
                database.recover();
                time.leap(Duration.ofMinutes(11));
                assertThat(database.recover().stillUnknown()).isZero();
                assertThat(fake.count("SELECT count(*) FROM notes")).isEqualTo(rows);
                assertThat(outcome.isCommitted() ? 1 : rows).isEqualTo(rows);
            }
        }
    }
}
