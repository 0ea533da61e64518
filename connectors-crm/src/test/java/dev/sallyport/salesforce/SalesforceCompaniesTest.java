package dev.sallyport.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Ref;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.crm.Companies;
import dev.sallyport.crm.Company;
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
import dev.sallyport.testkit.spi.Access;
import dev.sallyport.testkit.spi.EffectKind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Companies are made and changed as contacts are. */
class SalesforceCompaniesTest {
    private static final Changes<Company> ACME = Changes.of(Company.NAME, "Acme");
    private static final Changes<Company> SITE = Changes.of(Company.WEBSITE, "https://acme.example");

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"RESET_BEFORE", "REPLY_LOST", "LATE_EFFECT", "THROTTLED", "SERVER_ERROR_AFTER", "TRUNCATED_BODY"})
    void each_fault_leaves_each_write_done_exactly_once(FaultKind kind) {
        FaultRule rule = FaultRule.of(kind).on(Access.WRITE).delay(Duration.ofMillis(300));
        try (FakeSalesforce fake =
                        FakeSalesforce.builder().faults(FaultPlan.of(rule)).start();
                CrmConnector salesforce = connect(fake)) {
            Companies companies = companies(salesforce, "crm:company:*");
            Ref made = companies.create(ACME).target();
            companies.update(made, SITE);
            fake.awaitLateEffects(Duration.ofSeconds(10));
            assertThat(fake.faults().hits(kind)).isPositive();
            assertThat(fake.truth().count(EffectKind.CREATE, "Account")).isEqualTo(1);
            assertThat(fake.truth().count(EffectKind.UPDATE, "Account")).isEqualTo(1);
            Company acme = companies.get(made).value();
            assertThat(acme.name()).isEqualTo("Acme");
            assertThat(acme.website()).isEqualTo("https://acme.example");
        }
    }

    @Test
    void an_update_on_an_old_version_is_a_conflict_and_a_grant_for_contacts_is_none_for_companies() {
        try (FakeSalesforce fake = FakeSalesforce.start();
                CrmConnector salesforce = connect(fake)) {
            Ref acme = Company.ref(fake.insert("Account", Map.of("Name", "Acme")));
            assertThat(code(companies(salesforce, "crm:company:update")
                            .tryUpdate(acme, SITE.onlyIf("2001-01-01T00:00:00.000+0000"), Intent.automatic())))
                    .isEqualTo(ErrorCode.CONFLICT);
            Companies denied = companies(salesforce, "crm:contact:*");
            assertThat(code(denied.tryUpdate(acme, SITE, Intent.automatic()))).isEqualTo(ErrorCode.NOT_GRANTED);
            assertThat(code(denied.tryCreate(ACME, Intent.automatic()))).isEqualTo(ErrorCode.NOT_GRANTED);
            assertThat(fake.truth().count()).isZero();
        }
    }

    private static ErrorCode code(Outcome<Receipt> outcome) {
        return outcome.fold(
                done -> ErrorCode.DRY_RUN,
                notSent -> notSent.reason().code(),
                rejected -> rejected.reason().code(),
                unknown -> unknown.reason().code());
    }

    private static Companies companies(CrmConnector salesforce, String scope) {
        return salesforce
                .under(Grant.to("tester").allow("crm:company:read", scope))
                .companies();
    }

    private static CrmConnector connect(FakeSalesforce fake) {
        Connection connection =
                Connection.to(fake.url()).auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret()));
        return Salesforce.connect(
                connection,
                Safeguards.builder()
                        .attemptTimeout(Duration.ofSeconds(3))
                        .deadline(Duration.ofSeconds(30))
                        .seed(1)
                        .build());
    }
}
