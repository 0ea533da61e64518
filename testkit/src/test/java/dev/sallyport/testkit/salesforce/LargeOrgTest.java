package dev.sallyport.testkit.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.Latencies;
import dev.sallyport.testkit.mess.Mess;
import dev.sallyport.testkit.mess.MessyPopulation;
import dev.sallyport.testkit.world.Customer;
import dev.sallyport.testkit.world.Population;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A million contacts cost no more to ask than ten thousand. */
class LargeOrgTest {
    private static final long MILLION = 1_000_000;
    /** Two contacts may share a key, so two questions of a kind differ a little. */
    private static final long MORE = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static FakeSalesforce org(long size) {
        return FakeSalesforce.builder()
                .world(population(size))
                .dailyLimit(1_000_000)
                .journalCapacity(100)
                .start();
    }

    private static MessyPopulation population(long size) {
        return Mess.typical(3).apply(Population.of(3, size));
    }

    @Test
    void a_million_contacts_answer_indexed_questions_as_fast_as_ten_thousand() {
        try (FakeSalesforce small = org(10_000);
                FakeSalesforce large = org(MILLION);
                OrgClient few = new OrgClient(small, PATIENCE);
                OrgClient many = new OrgClient(large, PATIENCE)) {
            for (Map.Entry<String, String> question : questions().entrySet()) {
                double ratio = Latencies.ratio(
                        turn -> ask(few, question.getValue(), turn, 10_000),
                        turn -> ask(many, question.getValue(), turn, MILLION));
                long made = made(small, () -> ask(few, question.getValue(), 7, 10_000));
                assertThat(made(large, () -> ask(many, question.getValue(), 7, MILLION)))
                        .as(question.getKey())
                        .isLessThanOrEqualTo(made + MORE);
                assertThat(ratio).as(question.getKey()).isLessThanOrEqualTo(1.5);
            }
        }
    }

    /** How many records a question makes. */
    private static long made(FakeSalesforce fake, Runnable question) {
        long before = fake.recordsMade();
        question.run();
        return fake.recordsMade() - before;
    }

    private static Map<String, String> questions() {
        return Map.of(
                "by id", "sobjects/Contact/ID",
                "by key", "sobjects/Contact/CustomerNumber__c/KEY",
                "by e-mail", "SELECT Id, Name FROM Contact WHERE Email = 'EMAIL'",
                "by name", "SELECT Id, Email FROM Contact WHERE LastName = 'LAST' AND FirstName = 'FIRST' LIMIT 2",
                "changes", "SELECT Id FROM Contact WHERE LastModifiedDate > WHEN ORDER BY LastModifiedDate LIMIT 50",
                "of an account", "SELECT Id FROM Contact WHERE AccountId = 'ACCOUNT' ORDER BY CreatedDate DESC");
    }

    private static void ask(OrgClient client, String question, int turn, long size) {
        long number = 1 + turn * 7919L % (size - 2);
        number -= number % 2;
        Population people = population(size).population();
        Customer customer = people.customer(number);
        String asked = question.replace("ID", ContactBase.id(number))
                .replace("KEY", customer.id())
                .replace("EMAIL", customer.email())
                .replace("LAST'", customer.lastName() + "'")
                .replace("FIRST", customer.firstName())
                .replace("WHEN", people.timeline().changed(number).toString())
                .replace("ACCOUNT", Ids.of("001", number / 8 + 1));
        OrgClient.Seen seen = asked.startsWith("SELECT") ? client.query(asked) : client.get(asked);
        assertThat(seen.status()).as(asked).isIn(200, 300); // 300: two contacts have this key
    }

    @Test
    void a_page_of_an_indexed_question_makes_no_more_records_than_it_shows() {
        try (FakeSalesforce fake = org(MILLION);
                OrgClient client = new OrgClient(fake, PATIENCE)) {
            String email = population(MILLION).population().customer(777_776).email();
            assertThat(client.column("Email", "SELECT Email FROM Contact WHERE Email = '" + email + "'"))
                    .hasSize(1);
            for (String question : List.of(
                    "SELECT Email FROM Contact WHERE Email = '" + email + "'",
                    "SELECT Id FROM Contact WHERE OwnerId = '" + owner(client) + "' LIMIT 200",
                    "SELECT Id FROM Contact WHERE CreatedDate > 2020-01-01T00:00:00Z ORDER BY CreatedDate LIMIT 200",
                    "SELECT Id FROM Contact WHERE LastModifiedDate > 2020-01-01T00:00:00Z ORDER BY SystemModstamp DESC"
                            + " LIMIT 200",
                    "SELECT Id FROM Contact ORDER BY Id DESC LIMIT 200")) {
                long before = fake.recordsMade();
                assertThat(client.query(question).body().path("records").size())
                        .as(question)
                        .isPositive();
                assertThat(fake.recordsMade() - before).as(question).isLessThanOrEqualTo(450);
            }
        }
    }

