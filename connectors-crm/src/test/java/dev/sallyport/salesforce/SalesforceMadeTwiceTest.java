package dev.sallyport.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Ref;
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
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.RetryLaterException;
import dev.sallyport.query.Changes;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.time.ScaledClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A contact that had to be sent twice must not come back when its first sending is carried out after its deletion. */
class SalesforceMadeTwiceTest {
    private static final Grant ALL = Grant.to("tester").allow("crm:contact:*");
    private static final Changes<Contact> MEI = Changes.of(Contact.LAST_NAME, "Davis");
    private final ScaledClock time = ScaledClock.at(1);

    private CrmConnector connect(FakeSalesforce fake) {
        Connection connection =
                Connection.to(fake.url()).auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret()));
        return Salesforce.connect(
                connection,
                Safeguards.builder()
                        .attemptTimeout(Duration.ofSeconds(1))
                        .deadline(Duration.ofSeconds(10))
                        .time(time)
                        .seed(1)
                        .build());
    }

    /** The first sending of a create is carried out long after the second. */
    private FakeSalesforce late(String operation) {
        FaultRule rule = FaultRule.of(FaultKind.LATE_EFFECT)
                .on(operation)
                .hold(Duration.ofMillis(100))
                .delay(Duration.ofSeconds(6));
        return FakeSalesforce.builder()
                .clock(time::now)
                .faults(FaultPlan.of(rule))
                .start();
    }

    private void deletesLaterOnly(FakeSalesforce fake, Contacts contacts, Ref contact) {
        contacts.update(contact, Changes.of(Contact.PHONE, "+1 555 0100"));
        Outcome<Receipt> early = contacts.tryDelete(contact, Intent.keyed("delete"));
        assertThat(early).isInstanceOfSatisfying(Outcome.NotSent.class, notSent -> {
            assertThat(notSent.reason().code()).isEqualTo(ErrorCode.IN_PROGRESS);
            assertThat(((RetryLaterException) notSent.reason()).retryAt().orElseThrow())
                    .isAfter(time.now().plus(Duration.ofMinutes(9)));
        });
        assertThat(fake.lateEffectsPending()).isPositive();
        fake.awaitLateEffects(Duration.ofSeconds(20));
        time.leap(Duration.ofMinutes(11));
        contacts.delete(contact, Intent.keyed("delete"));
        assertThat(fake.truth().count(EffectKind.CREATE, "Contact")).isEqualTo(1);
        assertThat(fake.truth().count(EffectKind.DELETE, "Contact")).isEqualTo(1);
    }

    @Test
    void it_is_not_deleted_before_its_first_sending_can_be_carried_out_no_more() {
        try (FakeSalesforce fake = late("Contact.create");
                CrmConnector salesforce = connect(fake)) {
            Contacts contacts = salesforce.under(ALL).contacts();
            Receipt made = contacts.create(MEI);
            assertThat(made.attempts()).isEqualTo(2);
            deletesLaterOnly(fake, contacts, made.target());
        }
    }

    @Test
    void nor_is_one_that_was_made_with_others() {
        try (FakeSalesforce fake = late("collections.create");
                CrmConnector salesforce = connect(fake)) {
            Contacts contacts = salesforce.under(ALL).contacts();
            Receipt made = contacts.tryCreateAll(List.of(MEI), Intent.automatic())
                    .get(0)
                    .orThrow();
            deletesLaterOnly(fake, contacts, made.target());
        }
    }

    @Test
    void nor_is_one_that_its_first_sending_made_while_another_was_on_its_way() {
        boolean met = false;
        for (int millis = 200; millis < 500 && !met; millis += 50) {
            FaultRule soon = FaultRule.of(FaultKind.LATE_EFFECT)
                    .on("Contact.create")
                    .atMost(1)
                    .hold(Duration.ofMillis(100))
                    .delay(Duration.ofMillis(millis));
            FaultRule late = soon.delay(Duration.ofSeconds(4));
            try (FakeSalesforce fake = FakeSalesforce.builder()
                            .faults(FaultPlan.of(soon, late))
                            .start();
                    CrmConnector salesforce = connect(fake)) {
                Contacts contacts = salesforce.under(ALL).contacts();
                Receipt made = contacts.create(MEI);
                // Whichever sending won, what is deleted stays deleted; the case is the one in which the first of two
                // did.
                met = made.attempts() == 2;
                Outcome<Receipt> deleted = contacts.tryDelete(made.target(), Intent.automatic());
                fake.awaitLateEffects(Duration.ofSeconds(20));
                assertThat(fake.truth().count(EffectKind.CREATE, "Contact")).isEqualTo(1);
                assertThat(deleted.isCommitted()).isEqualTo(made.attempts() == 1);
            }
        }
        assertThat(met).isTrue();
    }

    @Test
    void one_that_was_sent_once_and_one_that_was_surely_not_sent_before_are_deleted_at_once() {
        FaultRule busy = FaultRule.of(FaultKind.THROTTLED).on("Contact.create").probability(1);
        for (FaultPlan plan : List.of(FaultPlan.none(), FaultPlan.of(busy))) {
            try (FakeSalesforce fake = FakeSalesforce.builder().faults(plan).start();
                    CrmConnector salesforce = connect(fake)) {
                Contacts contacts = salesforce.under(ALL).contacts();
                contacts.delete(contacts.create(MEI).target());
                contacts.delete(Contact.ref(fake.insert("Contact", Map.of("LastName", "Imported"))));
                assertThat(fake.truth().count(EffectKind.DELETE, "Contact")).isEqualTo(2);
            }
        }
    }
}
