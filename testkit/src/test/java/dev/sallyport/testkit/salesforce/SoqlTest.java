package dev.sallyport.testkit.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SoqlTest {
    private static FakeSalesforce fake;
    private static OrgClient client;

    /** Ann (Acme, today), bob (no account, Saturday), O'Neil (Acme, last year), 50% (2020) and a nameless one. */
    @BeforeAll
    static void fill() {
        fake = FakeSalesforce.builder()
                .clock(() -> Instant.parse("2026-03-04T12:00:00Z"))
                .start();
        client = new OrgClient(fake);
        String acme = fake.insert("Account", Map.of("Name", "Acme"));
        fake.insert("Account", Map.of("Name", "Empty", "AnnualRevenue", 10, "NumberOfEmployees", 3));
        contact("Ann", "ann@acme.example", "2026-03-04T08:00:00Z", Map.of("AccountId", acme, "DoNotCall", true));
        contact("bob", "BOB@acme.example", "2026-02-28T08:00:00Z", Map.of("Birthdate", "1990-01-31"));
        contact("O'Neil", "o_neil@acme.example", "2025-12-31T23:59:59Z", Map.of("AccountId", acme));
        contact("50%", "", "2020-01-01T00:00:00Z", Map.of("Description", "long text"));
        fake.insert("Contact", Map.of("FirstName", "Nameless", "CreatedDate", "2020-01-01T00:00:00Z"));
        fake.insert("Contact", Map.of("LastName", "Gone", "IsDeleted", true));
    }

    private static void contact(String name, String email, String created, Map<String, Object> more) {
        Map<String, Object> fields = new HashMap<>(more);
        fields.putAll(Map.of("LastName", name, "Email", email, "CreatedDate", created));
        fake.insert("Contact", fields);
    }

    @AfterAll
    static void close() {
        client.close();
        fake.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "LastName = 'ANN'|Ann",
                "LastName = 'O\\'Neil'|O'Neil",
                "LastName != 'Ann' ORDER BY LastName|null,50%,bob,O'Neil",
                "LastName = null|null",
                "LastName <> null ORDER BY LastName DESC|O'Neil,bob,Ann,50%",
                "LastName > 'b' ORDER BY LastName|bob,O'Neil",
                "LastName LIKE 'o%'|O'Neil",
                "LastName LIKE '_ob'|bob",
                "LastName LIKE '%\\%'|50%",
                "Email LIKE 'o\\_%'|O'Neil",
                "(NOT LastName LIKE '%n%') ORDER BY LastName|null,50%,bob",
                "Email = 'bob@ACME.example'|bob",
                "LastName IN ('Ann', 'bob', 'nobody') ORDER BY Id|Ann,bob",
                "LastName NOT IN ('Ann', 'bob') ORDER BY Id|O'Neil,50%,null",
                "LastName = 'Ann' OR Email = 'bob@acme.example' ORDER BY Id DESC|bob,Ann",
                "(LastName = 'Ann' OR LastName = 'bob') AND DoNotCall = true|Ann",
                "DoNotCall = false AND LastName = 'bob'|bob",
                "Birthdate = 1990-01-31|bob",
                "Birthdate < 1990-01-31|",
                "CreatedDate = TODAY|Ann",
                "CreatedDate = LAST_N_DAYS:7 ORDER BY Id|Ann,bob",
                "CreatedDate = THIS_WEEK|Ann",
                "CreatedDate = LAST_WEEK|bob",
                "CreatedDate = LAST_YEAR|O'Neil",
                "CreatedDate = LAST_FISCAL_YEAR|O'Neil",
                "CreatedDate = THIS_FISCAL_QUARTER ORDER BY Id|Ann,bob",
                "CreatedDate = LAST_N_FISCAL_QUARTERS:1|O'Neil",
                "CreatedDate = N_MONTHS_AGO:1|bob",
                "CreatedDate = N_WEEKS_AGO:1|bob",
                "CreatedDate = N_FISCAL_YEARS_AGO:6 ORDER BY Id|50%,null",
                "CreatedDate = N_DAYS_AGO:4|bob",
                "CreatedDate < LAST_YEAR ORDER BY Id|50%,null",
                "CreatedDate >= 2026-02-28T09:00:00%2B01:00 ORDER BY Id|Ann,bob",
                "CreatedDate > 2026-02-28T08:00:00Z|Ann",
                "Account.Name = 'acme' ORDER BY Id|Ann,O'Neil",
                "Account.Name = null AND LastName LIKE 'b%'|bob",
                "AccountId IN (SELECT Id FROM Account WHERE Name = 'Acme') ORDER BY Id|Ann,O'Neil",
                "AccountId NOT IN (SELECT Id FROM Account) AND LastName != null ORDER BY Id|bob,50%",
                "Owner.Name = 'Integration' AND LastName = 'Ann'|Ann",
                "Contact.LastName = 'Ann'|Ann",
                "LastName != null ORDER BY DoNotCall DESC, LastName DESC LIMIT 2 OFFSET 1|O'Neil,bob",
                "Id != null ORDER BY Email NULLS LAST, LastName LIMIT 4|Ann,bob,O'Neil,null",
            })
    void a_condition_finds_its_rows(String condition, String names) {
        assertThat(client.column("LastName", "SELECT LastName FROM Contact WHERE " + condition.replace("%2B", "+")))
                .containsExactlyElementsOf(names == null ? List.of() : List.of(names.split(",")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELEKT Id FROM Contact|MALFORMED_QUERY|unexpected token: SELEKT",
                "SELECT Id FROM Contact WHERE|MALFORMED_QUERY|unexpected token: <EOF>",
                "SELECT Id FROM Contact WHERE LastName = Ann|MALFORMED_QUERY|unexpected token: Ann",
                "SELECT Id FROM Contact WHERE Id = null AND Id = null OR Id = null|MALFORMED_QUERY|unexpected token: OR",
                "SELECT Id FROM Contact WHERE LastName = 'x|MALFORMED_QUERY|expecting",
                "SELECT Id FROM Contact LIMIT x|MALFORMED_QUERY|unexpected token: x",
                "SELECT Id, (SELECT Id FROM Foos) FROM Contact|INVALID_TYPE|Didn't understand relationship 'Foos' in FROM",
                "SELECT Id, (SELECT Bacon FROM Tasks) FROM Contact|INVALID_FIELD|No such column 'Bacon' on entity 'Task'",
                "SELECT LastName x FROM Contact|MALFORMED_QUERY|only aggregate expressions use field aliasing",
                "SELECT Id FROM Contact ALL ROWS|MALFORMED_QUERY|ALL ROWS not allowed in this context",
                "SELECT Id FROM Contact USING SCOPE team|MALFORMED_QUERY|Invalid scope: team",
                "SELECT TYPEOF Account WHEN Account THEN Name END FROM Contact|INVALID_FIELD|only be used on a polymorphic",
                "SELECT CALENDAR_YEAR(LastName), COUNT(Id) FROM Contact GROUP BY CALENDAR_YEAR(LastName)|MALFORMED_QUERY|used in function",
                "SELECT CALENDAR_YEAR(CreatedDate) FROM Contact|MALFORMED_QUERY|must be grouped or aggregated",
                "SELECT Id FROM Contact WITH SECURITY_ENFORCED|MALFORMED_QUERY|unexpected token: WITH",
                "SELECT Bacon__c FROM Account|INVALID_FIELD|No such column 'Bacon__c' on entity 'Account'. If you are",
                "SELECT Id FROM Foo|INVALID_TYPE|sObject type 'Foo' is not supported.",
                "SELECT Foo.Name FROM Contact|INVALID_FIELD|Didn't understand relationship 'Foo' in field path.",
                "SELECT Id FROM Contact WHERE Description = 'x'|INVALID_FIELD|field 'Description' can not be filtered in a query call",
                "SELECT Id FROM Contact ORDER BY Description|INVALID_FIELD|field 'Description' can not be sorted in a query call",
                "SELECT Id FROM Contact WHERE LastName = 5|INVALID_FIELD|must be of type string and should be enclosed in quotes",
                "SELECT Id FROM Contact WHERE CreatedDate = 'x'|INVALID_FIELD|of type dateTime and should not be enclosed in quotes",
                "SELECT Id FROM Contact WHERE LastName INCLUDES ('x')|INVALID_FIELD|invalid operator on string field",
                "SELECT Id FROM Contact WHERE Id = 'x'|INVALID_QUERY_FILTER_OPERATOR|invalid ID field: x",
                "SELECT FIELDS(ALL) FROM Contact|MALFORMED_QUERY|must have a LIMIT of at most 200",
                "SELECT Id FROM Contact LIMIT 1 OFFSET 2001|NUMBER_OUTSIDE_VALID_RANGE|Maximum SOQL offset allowed is 2000",
                "SELECT LastName, COUNT(Id) FROM Contact|MALFORMED_QUERY|Field must be grouped or aggregated: LastName",
                "SELECT COUNT(Id) FROM Contact ORDER BY LastName|MALFORMED_QUERY|Ordered field must be grouped or aggregated: LastName",
                "SELECT COUNT(Id) FROM Contact GROUP BY LastName HAVING Email = 'x'|MALFORMED_QUERY|Field must be grouped or aggregated: Email",
                "SELECT COUNT() FROM Contact ORDER BY LastName|MALFORMED_QUERY|COUNT() cannot be used with",
                "SELECT COUNT() FROM Contact GROUP BY LastName|MALFORMED_QUERY|COUNT() cannot be used with",
                "SELECT Id, LastName, id FROM Contact|MALFORMED_QUERY|duplicate field selected: Id",
                "SELECT FIELDS(STANDARD), Account.Name, Email FROM Contact|MALFORMED_QUERY|duplicate field selected: Email",
                "SELECT Id FROM Contact WHERE CreatedDate = LAST_FISCAL_WEEK|MALFORMED_QUERY|unexpected token: LAST_FISCAL_WEEK",
                "SELECT Id FROM Group|INVALID_TYPE|sObject type 'Group' is not supported.",
                "SELECT Id FROM Contact WHERE Id IN (SELECT Id FROM Contact)|MALFORMED_QUERY|should not be on the same object type",
                "SELECT Id FROM Contact WHERE LastName IN (SELECT Name FROM Account)|MALFORMED_QUERY|should be an id field, cannot use: 'LastName'",
                "SELECT Id FROM Contact WHERE AccountId IN (SELECT Name FROM Account)|MALFORMED_QUERY|should point to the same object type",
                "SELECT Id FROM Contact WHERE Id != null OR AccountId IN (SELECT Id FROM Account)|MALFORMED_QUERY|not allowed with the 'OR' operator",
                "SELECT Id FROM Contact WHERE AccountId IN (SELECT Id FROM Account LIMIT 1)|MALFORMED_QUERY|are not allowed in semi join sub-selects",
                "SELECT Id FROM Contact WHERE AccountId IN (SELECT Id FROM Account WHERE OwnerId IN (SELECT Id FROM User))|MALFORMED_QUERY|Nesting of semi join",
                "SELECT Id FROM Contact WHERE AccountId IN (SELECT Id FROM Account) AND OwnerId IN (SELECT Id FROM User) AND CreatedById IN (SELECT Id FROM User)|MALFORMED_QUERY|maximum 2 semi join",
            })
    void a_query_that_is_wrong_is_refused_in_the_words_of_the_vendor(String soql, String code, String message) {
        OrgClient.Seen refused = client.query(soql);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.message()).contains(message);
    }

    @Test
    void an_error_points_at_its_column() {
        assertThat(client.query("SELECT Bacon__c FROM Account").message())
                .startsWith("\nSELECT Bacon__c FROM Account\n       ^\nERROR at Row:1:Column:8\nNo such column");
    }

    @Test
    void a_query_of_deep_parentheses_is_refused() {
        OrgClient.Seen refused = client.query("SELECT Id FROM Contact WHERE " + "(".repeat(2_000));
        assertThat(refused.code()).isEqualTo("QUERY_TOO_COMPLICATED");
    }

    @Test
    void parents_are_nested_and_null_where_there_is_none() {
        JsonNode rows = client.query(
                        "SELECT LastName, Account.Name, Account.Id FROM Contact WHERE LastName IN ('Ann','bob') ORDER BY Id")
                .body()
                .path("records");
        assertThat(rows.path(0).path("Account").propertyNames()).containsExactly("attributes", "Name", "Id");
        assertThat(rows.path(1).path("Account").isNull()).isTrue();
    }

    @Test
    void a_task_says_what_kind_of_record_it_hangs_on() {
        String ann = client.column("Id", "SELECT Id FROM Contact WHERE LastName = 'Ann'")
                .get(0);
        fake.insert("Task", Map.of("Subject", "Hello", "WhoId", ann));
        JsonNode who = client.query("SELECT Who.Name, Who.Type, What.Name FROM Task WHERE Who.Type = 'Contact'")
                .body()
                .path("records")
                .path(0);
        assertThat(who.path("Who").path("Name").asString()).isEqualTo("Ann");
        assertThat(who.path("Who").path("Type").asString()).isEqualTo("Contact");
        assertThat(who.path("What").isNull()).isTrue();
    }

    @Test
    void counts_and_groups_answer_as_aggregates() {
        JsonNode count = client.query("SELECT COUNT() FROM Contact").body();
        assertThat(count.path("totalSize").asInt()).isEqualTo(5);
        assertThat(count.path("records")).isEmpty();

        JsonNode groups = client.query(
                        "SELECT AccountId, COUNT(Id) n, MIN(LastName), COUNT_DISTINCT(DoNotCall) FROM Contact"
                                + " GROUP BY AccountId ORDER BY COUNT(Id) DESC")
                .body()
                .path("records");
        assertThat(groups).hasSize(2);
        assertThat(groups.path(0).path("attributes").toString()).isEqualTo("{\"type\":\"AggregateResult\"}");
        assertThat(groups.path(0).path("AccountId").isNull()).isTrue();
        assertThat(groups.path(0).path("n").asInt()).isEqualTo(3);
        assertThat(groups.path(1).path("expr0").asString()).isEqualTo("Ann");
        assertThat(groups.path(1).path("expr1").asInt()).isEqualTo(2);
        assertThat(client.query("SELECT SUM(AnnualRevenue), AVG(NumberOfEmployees) FROM Account")
                        .text())
                .contains("\"expr0\":10.0,\"expr1\":3.0");
    }

    @Test
    void fields_all_is_every_field_that_is_seen() {
        JsonNode row = client.query("SELECT FIELDS(ALL) FROM Contact LIMIT 1")
                .body()
                .path("records")
                .path(0);
        assertThat(row.has("Sallyport_Intent__c")).isTrue();
        assertThat(client.query("SELECT FIELDS(CUSTOM) FROM Contact LIMIT 1")
                        .body()
                        .path("records")
                        .path(0)
                        .propertyNames())
                .containsExactly("attributes", "CustomerNumber__c", "Sallyport_Intent__c", "Sallyport_Updates__c");
    }

    @Test
    void pages_follow_each_other_until_the_end_and_the_eleventh_cursor_closes_the_first() {
        try (FakeSalesforce org = FakeSalesforce.builder().pageSize(2).start();
                OrgClient caller = new OrgClient(org)) {
            List<String> made = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                made.add(org.insert("Contact", Map.of("LastName", "c" + i)));
            }
            List<String> seen = new ArrayList<>();
            JsonNode page = caller.query("SELECT Id FROM Contact ORDER BY Id").body();
            String first = page.path("nextRecordsUrl").asString();
            assertThat(first).matches("/services/data/v62\\.0/query/01g\\w{15}-2");
            page.path("records").forEach(row -> seen.add(row.path("Id").asString()));
            while (!page.path("done").booleanValue()) {
                assertThat(page.path("totalSize").asInt()).isEqualTo(5);
                page = caller.get(page.path("nextRecordsUrl").asString()).body();
                page.path("records").forEach(row -> seen.add(row.path("Id").asString()));
            }
            assertThat(page.has("nextRecordsUrl")).isFalse();
            assertThat(seen).isEqualTo(made);
            for (int i = 0; i < 9; i++) {
                caller.query("SELECT Id FROM Contact ORDER BY Id");
            }
            assertThat(caller.get(first).status()).isEqualTo(200);
            caller.query("SELECT Id FROM Contact ORDER BY Id");
            assertThat(caller.get(first).code()).isEqualTo("INVALID_QUERY_LOCATOR");
        }
    }

    @Test
    void the_batch_size_is_kept_between_200_and_2000() {
        try (FakeSalesforce org = FakeSalesforce.start();
                OrgClient caller = new OrgClient(org)) {
            for (int i = 0; i < 250; i++) {
                org.insert("Account", Map.of("Name", "a" + i));
            }
            assertThat(caller.query("SELECT Id FROM Account", "Sforce-Query-Options", "batchSize=7")
                            .body()
                            .path("records"))
                    .hasSize(200);
            assertThat(caller.query("SELECT Id FROM Account").body().path("records"))
                    .hasSize(250);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Likes__c INCLUDES ('tea')|0,2",
                "Likes__c INCLUDES ('TEA;milk')|2",
                "Likes__c INCLUDES ('coffee', 'milk')|1,2",
                "Likes__c EXCLUDES ('tea')|1,3",
                "Likes__c = null|3"
            })
    void several_picks_are_searched_by_what_they_include(String condition, String names) {
        CustomField likes = CustomField.multiPicklist("Likes__c", "tea", "coffee", "milk");
        try (FakeSalesforce org =
                        FakeSalesforce.builder().customField("Lead", likes).start();
                OrgClient caller = new OrgClient(org)) {
            List<String> picks = List.of("tea", "coffee", "milk;tea", "");
            for (int i = 0; i < picks.size(); i++) {
                String pick = picks.get(i);
                assertThat(caller.post(
                                        "sobjects/Lead",
                                        "{\"LastName\":\"" + i + "\",\"Company\":\"c\",\"Likes__c\":\"" + pick + "\"}")
                                .status())
                        .isEqualTo(201);
            }
            assertThat(caller.column("LastName", "SELECT LastName FROM Lead WHERE " + condition + " ORDER BY LastName"))
                    .containsExactly(names.split(","));
            assertThat(caller.post("sobjects/Lead", "{\"LastName\":\"x\",\"Company\":\"c\",\"Likes__c\":\"tea;rum\"}")
                            .code())
                    .isEqualTo("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
        }
    }
}
