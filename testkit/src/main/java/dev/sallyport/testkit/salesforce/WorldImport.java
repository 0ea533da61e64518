package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.mess.CustomerRow;
import dev.sallyport.testkit.mess.MessyWorld;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Imports a world's customers: one account, and a contact for each row. */
final class WorldImport {
    private static final Map<String, String> FIELDS = fields();

    private final Store store;
    private final Imports imports;

    WorldImport(Store store, String userId, InstantSource clock) {
        this.store = store;
        this.imports = new Imports(store, userId, clock);
    }

    private static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(CustomerRow.FIRST_NAME, "FirstName");
        fields.put(CustomerRow.LAST_NAME, "LastName");
        fields.put(CustomerRow.EMAIL, "Email");
        fields.put(CustomerRow.PHONE, "Phone");
        fields.put(CustomerRow.STREET, "MailingStreet");
        fields.put(CustomerRow.CITY, "MailingCity");
        fields.put(CustomerRow.STATE, "MailingState");
        fields.put(CustomerRow.ZIP, "MailingPostalCode");
        fields.put(CustomerRow.COUNTRY, "MailingCountry");
        fields.put(CustomerRow.DESCRIPTION, "Description");
        fields.put(CustomerRow.CUSTOMER_NUMBER, Schema.CUSTOMER_NUMBER);
        fields.put(CustomerRow.CREATED_AT, "CreatedDate");
        fields.put(CustomerRow.LAST_MODIFIED_AT, "LastModifiedDate");
        return fields;
    }

    /** Imports the rows and answers with their record ids by row key. */
    Map<String, String> load(@Nullable MessyWorld world) {
        Map<String, String> ids = new HashMap<>();
        if (world == null) {
            return ids;
        }
        Row account = imports.insert("Account", Map.of("Name", "Retail customers"));
        for (CustomerRow row : world.rows()) {
            Map<String, @Nullable Object> contact = new HashMap<>();
            FIELDS.forEach((from, to) -> {
                String text = row.text(from);
                if (text != null) {
                    contact.put(to, text);
                }
            });
            contact.put("AccountId", account.id());
            contact.put("IsDeleted", row.deleted());
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
