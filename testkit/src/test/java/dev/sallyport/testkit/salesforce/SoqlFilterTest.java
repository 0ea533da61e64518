package dev.sallyport.testkit.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoqlFilterTest {
    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");

    /** How many of 100 contacts are looked at; -1 for a walk over all. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Email = '7@B.EXAMPLE'|1",
                "LastName = 'N7'|1",
                "CustomerNumber__c IN ('c1', 'c2', 'none')|2",
                "AccountId = '0015e0000000001AAA'|100",
                "AccountId = '0015e0000000001AAA' AND Email = '7@b.example'|1",
                "Email = '7@b.example' OR LastName = 'n8'|2",
                "Email = '7@b.example' OR Phone = '1'|-1",
                "Email != '7@b.example'|-1",
                "Email = null|-1",
                "(NOT Email = '7@b.example')|-1",
                "Phone = '1'|-1"
            })
    void only_the_rows_behind_an_index_are_looked_at(String condition, int looked) {
        Org org = new Org(List.of(SalesforceUser.named(Org.ADMIN)));
        Store store = new Store(new Schema(Map.of("Contact", List.of(Schema.customerNumber()))));
        org.moveIn(store, NOW);
        Caller caller = org.caller(Org.ADMIN);
        Imports imports = new Imports(store, caller.userId(), () -> NOW);
        String account = imports.insert("Account", Map.of("Name", "Acme")).id();
        for (int i = 0; i < 100; i++) {
            imports.insert(
                    "Contact",
                    Map.of(
                            "LastName",
                            "n" + i,
                            "Email",
                            i + "@b.example",
                            "CustomerNumber__c",
                            "c" + i,
                            "AccountId",
                            account));
        }
        Soql query = SoqlParser.parse("SELECT Id FROM Contact WHERE " + condition);
        SoqlRunner runner = new SoqlRunner(store, caller, NOW, false);
        Set<Row> candidates =
                new SoqlFilter(query, store.schema().standard("Contact"), runner).candidates(query.where());
        assertThat(candidates == null ? -1 : candidates.size()).isEqualTo(looked);
    }
}
