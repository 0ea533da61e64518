package dev.sallyport.testkit.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testkit.mess.CustomerRow;
import dev.sallyport.testkit.mess.DefectKind;
import dev.sallyport.testkit.mess.Label;
import dev.sallyport.testkit.mess.Mess;
import dev.sallyport.testkit.mess.MessyPopulation;
import dev.sallyport.testkit.world.Customer;
import dev.sallyport.testkit.world.Population;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found by calculation is what a walk over all records finds, before and after some of them were written. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PopulatedOrgTest {
    private static final int SIZE = 1_100;
    private static final MessyPopulation MESSY = Mess.everything(5, 0.02).apply(Population.of(5, SIZE));

    private final FakeSalesforce untouched =
            FakeSalesforce.builder().world(MESSY).start();
    private final FakeSalesforce written = FakeSalesforce.builder().world(MESSY).start();

    private final Map<Store, List<Row>> all = new HashMap<>();

    PopulatedOrgTest() {
        for (int number = 0; number < SIZE; number += 41) {
            String id = ContactBase.id(number);
            switch (number % 3) {
                case 0 ->
                    written.update("Contact", id, Map.of("LastName", "Garcia", "Email", "new" + number + "@x.example"));
                case 1 -> written.delete("Contact", id);
                default -> written.update("Contact", id, Map.of("Description", "touched"));
            }
        }
        for (int number = 0; number < 20; number++) {
            written.insert("Contact", Map.of("LastName", number % 2 == 0 ? "Garcia" : "Unheard"));
        }
    }

    @AfterAll
    void close() {
        untouched.close();
        written.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "WHERE LastName = 'garcia'",
                "WHERE LastName = 'Garcia' ORDER BY Id DESC",
                "WHERE LastName = 'Garcia' LIMIT 5",
                "WHERE LastName = 'Garcia' ORDER BY LastModifiedDate LIMIT 7",
                "WHERE FirstName = 'Mei' AND LastName != 'Garcia'",
                "WHERE LastName IN ('Garcia', 'Mei', 'Test') ORDER BY FirstName, Id",
                "WHERE LastName = 'Garcia' OR Email = 'test@test.com'",
                "WHERE NOT LastName = 'Garcia' LIMIT 50",
                "WHERE Email = 'N/A'",
                "WHERE Email = null",
                "WHERE Email LIKE 'old.%'",
                "WHERE CreatedDate > 2018-05-01T00:00:00Z",
                "WHERE CreatedDate > 2018-05-01T00:00:00Z AND CreatedDate <= 2019-05-01T00:00:00Z ORDER BY CreatedDate"
                        + " DESC",
                "WHERE LastModifiedDate >= 2019-01-01T00:00:00Z AND LastModifiedDate < 2020-06-01T00:00:00Z",
                "WHERE SystemModstamp > 2017-01-01T00:00:00Z ORDER BY SystemModstamp",
                "WHERE LastModifiedDate < 2016-06-01T00:00:00Z ORDER BY LastModifiedDate DESC",
                "ORDER BY LastModifiedDate DESC LIMIT 30",
                "ORDER BY LastModifiedDate LIMIT 30 OFFSET 1000",
                "ORDER BY CreatedDate DESC LIMIT 30 OFFSET 3",
                "ORDER BY Email NULLS LAST LIMIT 40",
                "WHERE LastModifiedDate > 2019-06-01T00:00:00Z AND LastName = 'Garcia'",
                "WHERE Id > 'ID1000' ORDER BY Id LIMIT 100",
                "WHERE Id IN ('ID7', 'ID41', 'ID82', 'ID123', 'ID1105')",
                "WHERE AccountId = 'ACCOUNT77'",
                "WHERE Account.Name LIKE 'A%' LIMIT 20",
                "WHERE OwnerId = 'OWNER' AND MailingCity = 'Boston'",
                "WHERE OwnerId = 'OWNER' ORDER BY LastModifiedDate DESC",
                "WHERE OwnerId = 'OWNER' AND LastModifiedDate > 2018-01-01T00:00:00Z ORDER BY SystemModstamp",
                "WHERE OwnerId = 'OWNER' AND CreatedDate > 2018-01-01T00:00:00Z AND LastModifiedDate <"
                        + " 2020-01-01T00:00:00Z ORDER BY CreatedDate DESC",
                "WHERE (OwnerId = 'OWNER' OR CreatedDate < 2017-06-01T00:00:00Z) ORDER BY LastModifiedDate LIMIT 90",
                "WHERE LastName = 'Garcia' AND CreatedDate > 2018-01-01T00:00:00Z ORDER BY LastModifiedDate",
                "WHERE Name = 'NAME100'",
                "WHERE CustomerNumber__c = 'KEY100' OR CustomerNumber__c = 'KEY101'",
                "WHERE Email IN ('EMAIL100', 'EMAIL101', 'EMAIL102')",
                "WHERE CreatedDate = LAST_N_DAYS:4000 AND CreatedDate != null ORDER BY Id LIMIT 20",
                "WHERE AccountId IN (SELECT Id FROM Account WHERE Name LIKE 'B%')",
                "WHERE MasterRecordId != null"
            })
    void an_index_finds_what_a_walk_finds(String clauses) {
        for (FakeSalesforce fake : List.of(untouched, written)) {
            for (boolean withDeleted : List.of(false, true)) {
                String text = "SELECT Id FROM Contact " + filled(clauses, fake);
                List<String> found = fake.withOrg(store -> ids(runner(store, withDeleted), text));
                List<String> walked = fake.withOrg(store -> walked(runner(store, withDeleted), text));
                assertThat(found).as(text).isEqualTo(walked);
            }
        }
    }

    private static String filled(String clauses, FakeSalesforce fake) {
        String text = clauses.replace(
                "OWNER",
                fake.withOrg(store -> String.valueOf(
                        store.table(store.schema().standard("Contact")).at(9).text("OwnerId"))));
        for (int number : new int[] {1105, 1000, 123, 100, 101, 102, 82, 77, 41, 7}) {
            CustomerRow row = MESSY.row(Math.min(number, SIZE - 1));
            text = text.replace("'ID" + number + "'", "'" + ContactBase.id(number) + "'")
                    .replace("'ACCOUNT" + number + "'", "'" + Ids.of("001", number + 1) + "'")
                    .replace(
                            "'KEY" + number + "'",
                            "'" + MESSY.population().customer(number % SIZE).id() + "'")
                    .replace(
                            "'EMAIL" + number + "'",
                            "'" + MESSY.population().customer(number % SIZE).email() + "'")
                    .replace("'NAME" + number + "'", "'" + row.truth().fullName() + "'");
        }
        return text;
    }

    private static SoqlRunner runner(Store store, boolean withDeleted) {
        Caller caller = new Caller(
                store.table(store.schema().standard("User"))
                        .all()
                        .iterator()
                        .next()
                        .id(),
                SalesforceUser.named("anybody@sallyport.example"));
        return new SoqlRunner(store, caller, Instant.parse("2026-01-01T00:00:00Z"), withDeleted);
    }

    private static List<String> ids(SoqlRunner runner, String text) {
        Soql query = SoqlParser.parse(text);
        return runner.rows(query, runner.type(query)).stream().map(Row::id).toList();
    }

    private static List<Row> contacts(Store store) {
        return store.table(store.schema().standard("Contact")).all().toList();
    }

    private List<String> walked(SoqlRunner runner, String text) {
        Soql query = SoqlParser.parse(text);
        SObjectType type = runner.type(query);
        List<Row> rows = new ArrayList<>(all.computeIfAbsent(runner.store(), PopulatedOrgTest::contacts).stream()
                .filter(runner.test(query, type))
                .toList());
        Comparator<Row> order = runner.order(query, type);
        if (order != null) {
            rows.sort(order);
        }
        return SoqlRunner.cut(query, rows).stream().map(Row::id).toList();
    }

    @Test
    void a_search_finds_by_name_and_by_address() {
        for (long number = 100; number < 103; number++) {
            Customer customer = MESSY.population().customer(number);
            assertThat(searched("{" + customer.lastName() + "} IN NAME FIELDS"))
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(
                            having(List.of("Name", "FirstName", "LastName"), customer.lastName()));
            assertThat(searched("{" + customer.email() + "} IN EMAIL FIELDS"))
                    .containsExactlyInAnyOrderElementsOf(having(List.of("Email"), customer.email()));
        }
    }

    private List<String> searched(String find) {
        try (OrgClient client = new OrgClient(written, Duration.ofMinutes(1))) {
            String sosl = URLEncoder.encode("FIND " + find + " RETURNING Contact(Id)", StandardCharsets.UTF_8);
            List<String> ids = new ArrayList<>();
            client.get("search?q=" + sosl)
                    .body()
                    .path("searchRecords")
                    .forEach(row -> ids.add(row.path("Id").asString()));
            return ids;
        }
    }

    private List<String> having(List<String> fields, String text) {
        List<String> words = SearchTerms.words(text);
        return written.withOrg(store -> store.table(store.schema().standard("Contact"))
                .all()
                .filter(row -> !row.isDeleted())
                .filter(row -> fields.stream()
                        .anyMatch(field ->
                                Collections.indexOfSubList(SearchTerms.words(String.valueOf(row.text(field))), words)
                                        >= 0))
                .map(Row::id)
                .toList());
    }

    @Test
    void each_defect_is_on_the_wire_where_its_label_says() {
        try (FakeSalesforce faithful = FakeSalesforce.builder()
                .world(Mess.none().apply(MESSY.population()))
                .start()) {
            Set<DefectKind> kinds = EnumSet.noneOf(DefectKind.class);
            untouched.labels().forEach(label -> {
                kinds.add(label.kind());
                long number = Ids.number(label.record()) - 1;
                boolean copy = MESSY.row(number).key().endsWith("~2");
                if (!copy && !label.field().equals(Label.WHOLE_RECORD)) {
                    assertThat(untouched.record("Contact", label.record()).get(label.field()))
                            .as(label.toString())
                            .isNotEqualTo(
                                    faithful.record("Contact", label.record()).get(label.field()));
                }
            });
            assertThat(kinds).hasSizeGreaterThanOrEqualTo(45);
            assertThat(faithful.labels()).isEmpty();
            assertThat(untouched.canaries()).containsExactly(Mess.canary());
            assertThat(faithful.canaries()).isEmpty();
        }
    }

    @Test
    void a_record_that_was_written_and_undone_is_as_before() {
        Map<String, Object> before = untouched.record("Contact", ContactBase.id(12));
        assertThatThrownBy(() -> untouched.update("Contact", ContactBase.id(12), Map.of("NoSuchField", 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(untouched.record("Contact", ContactBase.id(12))).isEqualTo(before);
    }
}