    @Test
    void a_million_are_counted_sorted_and_narrowed_by_what_is_indexed() {
        try (FakeSalesforce fake = org(MILLION);
                OrgClient client = new OrgClient(fake, PATIENCE)) {
            String owner = owner(client);
            for (String question : List.of(
                    "SELECT COUNT() FROM Contact",
                    "SELECT COUNT(Id) FROM Contact",
                    "SELECT COUNT() FROM Contact WHERE OwnerId = '" + owner + "'",
                    "SELECT COUNT() FROM Contact WHERE OwnerId IN ('" + owner + "') AND LastModifiedDate >"
                            + " 2020-01-01T00:00:00Z",
                    "SELECT COUNT() FROM Contact WHERE LastModifiedDate > 2020-01-01T00:00:00Z",
                    "SELECT COUNT() FROM Account WHERE OwnerId = '" + owner + "'",
                    "SELECT Id FROM Contact WHERE OwnerId = '" + owner + "' ORDER BY LastModifiedDate DESC LIMIT 200",
                    "SELECT Id FROM Contact WHERE OwnerId = '" + owner + "' AND LastModifiedDate >"
                            + " 2020-01-01T00:00:00Z ORDER BY SystemModstamp LIMIT 200",
                    "SELECT Id FROM Contact WHERE CreatedDate > 2020-01-01T00:00:00Z AND LastModifiedDate >"
                            + " 2021-01-01T00:00:00Z ORDER BY LastModifiedDate LIMIT 200",
                    "SELECT Id FROM Account ORDER BY LastModifiedDate DESC LIMIT 200",
                    "SELECT Id FROM Account ORDER BY CreatedDate LIMIT 200",
                    "SELECT Id FROM Contact ORDER BY LastModifiedDate LIMIT 200 OFFSET 2000")) {
                client.query(question);
                long before = fake.recordsMade();
                OrgClient.Seen seen = client.query(question);
                assertThat(seen.status()).as(question + seen.text()).isEqualTo(200);
                assertThat(seen.body().path("totalSize").asLong()).as(question).isPositive();
                assertThat(fake.recordsMade() - before).as(question).isLessThanOrEqualTo(450);
            }
            for (String query : List.of("query", "queryAll")) {
                OrgClient.Seen page = client.get(query + "?q=SELECT+Id+FROM+Contact+ORDER+BY+SystemModstamp");
                long all = page.body().path("totalSize").asLong();
                String next = page.body().path("nextRecordsUrl").asString();
                OrgClient.Seen last = client.get(next.replaceAll("-\\d+$", "-" + (all - 100)));
                assertThat(last.body().path("records").size()).as(query).isEqualTo(100);
            }
        }
    }

    private static String owner(OrgClient client) {
        return client.column("OwnerId", "SELECT OwnerId FROM Contact LIMIT 1").get(0);
    }

    @Test
    void a_million_contacts_are_counted_and_paged_and_what_no_index_answers_times_out() {
        try (FakeSalesforce fake = org(MILLION);
                OrgClient client = new OrgClient(fake, PATIENCE)) {
            OrgClient.Seen count = client.query("SELECT COUNT() FROM Contact WHERE CreatedDate > 2020-01-01T00:00:00Z");
            assertThat(count.body().path("totalSize").asLong()).isBetween(900_000L, MILLION);
            OrgClient.Seen page = client.query("SELECT Id FROM Contact");
            assertThat(page.body().path("totalSize").asLong()).isEqualTo(MILLION);
            String next = page.body().path("nextRecordsUrl").asString().replaceAll("-\\d+$", "-999900");
            OrgClient.Seen last = client.get(next);
            assertThat(last.body().path("records").size()).isEqualTo(100);
            assertThat(last.body().path("done").asBoolean()).isTrue();

            OrgClient.Seen walk = client.query("SELECT Id FROM Contact WHERE MobilePhone = '5'");
            assertThat(walk.status()).isEqualTo(400);
            assertThat(walk.code()).isEqualTo("QUERY_TIMEOUT");
            assertThat(walk.message()).isEqualTo("Your query request was running for too long.");
            assertThat(client.query("SELECT Id FROM Contact WHERE MailingCity = 'Boston' LIMIT 10")
                            .body()
                            .path("records")
                            .size())
                    .isEqualTo(10);
        }
    }

    @Test
    void what_is_written_is_found_in_its_place_and_gone_after_a_reset() {
        try (FakeSalesforce fake = org(MILLION);
                OrgClient client = new OrgClient(fake, PATIENCE)) {
            String id = ContactBase.id(500_000);
            assertThat(client.patch("sobjects/Contact/" + id, "{\"LastName\":\"Changed\",\"Email\":\"new@x.example\"}")
                            .status())
                    .isEqualTo(204);
            String created =
                    client.post("sobjects/Contact", "{\"LastName\":\"Added\"}").id();

            assertThat(client.column("Id", "SELECT Id FROM Contact WHERE LastName IN ('Changed', 'Added')"))
                    .containsExactly(id, created);
            assertThat(client.column("Id", "SELECT Id FROM Contact ORDER BY LastModifiedDate DESC LIMIT 2"))
                    .containsExactlyInAnyOrder(id, created);
            assertThat(client.column("Id", "SELECT Id FROM Contact ORDER BY Id DESC LIMIT 1"))
                    .containsExactly(created);
            assertThat(client.query("SELECT COUNT() FROM Contact")
                            .body()
                            .path("totalSize")
                            .asLong())
                    .isEqualTo(MILLION + 1);
            fake.reset();
            assertThat(client.column("Id", "SELECT Id FROM Contact WHERE LastName IN ('Changed', 'Added')"))
                    .isEmpty();
        }
    }
}
