package dev.sallyport.testkit.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SoslTest {
    private static FakeSalesforce fake;
    private static OrgClient client;

    @BeforeAll
    static void fill() {
        fake = FakeSalesforce.builder()
                .user(SalesforceUser.named("blind@sallyport.example").hidden("Contact", "Email"))
                .start();
        client = new OrgClient(fake);
        fake.insert("Contact", Map.of("LastName", "Doe", "FirstName", "Jane", "Email", "jane@acme.example"));
        fake.insert("Contact", Map.of("LastName", "Roe", "FirstName", "Richard", "Title", "Plumber in chief"));
        fake.insert("Contact", Map.of("LastName", "O'Brien", "FirstName", "Pat", "Phone", "+44 20 7946 0018"));
        String gone = fake.insert("Contact", Map.of("LastName", "Gone", "FirstName", "Jane"));
        fake.delete("Contact", gone);
        fake.insert("Lead", Map.of("LastName", "Doering", "Company", "Acme Plumbing"));
        fake.insert("Account", Map.of("Name", "Acme Plumbing Supplies"));
    }

    @AfterAll
    static void close() {
        client.close();
        fake.close();
    }

    private static OrgClient.Seen search(String sosl) {
        return client.get("search?q=" + URLEncoder.encode(sosl, StandardCharsets.UTF_8));
    }

    private static List<String> names(OrgClient.Seen seen) {
        List<String> names = new ArrayList<>();
        for (JsonNode record : seen.body().path("searchRecords")) {
            names.add(record.path("Name").asString());
        }
        return names;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{jane} RETURNING Contact(Name)|Jane Doe",
                "{JANE doe} RETURNING Contact(Name)|Jane Doe",
                "{jane AND roe} RETURNING Contact(Name)|",
                "{doe OR roe} RETURNING Contact(Name)|Jane Doe,Richard Roe",
                "{doe OR (richard AND NOT plumber)} RETURNING Contact(Name)|Jane Doe",
                "{doe*} RETURNING Contact(Name), Lead(Name)|Jane Doe,Doering",
                "{d?e} RETURNING Contact(Name)|Jane Doe",
                "{\"plumber in\"} RETURNING Contact(Name)|Richard Roe",
                "{\"in plumber\"} RETURNING Contact(Name)|",
                "{jane@acme.example} IN EMAIL FIELDS RETURNING Contact(Name)|Jane Doe",
                "{jane} IN NAME FIELDS RETURNING Contact(Name)|Jane Doe",
                "{acme} IN NAME FIELDS RETURNING Contact(Name), Account(Name)|Acme Plumbing Supplies",
                "{7946} IN PHONE FIELDS RETURNING Contact(Name)|Pat O'Brien",
                "{O\\'Brien} RETURNING Contact(Name)|Pat O'Brien",
                "{plumb*} RETURNING Account(Name), Lead(Name WHERE Company = 'Acme Plumbing')|Acme Plumbing Supplies,Doering",
                "{*oe} RETURNING Contact(Name ORDER BY LastName DESC LIMIT 1)|Richard Roe",
                "{*oe} RETURNING Contact(Name ORDER BY LastName LIMIT 1 OFFSET 1)|Richard Roe",
                "{acme} RETURNING Lead(Name), Account(Name) LIMIT 1|Doering",
                "{roe} IN ALL FIELDS RETURNING Contact(Name) UPDATE TRACKING|Richard Roe",
            })
    void a_search_finds_whole_words(String sosl, String names) {
        OrgClient.Seen seen = search("FIND " + sosl);
        assertThat(seen.status()).as(seen.text()).isEqualTo(200);
        assertThat(names(seen)).containsExactlyElementsOf(names == null ? List.of() : List.of(names.split(",")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "FIND {name} IN ALL TYPE RETURNING Account(Name)|MALFORMED_SEARCH|ERROR at Row:1:Column:19 Malformed search token: TYPE",
                "FIND {Marie-Pier}|MALFORMED_SEARCH|ERROR at Row:1:Column:11 line 1:11 mismatched character '-' expecting '}'",
                "FIND name|MALFORMED_SEARCH|No search term found. The search term must be enclosed in braces.",
                "FIND {x}|MALFORMED_SEARCH|search term must be longer than one character: x",
                "FIND {jane|MALFORMED_SEARCH|expecting '}'",
                "FIND {jane AND}|MALFORMED_SEARCH|Malformed search token: <EOF>",
                "FIND {jane} RETURNING|MALFORMED_SEARCH|Malformed search token: <EOF>",
                "FIND {jane} RETURNING Contact(Bacon)|INVALID_FIELD|No such column 'Bacon' on entity 'Contact'.",
                "FIND {jane} RETURNING Foo|INVALID_TYPE|sObject type 'Foo' is not supported.",
                "FIND {jane} WITH SNIPPET|MALFORMED_SEARCH|Malformed search token: WITH",
                "LOOK {jane}|MALFORMED_SEARCH|Malformed search token: LOOK",
            })
    void a_search_that_is_wrong_is_refused_in_the_words_of_the_vendor(String sosl, String code, String message) {
        OrgClient.Seen seen = search(sosl);
        assertThat(seen.status()).isEqualTo(400);
        assertThat(seen.code()).isEqualTo(code);
        assertThat(seen.message().replaceAll("\\s+", " ")).contains(message);
    }

    @Test
    void without_fields_there_are_ids_and_old_versions_have_no_envelope() {
        assertThat(search("FIND {jane} RETURNING Contact")
                        .body()
                        .path("searchRecords")
                        .path(0)
                        .has("Id"))
                .isTrue();
        assertThat(search("FIND {acme}").body().path("searchRecords")).hasSize(3);
        assertThat(client.get("/services/data/v36.0/search/?q=FIND+%7Bacme%7D").body())
                .hasSize(3);
    }

    @Test
    void hidden_fields_are_not_searched() {
        try (OrgClient blind = new OrgClient(fake, fake.token("blind@sallyport.example"))) {
            String sosl = URLEncoder.encode("FIND {acme} RETURNING Contact", StandardCharsets.UTF_8);
            assertThat(blind.get("search?q=" + sosl).body().path("searchRecords"))
                    .isEmpty();
        }
        assertThat(search("FIND {acme} RETURNING Contact").body().path("searchRecords"))
                .hasSize(1);
    }

    @Test
    void parameters_ask_the_same_in_the_query_and_in_a_body() {
        OrgClient.Seen got = client.get("parameterizedSearch/?q=O'Brien&sobject=Contact&fields=Name&defaultLimit=5");
        assertThat(names(got)).containsExactly("Pat O'Brien");
        OrgClient.Seen posted = client.post(
                "parameterizedSearch",
                "{\"q\":\"plumb\",\"in\":\"NAME\",\"fields\":[\"Name\"],\"overallLimit\":5,"
                        + "\"sobjects\":[{\"name\":\"Account\"},{\"name\":\"Lead\",\"fields\":[\"Id\"]}]}");
        assertThat(names(posted)).containsExactly("Acme Plumbing Supplies");
        OrgClient.Seen own =
                client.get("parameterizedSearch?q=plumb&sobject=Account,Lead&fields=Id&Account.fields=Id,Name"
                        + "&Account.limit=1&Account.where=Name+LIKE+'Acme%25'");
        assertThat(names(own)).containsExactly("Acme Plumbing Supplies", "");
        assertThat(client.get("parameterizedSearch").code()).isEqualTo("MISSING_ARGUMENT");
        assertThat(client.get("parameterizedSearch?q=plumb&in=BODY").code()).isEqualTo("INVALID_SEARCH");
    }
}
