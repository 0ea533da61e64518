package dev.sallyport.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
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
import dev.sallyport.testkit.salesforce.CustomField;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.spi.Access;
import dev.sallyport.testkit.spi.EffectKind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as done, and what as refused for good. */
class SalesforceDoneTest {
    private static final Grant ALL = Grant.to("tester").allow("crm:*:*");
    private static final Intent ONCE = Intent.keyed("once");
    private final Safeguards brief = Safeguards.builder()
            .attemptTimeout(Duration.ofSeconds(3))
            .deadline(Duration.ofSeconds(3))
            .seed(1)
            .build();

    @ParameterizedTest(name = "the task was deleted: {0}")
    @ValueSource(booleans = {false, true})
    void a_task_that_a_human_added_to_or_deleted_before_it_is_looked_for_is_not_made_again(boolean deleted) {
        FaultRule slow = FaultRule.of(FaultKind.SLOW_REPLY).on(Access.WRITE).delay(Duration.ofSeconds(10));
        try (FakeSalesforce fake = FakeSalesforce.builder()
                        .withoutIntentField()
                        .faults(FaultPlan.of(slow))
                        .start();
                CrmConnector salesforce = connect(fake.url(), fake)) {
            Note note = Note.loose().text("Called.");
            Outcome<Receipt> lost = salesforce.under(ALL).activities().tryLog(note, ONCE);
            assertThat(lost).isInstanceOf(Outcome.Unknown.class);
            String task = fake.ids("Task").get(0);
            if (deleted) {
                fake.delete("Task", task);
            } else {
                String description = (String) fake.record("Task", task).get("Description");
                fake.update("Task", task, Map.of("Description", description + "\nCalls back on Monday."));
            }
            Outcome<Receipt> found = salesforce.under(ALL).activities().tryLog(note, ONCE);
            assertThat(found.isCommitted()).isTrue();
            assertThat(found.orThrow().target().id()).isEqualTo(task);
            assertThat(fake.truth().count(EffectKind.CREATE, "Task")).isEqualTo(1);
        }
    }

    @Test
    void a_value_that_another_record_holds_is_refused_for_good_and_sent_once() {
        try (FakeSalesforce fake = FakeSalesforce.builder()
                        .customField("Contact", CustomField.text("Badge__c", 20).unique())
                        .start();
                CrmConnector salesforce = connect(fake.url(), fake)) {
            fake.insert("Contact", Map.of("LastName", "Holder", "Badge__c", "7"));
            String id = fake.insert("Contact", Map.of("LastName", "Davis"));
            Outcome<Receipt> refused = salesforce
                    .under(ALL)
                    .contacts()
                    .tryUpdate(
                            Contact.ref(id),
                            Changes.of(Contact.LAST_NAME, "Davis").andCustom("Badge__c", "7"),
                            ONCE);
            assertThat(refused).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
                assertThat(rejected.reason().code()).isEqualTo(ErrorCode.INVALID_INPUT);
                assertThat(rejected.reason().failure().attempts()).isOne();
            });
            assertThat(fake.truth().count(EffectKind.UPDATE, "Contact")).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "DELETE"})
    void a_success_that_is_not_the_orgs_own_is_not_taken_for_a_write(String method) throws Exception {
        AtomicInteger swallowed = new AtomicInteger();
        HttpServer between = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        between.createContext("/", exchange -> {
            String answer = "{}";
            if (exchange.getRequestMethod().equals(method)) {
                swallowed.incrementAndGet();
            } else if (exchange.getRequestURI().getPath().endsWith("/token")) {
                answer = "{\"access_token\":\"t\"}";
            } else if (exchange.getRequestURI().getPath().endsWith("/queryAll")) {
                answer = "{\"done\":true,\"records\":[{\"Id\":\"003000000000001AAA\",\"IsDeleted\":false}]}";
            } else if (exchange.getRequestURI().getPath().contains("/sobjects/Contact/003")) {
                answer = "{\"Id\":\"003000000000001AAA\",\"LastName\":\"Davis\","
                        + "\"LastModifiedDate\":\"2020-01-01T00:00:00.000+0000\"}";
            }
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        between.start();
        String address = "http://127.0.0.1:" + between.getAddress().getPort();
        try (FakeSalesforce fake = FakeSalesforce.start();
                CrmConnector salesforce = connect(address, fake)) {
            var contacts = salesforce.under(ALL).contacts();
            Outcome<Receipt> outcome = method.equals("PATCH")
                    ? contacts.tryUpdate(
                            Contact.ref("003000000000001AAA"), Changes.of(Contact.PHONE, "+1 555 0100"), ONCE)
                    : contacts.tryDelete(Contact.ref("003000000000001AAA"), ONCE);
            assertThat(swallowed).hasPositiveValue();
            assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
        } finally {
            between.stop(0);
        }
    }

    private CrmConnector connect(String address, FakeSalesforce fake) {
        Connection connection =
                Connection.to(address).auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret()));
        return Salesforce.connect(connection, brief);
    }
}
