package dev.sallyport.salesforce;

import static dev.sallyport.query.Filter.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Fetched;
import dev.sallyport.Ref;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Connector;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.Crm;
import dev.sallyport.crm.CrmConnector;
import dev.sallyport.crm.Note;
import dev.sallyport.effect.Attribution;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.AccessException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.InputException;
import dev.sallyport.quality.FindingKind;
import dev.sallyport.query.Changes;
import dev.sallyport.query.Query;
import dev.sallyport.spi.ConnectorProvider;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.spi.Access;
import dev.sallyport.testkit.spi.EffectKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Salesforce connector against the fake, over a real socket; what happened is read from the fake's truth. */
class SalesforceTest {
    private static final Grant ALL = Grant.to("tester")
            .allow("crm:contact:read", "crm:contact:create", "crm:contact:update")
            .allow("crm:company:read", "crm:activity:create", "crm:user:read");
    private static final Safeguards QUICK = Safeguards.builder()
            .attemptTimeout(Duration.ofSeconds(2))
            .deadline(Duration.ofSeconds(40))
            .seed(1)
            .build();

    @Test
    void a_contact_is_read_with_findings_version_and_the_orgs_own_fields() {
        try (FakeSalesforce fake = FakeSalesforce.start();
                CrmConnector salesforce = connect(fake)) {
            String id = fake.insert(
                    "Contact",
                    Map.of(
                            "LastName", "<b>Davis</b>",
                            "Email", "not an address",
                            "MailingPostalCode", "80217",
                            "CustomerNumber__c", "mei_davis_8935"));
            Fetched<Contact> mei = salesforce.under(ALL).contacts().get(Contact.ref(id));
            assertThat(mei.value().lastName()).isEqualTo("<b>Davis</b>");
            assertThat(mei.value().address().postalCode()).isEqualTo("80217");
            assertThat(mei.value().fields()).containsEntry("CustomerNumber__c", "mei_davis_8935");
            assertThat(mei.version()).isPresent();
            assertThat(mei.findings())
                    .extracting(finding -> finding.field() + " " + finding.kind())
                    .contains("lastName " + FindingKind.MARKUP, "email " + FindingKind.UNPARSEABLE);
            assertThat(mei.raw()).containsKey("attributes");
        }
    }

    @Test
    void a_walk_reads_every_page_and_filters_are_the_orgs() {
        try (FakeSalesforce fake = FakeSalesforce.builder().pageSize(3).start();
                CrmConnector salesforce = connect(fake)) {
            for (int i = 0; i < 10; i++) {
                fake.insert("Contact", Map.of("LastName", "O'Brien", "Email", "person" + i + "@acme.example"));
            }
            Crm crm = salesforce.under(ALL);
            assertThat(crm.contacts().find(Query.all()).stream()).hasSize(10);
            assertThat(crm.contacts().find(where(Contact.LAST_NAME).is("o'brien")).stream())
                    .hasSize(10);
            assertThat(crm.contacts().find(where(Contact.EMAIL).is("PERSON4@acme.example")).stream())
                    .hasSize(1);
            assertThat(crm.contacts().find(where(Contact.EMAIL).startsWith("person_")).stream())
                    .isEmpty();
            assertThat(crm
                            .contacts()
                            .find(where(Contact.EMAIL).in(List.of("person1@acme.example", "person2@acme.example")))
                            .stream())
                    .hasSize(2);
        }
    }

