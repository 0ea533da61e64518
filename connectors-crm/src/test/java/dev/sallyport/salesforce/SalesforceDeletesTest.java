package dev.sallyport.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Ref;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Recovery;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.CrmConnector;
import dev.sallyport.effect.Attribution;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.query.Changes;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.time.ScaledClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deletes take no condition: they are never sent again unless it is proved that nothing came of them. */
class SalesforceDeletesTest {
    private static final Grant ALL = Grant.to("tester").allow("crm:contact:*");
    private final ScaledClock time = ScaledClock.at(1);
    private final Safeguards brief = Safeguards.builder()
            .attemptTimeout(Duration.ofSeconds(3))
            .deadline(Duration.ofSeconds(3))
            .time(time)
            .seed(1)
            .build();

    @ParameterizedTest(name = "{0} -> {1} by {2}")
    @CsvSource({"REPLY_LOST,UNKNOWN", "LATE_EFFECT,UNKNOWN", "SERVER_ERROR_AFTER,UNKNOWN", "THROTTLED,OURS"})
    void a_delete_whose_reply_is_lost_is_found_done_and_not_sent_again(FaultKind kind, Attribution whose) {
        FaultRule rule = FaultRule.of(kind).on("*.delete").delay(Duration.ofMillis(300));
        try (FakeSalesforce fake =
                        FakeSalesforce.builder().faults(FaultPlan.of(rule)).start();
                CrmConnector salesforce = connect(fake)) {
            Ref contact = Contact.ref(fake.insert("Contact", Map.of("LastName", "Davis")));
            Receipt deleted = salesforce.under(ALL).contacts().delete(contact);
            fake.awaitLateEffects(Duration.ofSeconds(10));
            assertThat(fake.faults().hits(kind)).isPositive();
            assertThat(deleted.attribution()).isEqualTo(whose);
            assertThat(fake.truth().count(EffectKind.DELETE, "Contact")).isEqualTo(1);
        }
    }

    @Test
    void a_delete_that_was_lost_on_its_way_is_unknown_until_ten_minutes_prove_that_it_never_came() {
        FaultPlan plan = FaultPlan.of(FaultRule.of(FaultKind.RESET_BEFORE).on("*.delete"));
        try (FakeSalesforce fake = FakeSalesforce.builder().faults(plan).start();
                CrmConnector salesforce = connect(fake)) {
            Ref contact = Contact.ref(fake.insert("Contact", Map.of("LastName", "Davis")));
            Outcome<Receipt> lost = salesforce.under(ALL).contacts().tryDelete(contact, Intent.keyed("once"));
            assertThat(lost).isInstanceOf(Outcome.Unknown.class);
            assertThat(salesforce.recover()).isEqualTo(new Recovery(0, 0, 1));
            time.leap(Duration.ofMinutes(10));
            assertThat(salesforce.recover()).isEqualTo(new Recovery(0, 1, 0));
            assertThat(fake.truth().count()).isZero();
            salesforce.under(ALL).contacts().delete(contact, Intent.keyed("once"));
            assertThat(fake.truth().count(EffectKind.DELETE, "Contact")).isEqualTo(1);
        }
    }

    @Test
    void a_contact_in_the_bin_is_deleted_by_whom_unknown_and_one_that_never_was_is_not_found() {
        try (FakeSalesforce fake = FakeSalesforce.start();
                CrmConnector salesforce = connect(fake)) {
            String id = fake.insert("Contact", Map.of("LastName", "Davis"));
            fake.delete("Contact", id);
            Receipt gone = salesforce.under(ALL).contacts().delete(Contact.ref(id));
            assertThat(gone.attribution()).isEqualTo(Attribution.UNKNOWN);
            Outcome<Receipt> never =
                    salesforce.under(ALL).contacts().tryDelete(Contact.ref("003000000000000AAA"), Intent.automatic());
            assertThat(never)
                    .isInstanceOfSatisfying(
                            Outcome.Rejected.class,
                            rejected -> assertThat(rejected.reason().code()).isEqualTo(ErrorCode.NOT_FOUND));
        }
    }

    @Test
    void whoever_approves_a_delete_is_told_that_it_takes_no_condition() {
        try (FakeSalesforce fake = FakeSalesforce.start();
                CrmConnector salesforce = connect(fake)) {
            Ref contact = Contact.ref(fake.insert("Contact", Map.of("LastName", "Davis")));
            List<String> cautions = new ArrayList<>();
            Grant asking = ALL.requireApproval("crm:*:delete").approver((grant, plan) -> {
                plan.caution().ifPresent(cautions::add);
                return true;
            });
            salesforce.under(asking).contacts().delete(contact);
            assertThat(cautions).singleElement().asString().contains("on no condition");
        }
    }

    @Test
    void a_contact_made_and_deleted_by_a_human_before_the_lost_reply_is_looked_for_is_not_made_again() {
        FaultRule slow = FaultRule.of(FaultKind.SLOW_REPLY).on("*.create").delay(Duration.ofSeconds(10));
        try (FakeSalesforce fake =
                        FakeSalesforce.builder().faults(FaultPlan.of(slow)).start();
                CrmConnector salesforce = connect(fake)) {
            Changes<Contact> mei = Changes.of(Contact.LAST_NAME, "Davis");
            Intent once = Intent.keyed("mei");
            Outcome<Receipt> lost = salesforce.under(ALL).contacts().tryCreate(mei, once);
            assertThat(lost).isInstanceOf(Outcome.Unknown.class);
            fake.delete("Contact", fake.ids("Contact").get(0));
            Receipt found = salesforce.under(ALL).contacts().create(mei, once);
            assertThat(found.attempts()).isZero();
            assertThat(fake.truth().count(EffectKind.CREATE, "Contact")).isEqualTo(1);
        }
    }

    private CrmConnector connect(FakeSalesforce fake) {
        Connection connection =
                Connection.to(fake.url()).auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret()));
        return Salesforce.connect(connection, brief);
    }
}
