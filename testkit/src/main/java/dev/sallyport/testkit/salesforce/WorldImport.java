package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.mess.CustomerRow;
import dev.sallyport.testkit.mess.MessyPopulation;
import dev.sallyport.testkit.mess.MessyWorld;
import dev.sallyport.testkit.world.Population;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Imports a world's customers: an account for each company that they name, one for the others, and a contact for each row. */
final class WorldImport {
    private final Store store;
    private final Imports imports;

    WorldImport(Store store, String userId, InstantSource clock) {
        this.store = store;
        this.imports = new Imports(store, userId, clock);
    }

    /** Puts a population there: accounts, contacts, and the users who look after them. Nothing of it is made yet. */
    static void moveIn(Store store, String userId, InstantSource clock, MessyPopulation population) {
        Imports imports = new Imports(store, userId, clock);
        List<String> clerks = IntStream.rangeClosed(1, Population.CLERKS)
                .mapToObj(number -> imports.insert("User", clerk(number)).id())
                .toList();
        Movers movers = new Movers(store, userId, WireDates.seconds(clock.instant()), clerks);
        SObjectType account = store.schema().standard("Account");
        SObjectType contact = store.schema().standard("Contact");
        store.table(account).stand(new AccountBase(account, population.population(), movers));
        store.table(contact).stand(new ContactBase(contact, population, movers));
    }

    private static Map<String, Object> clerk(int number) {
        String name = "agent-" + number + "@sallyport.example";
        return Map.of(
                "Username",
                name,
                "Email",
                name,
                "LastName",
                "Agent " + number,
                "Alias",
                "agent" + number,
                "IsActive",
                true,
                "UserType",
                "Standard");
    }

    /** Imports the rows and answers with their record ids by row key. */
    Map<String, String> load(@Nullable MessyWorld world) {
        Map<String, String> ids = new HashMap<>();
        if (world == null) {
            return ids;
        }
        Map<String, String> accounts = new HashMap<>();
        WorldColumns columns = new WorldColumns(store.schema().standard("Contact"));
        for (CustomerRow row : world.rows()) {
            Map<String, @Nullable Object> contact = columns.values(row);
            String company = String.valueOf(row.fields().getOrDefault(CustomerRow.COMPANY, "Retail customers"));
            contact.put(
                    "AccountId",
                    accounts.computeIfAbsent(
                            company,
                            name -> imports.insert("Account", Map.of("Name", name))
                                    .id()));
            ids.put(row.key(), imports.insert("Contact", contact).id());
        }
        world.rows().forEach(row -> follow(row, ids));
        return ids;
    }

    /** A row that was merged away names its winner. */
    private void follow(CustomerRow row, Map<String, String> ids) {
        String winner = ids.get(String.valueOf(row.text(CustomerRow.MERGED_INTO)));
        Row loser = store.row(ids.getOrDefault(row.key(), ""));
        if (winner != null && loser != null) {
            Map<String, @Nullable Object> master = new HashMap<>();
            master.put("MasterRecordId", winner);
            store.table(loser.type()).write(loser, master);
        }
    }
}
