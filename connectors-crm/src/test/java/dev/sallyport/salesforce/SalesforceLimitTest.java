package dev.sallyport.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.crm.Contact;
import dev.sallyport.crm.Crm;
import dev.sallyport.crm.CrmConnector;
import dev.sallyport.error.RetryLaterException;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalesforceLimitTest {
    /** 5 % are left to people; the token costs nothing, connecting five requests. */
    @ParameterizedTest
    @CsvSource({"10, 10", "40, 38", "400, 380"})
    void an_org_with_a_small_limit_is_used_up_to_what_is_left_for_people_and_refuses_nothing(int limit, int usable) {
        try (FakeSalesforce fake = FakeSalesforce.builder().dailyLimit(limit).start()) {
            String id = fake.insert("Contact", Map.of("LastName", "Davis"));
            try (CrmConnector salesforce = Salesforce.connect(
                    Connection.to(fake.url()).auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret())),
                    Safeguards.defaults())) {
                Crm crm = salesforce.under(Grant.to("tester").allow("crm:contact:read"));
                assertThat(reads(crm, id, limit)).isEqualTo(usable - 5);
            }
            assertThat(fake.journal().entries()).allMatch(request -> request.refusedBy() == null);
        }
    }

    private static int reads(Crm crm, String id, int most) {
        for (int reads = 0; reads < most; reads++) {
            try {
                crm.contacts().get(Contact.ref(id));
            } catch (RetryLaterException limited) {
                return reads;
            }
        }
        return most;
    }
}
