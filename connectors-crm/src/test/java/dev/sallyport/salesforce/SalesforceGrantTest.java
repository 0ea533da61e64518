package dev.sallyport.salesforce;

import static dev.sallyport.query.Filter.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.crm.Company;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.Contacts;
import dev.sallyport.crm.CrmConnector;
import dev.sallyport.crm.Note;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.error.InputException;
import dev.sallyport.query.Changes;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.spi.Access;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ways round a grant or a human's edit on Salesforce, each of them closed. */
class SalesforceGrantTest {
    private static final Grant ALL = Grant.to("tester")
            .allow("crm:contact:read", "crm:contact:create", "crm:contact:update", "crm:activity:create");

    @Test
    void the_rule_of_companies_holds_for_notes_on_them() {
        try (FakeSalesforce fake = FakeSalesforce.start();
                CrmConnector salesforce = connect(fake, Safeguards.defaults())) {
            String other = fake.insert("Account", Map.of("Name", "Other"));
            Grant grant = ALL.where(Company.RESOURCE, where(Company.NAME).is("Mine"));
            assertThat(salesforce
                            .under(grant)
                            .activities()
                            .tryLog(Note.on(Company.ref(other)).text("no"), Intent.automatic()))
                    .isInstanceOf(Outcome.NotSent.class);
            assertThat(fake.truth().count()).isZero();
        }
    }

    @Test
    void a_masked_field_cannot_be_written_by_its_vendor_name() {
        try (FakeSalesforce fake = FakeSalesforce.start();
                CrmConnector salesforce = connect(fake, Safeguards.defaults())) {
            Contacts contacts = salesforce.under(ALL.mask("crm:contact:phone")).contacts();
            Changes<Contact> disguised = Changes.of(Contact.LAST_NAME, "Davis").andCustom("phone", "+1 555 0100");
            assertThatThrownBy(() -> contacts.tryCreate(disguised, Intent.automatic()))
                    .isInstanceOf(InputException.class);
            assertThat(fake.truth().count()).isZero();
        }
    }

    @Test
    void a_mask_may_name_a_field_that_only_this_org_has() {
        try (FakeSalesforce fake = FakeSalesforce.start();
                CrmConnector salesforce = connect(fake, Safeguards.defaults())) {
            String id = fake.insert("Contact", Map.of("LastName", "Davis", "CustomerNumber__c", "mei_davis_8935"));
            Contacts contacts =
                    salesforce.under(ALL.mask("crm:contact:CustomerNumber__c")).contacts();
            assertThat(contacts.get(Contact.ref(id)).value().fields()).isEmpty();
            assertThat(contacts.get(Contact.ref(id)).raw().toString()).doesNotContain("mei_davis");
            assertThat(contacts.tryUpdate(
                            Contact.ref(id),
                            Changes.of(Contact.PHONE, "+1 555 0100").andCustom("CustomerNumber__c", "x"),
                            Intent.automatic()))
                    .isInstanceOf(Outcome.NotSent.class);
            assertThat(salesforce
                            .under(ALL.mask("crm:contact:*"))
                            .contacts()
                            .get(Contact.ref(id))
                            .raw())
                    .containsOnlyKeys("Id");
            assertThat(fake.truth().count()).isZero();
        }
    }

    @Test
    void a_masked_time_of_change_is_not_told_by_the_version() {
        try (FakeSalesforce fake = FakeSalesforce.start();
                CrmConnector salesforce = connect(fake, Safeguards.defaults())) {
            String id = fake.insert("Contact", Map.of("LastName", "Davis"));
            assertThat(salesforce
                            .under(ALL.mask("crm:contact:updatedAt"))
                            .contacts()
                            .get(Contact.ref(id))
                            .version())
                    .isEmpty();
        }
    }

    @Test
    void a_late_update_that_a_human_changed_again_is_neither_repeated_nor_called_uncommitted() {
        FaultPlan plan = FaultPlan.of(
                FaultRule.of(FaultKind.LATE_EFFECT).on(Access.WRITE).delay(Duration.ofMillis(2500)));
        Safeguards brief = Safeguards.builder()
                .attemptTimeout(Duration.ofMillis(400))
                .deadline(Duration.ofMillis(900))
                .build();
        try (FakeSalesforce fake = FakeSalesforce.builder()
                        .withoutIntentField()
                        .faults(plan)
                        .start();
                CrmConnector salesforce = connect(fake, brief)) {
            Map<String, Object> fields = new HashMap<>(Map.of("LastName", "Davis"));
            String id = fake.insert("Contact", fields);
            Contacts contacts = salesforce.under(ALL).contacts();
            Changes<Contact> changes = Changes.of(Contact.PHONE, "+1 555 0100");
            assertThat(contacts.tryUpdate(Contact.ref(id), changes, Intent.keyed("phone")))
                    .isInstanceOf(Outcome.Unknown.class);
            fake.awaitLateEffects(Duration.ofSeconds(10));
            fake.update("Contact", id, Map.of("Phone", "+1 555 0199"));
            assertThat(contacts.tryUpdate(Contact.ref(id), changes, Intent.keyed("phone")))
                    .isInstanceOf(Outcome.Unknown.class);
            assertThat(fake.record("Contact", id)).containsEntry("Phone", "+1 555 0199");
        }
    }

    @Test
    void a_condition_names_the_day_by_two_digits() {
        assertThat(SalesforceDates.httpDate("2021-12-02T18:21:05.000+0000")).isEqualTo("Thu, 02 Dec 2021 18:21:05 GMT");
    }

    private static CrmConnector connect(FakeSalesforce fake, Safeguards safeguards) {
        return Salesforce.connect(
                Connection.to(fake.url()).auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret())),
                safeguards);
    }
}
