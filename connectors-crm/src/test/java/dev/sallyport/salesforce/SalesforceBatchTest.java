package dev.sallyport.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.CrmConnector;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contacts made together: each for itself, whatever becomes of the request. */
class SalesforceBatchTest {
    private static final Grant ALL = Grant.to("tester").allow("crm:contact:*");
    private static final Safeguards QUICK = Safeguards.builder()
            .attemptTimeout(Duration.ofSeconds(3))
            .deadline(Duration.ofSeconds(30))
            .seed(1)
            .build();

    private static List<Changes<Contact>> people(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Changes.of(Contact.LAST_NAME, "Person " + i))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"RESET_BEFORE", "REPLY_LOST", "LATE_EFFECT", "THROTTLED", "SERVER_ERROR_AFTER", "TRUNCATED_BODY"})
    void each_fault_leaves_each_contact_made_exactly_once_and_named_by_its_own_receipt(FaultKind kind) {
        FaultRule rule = FaultRule.of(kind).on("collections.create").delay(Duration.ofMillis(300));
        try (FakeSalesforce fake =
                        FakeSalesforce.builder().faults(FaultPlan.of(rule)).start();
                CrmConnector salesforce = connect(fake)) {
            List<Outcome<Receipt>> outcomes =
                    salesforce.under(ALL).contacts().tryCreateAll(people(4), Intent.automatic());
            fake.awaitLateEffects(Duration.ofSeconds(10));
            assertThat(fake.faults().hits(kind)).isPositive();
            for (int i = 0; i < 4; i++) {
                String id = outcomes.get(i).orThrow().target().id();
                assertThat(fake.record("Contact", id)).containsEntry("LastName", "Person " + i);
            }
            assertThat(fake.truth().count(EffectKind.CREATE, "Contact")).isEqualTo(4);
        }
    }

    @Test
    void one_that_the_org_refuses_refuses_no_other_also_when_the_reply_is_lost() {
        FaultRule rule = FaultRule.of(FaultKind.REPLY_LOST).on("collections.create");
        try (FakeSalesforce fake =
                        FakeSalesforce.builder().faults(FaultPlan.of(rule)).start();
                CrmConnector salesforce = connect(fake)) {
            List<Changes<Contact>> list = new ArrayList<>(people(3));
            list.set(1, Changes.of(Contact.EMAIL, "no-name@acme.example"));
            List<Outcome<Receipt>> outcomes = salesforce.under(ALL).contacts().tryCreateAll(list, Intent.automatic());
            assertThat(outcomes.get(0).isCommitted() && outcomes.get(2).isCommitted())
                    .isTrue();
            assertThat(outcomes.get(1).isCommitted()).isFalse();
            assertThat(fake.truth().count(EffectKind.CREATE, "Contact")).isEqualTo(2);
        }
    }

    @Test
    void a_refusal_names_the_field_and_the_org_is_asked_once_for_two_hundred() {
        try (FakeSalesforce fake = FakeSalesforce.start();
                CrmConnector salesforce = connect(fake)) {
            List<Changes<Contact>> list = new ArrayList<>(people(201));
            list.set(7, Changes.of(Contact.EMAIL, "no-name@acme.example"));
            Intent once = Intent.keyed("import");
            List<Outcome<Receipt>> outcomes = salesforce.under(ALL).contacts().tryCreateAll(list, once);
            assertThat(outcomes.get(7)).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
                assertThat(rejected.reason().code()).isEqualTo(ErrorCode.INVALID_INPUT);
                assertThat(rejected.reason()).hasMessageContaining("LastName");
            });
            assertThat(fake.truth().count(EffectKind.CREATE, "Contact")).isEqualTo(200);
            assertThat(fake.journal().of("collections.create")).hasSize(2);
            List<Outcome<Receipt>> again = salesforce.under(ALL).contacts().tryCreateAll(list, once);
            assertThat(again.stream().filter(Outcome::isCommitted))
                    .allMatch(outcome -> outcome.orThrow().replayed());
            assertThat(fake.truth().count(EffectKind.CREATE, "Contact")).isEqualTo(200);
        }
    }

    @Test
    void two_hundred_that_are_lost_on_their_way_go_again_together() {
        FaultRule rule = FaultRule.of(FaultKind.RESET_BEFORE).on("collections.create");
        try (FakeSalesforce fake =
                        FakeSalesforce.builder().faults(FaultPlan.of(rule)).start();
                CrmConnector salesforce = connect(fake)) {
            List<Outcome<Receipt>> outcomes =
                    salesforce.under(ALL).contacts().tryCreateAll(people(200), Intent.automatic());
            assertThat(outcomes).allMatch(Outcome::isCommitted);
            assertThat(fake.truth().count(EffectKind.CREATE, "Contact")).isEqualTo(200);
            assertThat(fake.journal().of("collections.create")).hasSize(2);
        }
    }

    private static CrmConnector connect(FakeSalesforce fake) {
        Connection connection =
                Connection.to(fake.url()).auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret()));
        return Salesforce.connect(connection, QUICK);
    }
}
