package dev.sallyport.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.spi.EffectKind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsforceTest {
    @Test
    void jsforce_works_against_the_fake_org_unchanged() {
        try (FakeSalesforce org = FakeSalesforce.start()) {
            Node.run(
                    "jsforce.test.mjs",
                    Map.of(
                            "ORG_URL", org.url(),
                            "CLIENT_ID", org.clientId(),
                            "CLIENT_SECRET", org.clientSecret(),
                            "USERNAME", org.username(),
                            "PASSWORD", org.password(),
                            "TOKEN", org.token(),
                            "REFRESH_TOKEN", org.refreshToken(),
                            "CODE", org.authorizationCode()));
            assertThat(org.problems()).isEmpty();
            assertThat(org.truth().list())
                    .filteredOn(effect -> effect.kind() == EffectKind.CREATE
                            && "Paging".equals(effect.fields().get("Department")))
                    .as("rows that were made for paging")
                    .hasSize(450);
            assertThat(org.truth().list())
                    .filteredOn(effect -> effect.kind() == EffectKind.DELETE)
                    .as("three contacts, the rows for paging, and two by bulk")
                    .hasSize(455);
        }
    }
}
