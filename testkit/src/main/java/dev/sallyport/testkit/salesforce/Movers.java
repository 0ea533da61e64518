package dev.sallyport.testkit.salesforce;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Moves a population in: it knows whom the records belong to and fills them as an import does.
 *
 * @param clerks the ids of the users who look after the customers
 */
record Movers(Store store, String userId, Instant now, List<String> clerks) {
    Movers {
        clerks = List.copyOf(clerks);
    }

    String clerk(int number) {
        return clerks.get(number);
    }

    /** -1 for somebody else. */
    int clerkNumber(String id) {
        return clerks.indexOf(id);
    }

    String accountId(long company) {
        return Ids.of("001", company + 1);
    }

    Row row(SObjectType type, String id, Map<String, @Nullable Object> values) {
        Row row = new Row(type, id);
        new NewRow(store, row, userId, now).fill(values);
        row.set("SystemModstamp", row.get("LastModifiedDate"));
        return row;
    }
}
