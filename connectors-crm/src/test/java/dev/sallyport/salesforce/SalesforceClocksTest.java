package dev.sallyport.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.CrmConnector;
import dev.sallyport.crm.Note;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The machine's clock is minutes away from the org's: what the org's dates prove is read by the org's clock. */
class SalesforceClocksTest {
    private static final Grant ALL = Grant.to("tester").allow("crm:*:*");
    private final ScaledClock time = ScaledClock.at(1);

    private CrmConnector connect(FakeSalesforce fake) {
        return Salesforce.connect(
                Connection.to(fake.url()).auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret())),
                Safeguards.builder()
                        .attemptTimeout(Duration.ofSeconds(1))
                        .deadline(Duration.ofSeconds(5))
                        .time(time)
                        .seed(1)
                        .build());
    }

    private FakeSalesforce.Builder behind(int minutes) {
        return FakeSalesforce.builder().clock(() -> time.now().minus(Duration.ofMinutes(minutes)));
    }

    @ParameterizedTest(name = "{0} minutes behind")
    @ValueSource(ints = {-20, 0, 20})
    void a_note_whose_reply_is_lost_is_found_by_its_stamp(int minutes) {
        FaultRule lost = FaultRule.of(FaultKind.REPLY_LOST).on("Task.create");
        try (FakeSalesforce fake = behind(minutes)
                        .withoutIntentField()
                        .faults(FaultPlan.of(lost))
                        .start();
                CrmConnector salesforce = connect(fake)) {
            Outcome<Receipt> logged =
                    salesforce.under(ALL).activities().tryLog(Note.loose().text("Called back."), Intent.automatic());
            assertThat(fake.faults().hits(FaultKind.REPLY_LOST)).isEqualTo(1);
            assertThat(logged.isCommitted()).isTrue();
            assertThat(fake.truth().count(EffectKind.CREATE, "Task")).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "{0} minutes behind")
    @ValueSource(ints = {-20, 0, 20})
    void a_contact_that_a_second_sending_made_is_not_deleted_by_somebody_else_before_the_first_is_over(int minutes) {
        FaultRule late = FaultRule.of(FaultKind.LATE_EFFECT)
                .on("Contact.create")
                .hold(Duration.ofMillis(100))
                .delay(Duration.ofSeconds(4));
        try (FakeSalesforce fake = behind(minutes).faults(FaultPlan.of(late)).start();
                CrmConnector maker = connect(fake);
                CrmConnector other = connect(fake)) {
            Receipt made = maker.under(ALL).contacts().create(Changes.of(Contact.LAST_NAME, "Davis"));
            assertThat(made.attempts()).isEqualTo(2);
            Outcome<Receipt> deleted = other.under(ALL).contacts().tryDelete(made.target(), Intent.automatic());
            assertThat(deleted)
                    .isInstanceOfSatisfying(
                            Outcome.NotSent.class,
                            notSent -> assertThat(notSent.reason().code()).isEqualTo(ErrorCode.IN_PROGRESS));
            fake.awaitLateEffects(Duration.ofSeconds(20));
            assertThat(fake.truth().count(EffectKind.CREATE, "Contact")).isEqualTo(1);
        }
    }
}
