package dev.sallyport.stores;

import dev.sallyport.effect.Attribution;
import dev.sallyport.effect.LedgerEntry;
import dev.sallyport.effect.LedgerEntry.State;
import java.time.Instant;
import java.util.Map;

/** Entries as the pipeline would propose them. */
public final class Entries {
    /** When they are claimed; the lease is 60 seconds. Stores keep every digit that a clock can show. */
    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

    public static final String TENANT = "crm/acme";

    private Entries() {}

    public static LedgerEntry claimed(String key, String owner) {
        return entry(key, owner, Map.of("email", "h1", "phone", "h2"));
    }

    public static LedgerEntry entry(String key, String owner, Map<String, String> hashes) {
        return entry(key, owner, hashes, NOW, NOW.plusSeconds(60));
    }

    public static LedgerEntry claimedAt(Instant claimedAt, String key) {
        return entry(key, "me", Map.of("email", "h1"), claimedAt, NOW.plusSeconds(60));
    }

    private static LedgerEntry entry(
            String key, String owner, Map<String, String> hashes, Instant claimedAt, Instant leaseUntil) {
        return new LedgerEntry(
                key,
                TENANT,
                "contacts.create",
                "sp-" + key,
                null,
                hashes,
                State.CLAIMED,
                owner,
                leaseUntil,
                claimedAt,
                null,
                null,
                0,
                Attribution.OURS);
    }
}
