package dev.sallyport.stores.sqlite;

import dev.sallyport.effect.Claim;
import dev.sallyport.stores.Entries;
import java.nio.file.Path;
import java.time.Instant;

/** Claims keys in a process of its own and prints how many were granted. */
final class ClaimingProgram {
    private ClaimingProgram() {}

    public static void main(String[] arguments) {
        int granted = 0;
        try (SqliteLedger ledger = SqliteLedger.open(Path.of(arguments[0]))) {
            for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
                Claim claim = ledger.claim(Entries.claimed("key-" + i, arguments[1]), Instant.EPOCH);
                granted += claim instanceof Claim.Granted ? 1 : 0;
            }
        }
        System.out.println(granted);
    }
}
