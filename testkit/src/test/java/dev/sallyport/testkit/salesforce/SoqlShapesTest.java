package dev.sallyport.testkit.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SoqlShapesTest {
    private static FakeSalesforce fake;
    private static OrgClient client;
    private static String account;
    private static String contact;

    @BeforeAll
    static void fill() {
        fake = FakeSalesforce.start();
        client = new OrgClient(fake);
        account = fake.insert("Account", Map.of("Name", "Acme"));
        fake.insert("Account", Map.of("Name", "Empty"));
        contact = fake.insert("Contact", Map.of("LastName", "Doe", "AccountId", account));
        fake.insert("Contact", Map.of("LastName", "Roe", "AccountId", account));
        fake.insert("Task", Map.of("Subject", "call", "WhoId", contact, "WhatId", account));
        fake.insert("Task", Map.of("Subject", "none"));
        sale("Old", "2024-05-01T10:00:00Z", 100);
        sale("New", "2025-05-01T10:00:00Z", 250);
        sale("Newer", "2025-11-01T23:59:00Z", 300);
    }

    private static void sale(String name, String made, int amount) {
        fake.insert(
                "Opportunity",
                Map.of(
                        "Name", name,
                        "StageName", "Prospecting",
                        "CloseDate", "2026-01-01",
                        "Amount", amount,
                        "CreatedDate", made));
    }

    @AfterAll
    static void close() {
        client.close();
        fake.close();
    }

    @Test
    void children_are_lists_of_their_own_and_null_where_there_are_none() {
        JsonNode records = client.query("SELECT Name, (SELECT LastName FROM Contacts WHERE LastName > 'A' ORDER BY"
                        + " LastName DESC LIMIT 5) FROM Account ORDER BY Name")
                .body()
                .path("records");
        JsonNode children = records.path(0).path("Contacts");
        assertThat(children.path("totalSize").asInt()).isEqualTo(2);
        assertThat(children.path("done").asBoolean()).isTrue();
        assertThat(children.path("records").path(0).path("LastName").asString()).isEqualTo("Roe");
        assertThat(children.path("records")
                        .path(0)
                        .path("attributes")
                        .path("type")
                        .asString())
                .isEqualTo("Contact");
        assertThat(records.path(1).get("Contacts").isNull()).isTrue();
    }

    @Test
    void type_of_shows_what_the_target_has() {
        JsonNode records = client.query("SELECT Subject, TYPEOF What WHEN Account THEN Name, Industry WHEN Opportunity"
                        + " THEN Amount ELSE Id END, TYPEOF Who WHEN Lead THEN Company ELSE Id END"
                        + " FROM Task ORDER BY Subject")
                .body()
                .path("records");
        assertThat(records.path(0).path("What").path("Name").asString()).isEqualTo("Acme");
        assertThat(records.path(0).path("Who").path("Id").asString()).isEqualTo(contact);
        assertThat(records.path(1).get("What").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT CALENDAR_YEAR(CreatedDate) v, SUM(Amount) FROM Opportunity GROUP BY CALENDAR_YEAR(CreatedDate) HAVING SUM(Amount) > 200|2025",
                "SELECT Name v, COUNT(Id) FROM Opportunity GROUP BY Name HAVING COUNT(Id) = 1 AND NOT Name LIKE 'New%'|Old",
                "SELECT Name v, COUNT(Id) FROM Opportunity WHERE CALENDAR_QUARTER(CreatedDate) = 2 GROUP BY Name ORDER BY Name|New,Old",
                "SELECT Name v, COUNT(Id) FROM Opportunity WHERE DAY_ONLY(CreatedDate) = 2025-11-01 GROUP BY Name|Newer",
                "SELECT Name v, COUNT(Id) FROM Opportunity WHERE HOUR_IN_DAY(CreatedDate) = 23 GROUP BY Name|Newer",
                "SELECT MAX(Amount) v FROM Opportunity|300.0",
            })
    void groups_are_by_fields_and_parts_of_dates_and_are_kept_by_having(String soql, String values) {
        OrgClient.Seen seen = client.query(soql);
        assertThat(seen.status()).as(seen.text()).isEqualTo(200);
        List<String> found = new ArrayList<>();
        seen.body().path("records").forEach(record -> found.add(record.path("v").asString()));
        assertThat(found).containsExactly(values.split(","));
    }

    @Test
    void for_view_and_a_header_make_records_recent_and_nothing_else_does() {
        client.query("SELECT Id FROM Contact");
        client.get("sobjects/Contact/" + contact);
        assertThat(client.get("recent").body()).isEmpty();
        client.query("SELECT Id FROM Account WHERE Name = 'Acme' FOR VIEW");
        client.get("sobjects/Contact/" + contact, "Sforce-Mru", "updateMru=true");
        JsonNode recent = client.get("recent?limit=10").body();
        assertThat(recent).hasSize(2);
        assertThat(recent.path(0).path("Id").asString()).isEqualTo(contact);
        assertThat(recent.path(0).path("Name").asString()).isEqualTo("Doe");
        assertThat(client.get("sobjects/Account")
                        .body()
                        .path("recentItems")
                        .path(0)
                        .path("Id")
                        .asString())
                .isEqualTo(account);
    }

    @Test
    void the_scope_mine_is_what_the_caller_owns() {
        assertThat(client.query("SELECT COUNT() FROM Contact USING SCOPE mine")
                        .body()
                        .path("totalSize")
                        .asInt())
                .isEqualTo(2);
        try (OrgClient other = new OrgClient(fake, fake.token(Org.HUMAN))) {
            assertThat(other.query("SELECT COUNT() FROM Contact USING SCOPE mine")
                            .body()
                            .path("totalSize")
                            .asInt())
                    .isZero();
        }
    }
}
