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
import dev.sallyport.effect.Ledger;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.query.Changes;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.time.ScaledClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * People work in the org as well: what they change between two sendings of an update stays as they left it. What the org
 * cannot tell where it has no field for the marks of updates is here, what it can in {@link SalesforceMarksTest}.
 */
class SalesforceHumanTest {
    private static final Grant ALL = Grant.to("tester").allow("crm:contact:*");
    private static final Changes<Contact> OURS = Changes.of(Contact.PHONE, "+1 555 0100");
    private final ScaledClock time = ScaledClock.at(1);
    private final Ledger ledger = Ledger.inMemory();

    private Safeguards patient() {
        return Safeguards.builder()
                .attemptTimeout(Duration.ofSeconds(2))
                .deadline(Duration.ofSeconds(8))
                .time(time)
                .ledger(ledger)
                .seed(1)
                .build();
    }

    /** One attempt fills the whole deadline, so that a slow reply leaves the write in doubt. */
    private Safeguards hasty() {
        return Safeguards.builder()
                .attemptTimeout(Duration.ofSeconds(2))
                .deadline(Duration.ofSeconds(2))
                .time(time)
                .ledger(ledger)
                .seed(1)
                .build();
    }

    private static FaultPlan on(FaultKind kind) {
        return FaultPlan.of(FaultRule.of(kind).on("Contact.update").delay(Duration.ofSeconds(5)));
    }

    @Test
    void a_human_who_edits_while_the_reply_is_awaited_is_not_overwritten_by_a_second_sending() {
        FaultPlan late = FaultPlan.of(FaultRule.of(FaultKind.LATE_EFFECT)
                .on("Contact.update")
                .hold(Duration.ofMillis(700))
                .delay(Duration.ofSeconds(4)));
        try (FakeSalesforce fake =
                FakeSalesforce.builder().faults(late).clock(time).start()) {
            String id = fake.insert("Contact", Map.of("LastName", "Davis"));
            time.leap(Duration.ofMinutes(1));
            CrmConnector salesforce = connect(fake, patient());
            Thread human = new Thread(() -> {
                while (fake.lateEffectsPending() == 0) {
                    Thread.onSpinWait();
                }
                fake.update("Contact", id, Map.of("Phone", "the human's"));
            });
            human.start();
            Outcome<Receipt> outcome =
                    salesforce.under(ALL).contacts().tryUpdate(Contact.ref(id), OURS, Intent.automatic());
            salesforce.close();
            fake.awaitLateEffects(Duration.ofSeconds(10));
            assertThat(outcome.isCommitted()).isFalse();
            assertThat(fake.record("Contact", id)).containsEntry("Phone", "the human's");
            assertThat(fake.truth().count(EffectKind.UPDATE, "Contact")).isZero();
        }
    }

    @Test
    void after_a_restart_an_update_that_stands_is_recognised_by_hashes_without_its_content() {
        try (FakeSalesforce fake = FakeSalesforce.builder()
                .withoutIntentField()
                .faults(on(FaultKind.SLOW_REPLY))
                .start()) {
            Ref contact = Contact.ref(fake.insert("Contact", Map.of("LastName", "Davis")));
            inDoubt(fake, contact);
            try (CrmConnector heir = connect(fake, patient())) {
                assertThat(heir.recover()).isEqualTo(new Recovery(1, 0, 0));
                Receipt replay = heir.under(ALL).contacts().update(contact, OURS, Intent.keyed("once"));
                assertThat(replay.replayed()).isTrue();
                assertThat(replay.attribution()).isEqualTo(Attribution.UNKNOWN);
            }
            assertThat(fake.truth().count(EffectKind.UPDATE, "Contact")).isEqualTo(1);
        }
    }

    @Test
    void an_update_without_a_key_is_recognised_after_a_restart_as_well() {
        try (FakeSalesforce fake =
                FakeSalesforce.builder().faults(on(FaultKind.SLOW_REPLY)).start()) {
            Ref contact = Contact.ref(fake.insert("Contact", Map.of("LastName", "Davis")));
            try (CrmConnector dying = connect(fake, hasty())) {
                assertThat(dying.under(ALL).contacts().tryUpdate(contact, OURS, Intent.automatic()))
                        .isInstanceOf(Outcome.Unknown.class);
            }
            try (CrmConnector heir = connect(fake, patient())) {
                assertThat(heir.recover()).isEqualTo(new Recovery(1, 0, 0));
            }
        }
    }

    @Test
    void after_a_restart_an_update_that_never_came_is_proved_absent_by_the_version_it_was_sent_on() {
        FaultPlan never = FaultPlan.of(FaultRule.of(FaultKind.LATE_EFFECT)
                .on("Contact.update")
                .hold(Duration.ofSeconds(5))
                .delay(Duration.ofHours(1)));
        try (FakeSalesforce fake = FakeSalesforce.builder().faults(never).start()) {
            Ref contact = Contact.ref(fake.insert("Contact", Map.of("LastName", "Davis")));
            inDoubt(fake, contact);
            try (CrmConnector heir = connect(fake, patient())) {
                assertThat(heir.recover()).isEqualTo(new Recovery(0, 0, 1));
                time.leap(Duration.ofMinutes(10));
                assertThat(heir.recover()).isEqualTo(new Recovery(0, 1, 0));
            }
            assertThat(fake.truth().count()).isZero();
        }
    }

    @Test
    void an_update_that_a_human_may_have_written_over_is_never_called_absent() {
        try (FakeSalesforce fake = FakeSalesforce.builder()
                .withoutIntentField()
                .faults(on(FaultKind.SLOW_REPLY))
                .start()) {
            Ref contact = Contact.ref(fake.insert("Contact", Map.of("LastName", "Davis")));
            inDoubt(fake, contact);
            fake.update("Contact", contact.id(), Map.of("Phone", "the human's"));
            try (CrmConnector heir = connect(fake, patient())) {
                time.leap(Duration.ofMinutes(10));
                assertThat(heir.recover()).isEqualTo(new Recovery(0, 0, 1));
                assertThat(heir.under(ALL).contacts().tryUpdate(contact, OURS, Intent.keyed("once")))
                        .isInstanceOf(Outcome.Unknown.class);
            }
            assertThat(fake.record("Contact", contact.id())).containsEntry("Phone", "the human's");
        }
    }

    private void inDoubt(FakeSalesforce fake, Ref contact) {
        try (CrmConnector dying = connect(fake, hasty())) {
            assertThat(dying.under(ALL).contacts().tryUpdate(contact, OURS, Intent.keyed("once")))
                    .isInstanceOf(Outcome.Unknown.class);
        }
    }

    private static CrmConnector connect(FakeSalesforce fake, Safeguards safeguards) {
        Connection connection =
                Connection.to(fake.url()).auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret()));
        return Salesforce.connect(connection, safeguards);
    }
}
