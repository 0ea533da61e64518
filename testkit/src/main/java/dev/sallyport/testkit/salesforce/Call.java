package dev.sallyport.testkit.salesforce;

import java.time.Instant;
import java.util.Set;

/**
 * One call of the API on its way through the fake.
 *
 * @param version such as {@code v62.0}, as the client wrote it
 * @param failedItems which items of a batch a fault has fail
 */
record Call(Caller caller, Unit unit, String version, Instant now, Set<Integer> failedItems) {
    private static final int CREATED_IN_UPSERT_REPLY = 46;

    Store store() {
        return unit.store();
    }

    Writes writes() {
        return new Writes(unit, caller, now);
    }

    RecordView view() {
        return new RecordView(store(), caller, version);
    }

    Describe describe() {
        return new Describe(store().schema(), caller, version);
    }

    SObjectType type(String name) {
        return caller.required(store().schema(), name);
    }

    /** Whether an upsert that found its record says so in a body. */
    boolean upsertAnswersWithBody() {
        return versionNumber() >= CREATED_IN_UPSERT_REPLY;
    }

    int versionNumber() {
        return Integer.parseInt(version.substring(1, version.indexOf('.')));
    }
}
