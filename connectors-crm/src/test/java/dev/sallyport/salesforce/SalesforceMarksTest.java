package dev.sallyport.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Ref;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Recovery;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.Contacts;
import dev.sallyport.crm.CrmConnector;
import dev.sallyport.effect.Attribution;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Ledger;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.InputException;
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

/** An org that keeps a mark of each update tells what became of it, whatever was changed afterwards and by whom. */
class SalesforceMarksTest {
    private static final Grant ALL = Grant.to("tester").allow("crm:contact:*");
    private static final Changes<Contact> OURS = Changes.of(Contact.PHONE, "+1 555 0100");
    private static final Intent ONCE = Intent.keyed("once");
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(10);
    private final ScaledClock time = ScaledClock.at(1);
    private final Ledger ledger = Ledger.inMemory();

    private CrmConnector connect(FakeSalesforce fake, Duration deadline) {
        Connection connection =
                Connection.to(fake.url()).auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret()));
        return Salesforce.connect(
                connection,
                Safeguards.builder()
                        .attemptTimeout(Duration.ofSeconds(1))
                        .deadline(deadline)
                        .time(time)
                        .ledger(ledger)
                        .seed(1)
                        .build());
    }

    private CrmConnector connect(FakeSalesforce fake) {
        return connect(fake, Duration.ofSeconds(10));
    }

    private FakeSalesforce fake(FaultRule rule) {
        return FakeSalesforce.builder().clock(time).faults(FaultPlan.of(rule)).start();
    }

    /** The update is committed, and its reply comes too late. */
    private FakeSalesforce slow() {
        return fake(FaultRule.of(FaultKind.SLOW_REPLY).on("Contact.update").delay(Duration.ofSeconds(5)));
    }

    /** The update is still under way when everybody has gone. */
    private FakeSalesforce never() {
        return fake(FaultRule.of(FaultKind.LATE_EFFECT)
                .on("Contact.update")
                .hold(Duration.ofSeconds(3))
                .delay(Duration.ofHours(1)));
    }

    private Ref inDoubt(FakeSalesforce fake, Changes<Contact> changes) {
        Ref contact = Contact.ref(fake.insert("Contact", Map.of("LastName", "Davis")));
        try (CrmConnector dying = connect(fake, Duration.ofSeconds(1))) {
            assertThat(dying.under(ALL).contacts().tryUpdate(contact, changes, ONCE))
                    .isInstanceOf(Outcome.Unknown.class);
        }
        return contact;
    }

    @Test
    void an_update_that_a_human_wrote_over_is_known_to_be_ours_and_not_repeated() {
        try (FakeSalesforce fake = slow();
                CrmConnector heir = connect(fake)) {
            Ref contact = inDoubt(fake, OURS);
            fake.update("Contact", contact.id(), Map.of("Phone", "the human's"));
            assertThat(heir.recover()).isEqualTo(new Recovery(1, 0, 0));
            Receipt replay = heir.under(ALL).contacts().update(contact, OURS, ONCE);
            assertThat(replay.attribution()).isEqualTo(Attribution.OURS);
            assertThat(fake.record("Contact", contact.id())).containsEntry("Phone", "the human's");
            assertThat(fake.truth().count(EffectKind.UPDATE, "Contact")).isEqualTo(1);
        }
    }

    @Test
    void an_update_that_never_came_is_proved_absent_although_a_human_changed_the_record() {
        try (FakeSalesforce fake = never();
                CrmConnector heir = connect(fake)) {
            Ref contact = inDoubt(fake, OURS);
            fake.update("Contact", contact.id(), Map.of("Phone", "the human's"));
            assertThat(heir.recover()).isEqualTo(new Recovery(0, 0, 1));
            time.leap(LONGEST_REQUEST);
            assertThat(heir.recover()).isEqualTo(new Recovery(0, 1, 0));
            assertThat(fake.truth().count()).isZero();
        }
    }

    @Test
    void later_updates_of_other_agents_hide_neither_one_that_was_committed_nor_one_that_never_came() {
        for (boolean committed : new boolean[] {true, false}) {
            try (FakeSalesforce fake = committed ? slow() : never();
                    CrmConnector heir = connect(fake)) {
                Ref contact = inDoubt(fake, OURS);
                fake.plan(FaultPlan.none());
                time.leap(LONGEST_REQUEST);
                Contacts contacts = heir.under(ALL).contacts();
                for (String phone : List.of("+1 555 0101", "+1 555 0102")) {
                    contacts.update(contact, Changes.of(Contact.PHONE, phone));
                }
                assertThat(heir.recover()).isEqualTo(new Recovery(committed ? 1 : 0, committed ? 0 : 1, 0));
                assertThat(contacts.tryUpdate(contact, OURS, Intent.keyed("another"))
                                .isCommitted())
                        .isTrue();
                ledger.forget(time.now().plusSeconds(1), Duration.ZERO, 100);
            }
        }
    }

    @Test
    void a_refused_repeat_whose_first_sending_never_came_is_a_conflict_and_not_a_riddle() {
        FaultRule lost = FaultRule.of(FaultKind.RESET_BEFORE).on("Contact.update");
        try (FakeSalesforce fake = fake(lost);
                CrmConnector salesforce = connect(fake)) {
            Ref contact = Contact.ref(fake.insert("Contact", Map.of("LastName", "Davis")));
            Thread human = new Thread(() -> {
                while (fake.faults().hits(FaultKind.RESET_BEFORE) == 0) {
                    Thread.onSpinWait();
                }
                fake.update("Contact", contact.id(), Map.of("Phone", "the human's"));
            });
            time.leap(Duration.ofMinutes(1));
            human.start();
            Outcome<Receipt> outcome = salesforce.under(ALL).contacts().tryUpdate(contact, OURS, ONCE);
            assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
            assertThat(fake.record("Contact", contact.id())).containsEntry("Phone", "the human's");
            assertThat(fake.truth().count()).isZero();
        }
    }

    @Test
    void an_update_that_was_lost_within_the_second_of_the_records_making_goes_again() {
        FaultRule lost = FaultRule.of(FaultKind.RESET_BEFORE).on("Contact.update");
        try (FakeSalesforce fake = fake(lost);
                CrmConnector salesforce = connect(fake)) {
            Ref contact = Contact.ref(fake.insert("Contact", Map.of("LastName", "Davis")));
            Receipt updated = salesforce.under(ALL).contacts().update(contact, OURS, ONCE);
            assertThat(updated.attempts()).isGreaterThan(1);
            assertThat(fake.truth().count(EffectKind.UPDATE, "Contact")).isEqualTo(1);
        }
    }

    @Test
    void an_update_on_a_version_that_the_caller_insists_on_is_marked_too() {
        try (FakeSalesforce fake = slow();
                CrmConnector heir = connect(fake)) {
            Ref contact = Contact.ref(fake.insert("Contact", Map.of("LastName", "Davis")));
            Contacts contacts = heir.under(ALL).contacts();
            String version = contacts.get(contact).version().orElseThrow();
            try (CrmConnector dying = connect(fake, Duration.ofSeconds(1))) {
                assertThat(dying.under(ALL).contacts().tryUpdate(contact, OURS.onlyIf(version), ONCE))
                        .isInstanceOf(Outcome.Unknown.class);
            }
            fake.update("Contact", contact.id(), Map.of("Phone", "the human's"));
            assertThat(heir.recover()).isEqualTo(new Recovery(1, 0, 0));
        }
    }

    @Test
    void what_is_there_for_intents_is_shown_to_nobody_and_written_by_nobody_else() {
        try (FakeSalesforce fake = FakeSalesforce.start();
                CrmConnector salesforce = connect(fake)) {
            Contacts contacts = salesforce.under(ALL).contacts();
            Ref contact =
                    contacts.create(Changes.of(Contact.LAST_NAME, "Davis")).target();
            contacts.update(contact, OURS);
            assertThat(fake.record("Contact", contact.id())).containsKey("Sallyport_Updates__c");
            assertThat(contacts.get(contact).value().fields()).isEmpty();
            for (String own : List.of("Sallyport_Updates__c", "sallyport_intent__C")) {
                assertThatThrownBy(() -> contacts.tryUpdate(contact, OURS.andCustom(own, "x"), ONCE))
                        .isInstanceOfSatisfying(
                                InputException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED));
            }
        }
    }
}
