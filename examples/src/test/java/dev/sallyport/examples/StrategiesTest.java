package dev.sallyport.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Connector;
import dev.sallyport.connect.Credentials;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Strategy;
import dev.sallyport.salesforce.Salesforce;
import dev.sallyport.testkit.salesforce.FakeSalesforce;
import dev.sallyport.testkit.zendesk.FakeZendesk;
import dev.sallyport.zendesk.Zendesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reconciliation is a table in ARCHITECTURE.md and in each connector, and the two say the same. */
class StrategiesTest {
    private static final Map<String, String> ROWS = Map.of(
            "contacts.createAll", "createAll",
            "activities.log", "activities.log(Note)",
            "comments.add", "comments.add(internal)");

    @Test
    void salesforce_with_the_fields_for_intents_recognises_every_write() throws IOException {
        try (FakeSalesforce fake = FakeSalesforce.start();
                Connector salesforce = connect(fake)) {
            assertThat(salesforce.strategies())
                    .containsOnlyKeys(
                            "contacts.create",
                            "contacts.createAll",
                            "contacts.update",
                            "contacts.delete",
                            "companies.create",
                            "companies.update",
                            "activities.log");
            assertThat(salesforce.strategies().values()).noneMatch(Strategy::isNone);
            assertThat(strategy(salesforce, "contacts.update").name()).isEqualTo("marked-set");
            isAsDocumented(salesforce);
        }
    }

    @Test
    void salesforce_without_them_falls_back_and_says_what_is_lacking() throws IOException {
        try (FakeSalesforce fake = FakeSalesforce.builder().withoutIntentField().start();
                Connector salesforce = connect(fake)) {
            assertThat(strategy(salesforce, "activities.log").name()).isEqualTo("stamp-query");
            Strategy none = strategy(salesforce, "contacts.create");
            assertThat(none.isNone()).isTrue();
            assertThat(none.precondition()).contains("Sallyport_Intent__c on Contact");
            assertThat(strategy(salesforce, "companies.update").name()).isEqualTo("conditional-set");
            isAsDocumented(salesforce);
        }
    }

    @Test
    void zendesk_recognises_every_write() throws IOException {
        try (FakeZendesk fake = FakeZendesk.start();
                Connector zendesk = Zendesk.connect(
                        Connection.to(fake.url())
                                .auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret())),
                        Safeguards.defaults())) {
            assertThat(zendesk.strategies())
                    .containsOnlyKeys(
                            "tickets.create",
                            "tickets.update",
                            "tickets.delete",
                            "comments.add",
                            "queues.assign",
                            "statuses.move");
            assertThat(zendesk.strategies().values()).noneMatch(Strategy::isNone);
            isAsDocumented(zendesk);
        }
    }

    private static Strategy strategy(Connector connector, String operation) {
        return connector.strategies().get(operation);
    }

    private static Connector connect(FakeSalesforce fake) {
        return Salesforce.connect(
                Connection.to(fake.url()).auth(Credentials.clientCredentials(fake.clientId(), fake.clientSecret())),
                Safeguards.defaults());
    }

    /** In the row of its method, and in a row of its own that says what it rests on. */
    private static void isAsDocumented(Connector connector) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("..", "ARCHITECTURE.md"));
        connector.strategies().forEach((operation, strategy) -> {
            String name = "`" + strategy.name() + "`";
            String method = ROWS.getOrDefault(operation, operation);
            assertThat(lines)
                    .as("%s by %s", operation, name)
                    .anyMatch(line -> firstCell(line).endsWith(method) && line.contains(name));
            assertThat(lines).as(name).anyMatch(line -> firstCell(line).startsWith(name));
        });
    }

    private static String firstCell(String line) {
        int end = line.indexOf('|', 1);
        return line.startsWith("|") && end > 0 ? line.substring(1, end).strip() : "";
    }
}