    @Test
    void a_mask_takes_the_field_and_every_carrier_out_and_refuses_its_use() {
        try (FakeSalesforce fake = FakeSalesforce.start();
                CrmConnector salesforce = connect(fake)) {
            String id = fake.insert("Contact", Map.of("LastName", "Davis", "Email", "mei@acme.example"));
            Crm crm = salesforce.under(ALL.mask("crm:contact:lastName", "crm:contact:email"));
            Fetched<Contact> mei = crm.contacts().get(Contact.ref(id));
            assertThat(mei.value().lastName()).isNull();
            assertThat(mei.raw().toString() + mei.findings()).doesNotContain("Davis", "mei@acme.example");
            long before = fake.journal().count();
            assertThatThrownBy(() -> crm.contacts()
                            .find(where(Contact.EMAIL).is("mei@acme.example"))
                            .first())
                    .isInstanceOfSatisfying(
                            AccessException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MASKED));
            assertThat(fake.journal().count()).isEqualTo(before);
        }
    }

    @Test
    void a_record_rule_is_joined_to_queries_and_checked_on_reads_and_writes() {
        try (FakeSalesforce fake = FakeSalesforce.start();
                CrmConnector salesforce = connect(fake)) {
            String mine = fake.insert("Contact", Map.of("LastName", "Mine", "MailingPostalCode", "1"));
            String other = fake.insert("Contact", Map.of("LastName", "Other", "MailingPostalCode", "2"));
            Crm crm = salesforce.under(
                    ALL.where(Contact.RESOURCE, where(Contact.POSTAL_CODE).is("1")));
            assertThat(crm.contacts().find(Query.all()).stream()
                            .map(found -> found.value().ref().id()))
                    .containsExactly(mine);
            assertThatThrownBy(() -> crm.contacts().get(Contact.ref(other))).isInstanceOf(AccessException.class);
            Outcome<Receipt> denied = crm.contacts()
                    .tryUpdate(Contact.ref(other), Changes.of(Contact.PHONE, "+1 555 0100"), Intent.automatic());
            assertThat(denied).isInstanceOf(Outcome.NotSent.class);
            assertThat(crm.activities().tryLog(Note.on(Contact.ref(other)).text("no"), Intent.automatic()))
                    .isInstanceOf(Outcome.NotSent.class);
            crm.contacts().update(Contact.ref(mine), Changes.of(Contact.PHONE, "+1 555 0100"));
            assertThat(fake.truth().count()).isEqualTo(1);
        }
    }

    @Test
    void an_update_on_an_old_version_is_a_conflict_and_changes_nothing() {
        try (FakeSalesforce fake = FakeSalesforce.start();
                CrmConnector salesforce = connect(fake)) {
            String id = fake.insert("Contact", Map.of("LastName", "Davis"));
            Crm crm = salesforce.under(ALL);
            Outcome<Receipt> outcome = crm.contacts()
                    .tryUpdate(
                            Contact.ref(id),
                            Changes.of(Contact.PHONE, "+1 555 0100").onlyIf("2001-01-01T00:00:00.000+0000"),
                            Intent.automatic());
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Rejected.class,
                            rejected -> assertThat(rejected.reason().code()).isEqualTo(ErrorCode.CONFLICT));
            assertThat(fake.truth().count()).isZero();
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
        try (FakeSalesforce fake = FakeSalesforce.builder().faults(plan).start();
                CrmConnector salesforce = connect(fake)) {
            String id = fake.insert("Contact", Map.of("LastName", "Davis"));
            Crm crm = salesforce.under(ALL);
            Receipt created = crm.contacts().create(Changes.of(Contact.LAST_NAME, "New"));
            Receipt logged = crm.activities().log(Note.on(Contact.ref(id)).text("Called."));
            Receipt updated = crm.contacts().update(Contact.ref(id), Changes.of(Contact.PHONE, "+1 555 0100"));
            fake.awaitLateEffects(Duration.ofSeconds(10));
            assertThat(fake.faults().hits(kind)).isPositive();
            assertThat(fake.truth().count(EffectKind.CREATE, "Contact")).isEqualTo(1);
            assertThat(fake.truth().count(EffectKind.CREATE, "Task")).isEqualTo(1);
            assertThat(fake.record("Contact", id)).containsEntry("Phone", "+1 555 0100");
            assertThat(fake.record("Contact", created.target().id())).containsEntry("LastName", "New");
            assertThat(fake.record("Task", logged.target().id())).containsEntry("WhoId", id);
            assertThat(updated.attribution()).isIn(Attribution.OURS, Attribution.UNKNOWN);
        }
    }

    @Test
    void without_the_intent_field_a_task_is_found_by_its_stamp_and_a_contact_ends_as_unknown() {
        FaultPlan plan = FaultPlan.of(FaultRule.of(FaultKind.REPLY_LOST).on(Access.WRITE));
        Safeguards brief = Safeguards.builder()
                .attemptTimeout(Duration.ofSeconds(2))
                .deadline(Duration.ofSeconds(6))
                .build();
        try (FakeSalesforce fake = FakeSalesforce.builder()
                        .withoutIntentField()
                        .faults(plan)
                        .start();
                CrmConnector salesforce = Salesforce.connect(connection(fake), brief)) {
            Crm crm = salesforce.under(ALL);
            crm.activities().log(Note.loose().text("Called."));
            assertThat(fake.truth().count(EffectKind.CREATE, "Task")).isEqualTo(1);
            Outcome<Receipt> contact =
                    crm.contacts().tryCreate(Changes.of(Contact.LAST_NAME, "New"), Intent.automatic());
            assertThat(contact).isInstanceOf(Outcome.Unknown.class);
            assertThat(fake.truth().count(EffectKind.CREATE, "Contact")).isEqualTo(1);
        }
    }

    @Test
    void an_unsettled_write_is_recovered_by_another_connection_with_the_same_ledger() {
        FaultPlan plan = FaultPlan.of(FaultRule.of(FaultKind.REPLY_LOST).on(Access.WRITE));
        Safeguards impatient = Safeguards.builder()
                .attemptTimeout(Duration.ofMillis(500))
                .deadline(Duration.ofMillis(600))
                .build();
        try (FakeSalesforce fake = FakeSalesforce.builder()
                        .withoutIntentField()
                        .faults(plan)
                        .start();
                CrmConnector salesforce = Salesforce.connect(connection(fake), impatient)) {
            Outcome<Receipt> outcome =
                    salesforce.under(ALL).activities().tryLog(Note.loose().text("Called."), Intent.keyed("call-1"));
            if (outcome instanceof Outcome.Unknown<Receipt> unknown) {
                outcome = unknown.settle();
            }
            assertThat(outcome.isCommitted()).isTrue();
            assertThat(salesforce.recover().stillUnknown()).isZero();
            assertThat(fake.truth().count(EffectKind.CREATE, "Task")).isEqualTo(1);
        }
    }

    @Test
    void an_unknown_field_wrong_credentials_and_a_missing_record_say_who_must_act() {
        try (FakeSalesforce fake = FakeSalesforce.start();
                CrmConnector salesforce = connect(fake)) {
            Crm crm = salesforce.under(ALL);
            assertThatThrownBy(() -> crm.contacts().get(Contact.ref("003000000000000AAA")))
                    .isInstanceOfSatisfying(
                            InputException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
            assertThat(crm.contacts()
                            .tryCreate(
                                    Changes.of(Contact.LAST_NAME, "X").andCustom("Nothing__c", "y"),
                                    Intent.automatic()))
                    .isInstanceOf(Outcome.Rejected.class);
            Connection wrong = Connection.to(fake.url()).auth(Credentials.clientCredentials("nobody", "wrong"));
            assertThatThrownBy(() -> Salesforce.connect(wrong, QUICK))
                    .isInstanceOfSatisfying(
                            AccessException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_AUTHENTICATED))
                    .hasMessageNotContaining("wrong");
        }
    }

    @Test
    void companies_users_and_the_service_loader_work() {
        try (FakeSalesforce fake = FakeSalesforce.start()) {
            String id = fake.insert("Account", Map.of("Name", "Acme"));
            try (Connector found = ConnectorProvider.of("salesforce").connect(connection(fake), QUICK)) {
                Crm crm = ((CrmConnector) found).under(ALL);
                assertThat(crm.companies().get(new Ref("company", id)).value().name())
                        .isEqualTo("Acme");
                assertThat(crm.users().me().value().ref().id()).startsWith("005");
                assertThat(found.capabilities()).contains("contacts.get", "activities.log");
            }
        }
    }

    private static Connection connection(FakeSalesforce fake) {
        return Connection.to(fake.url()).auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret()));
    }

    private static CrmConnector connect(FakeSalesforce fake) {
        return Salesforce.connect(connection(fake), QUICK);
    }
}
