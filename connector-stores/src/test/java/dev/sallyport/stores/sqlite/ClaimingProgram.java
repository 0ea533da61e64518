package dev.sallyport.stores.sqlite;

import dev.sallyport.effect.Claim;
import dev.sallyport.stores.Entries;
import dev.sallyport.stores.Together;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/** Claims keys in several threads of a process of its own and prints how many were granted. */
final class ClaimingProgram {
    private static final int THREADS = 8;

    private ClaimingProgram() {}

    public static void main(String[] arguments) throws Exception {
        try (SqliteLedger ledger = SqliteLedger.open(Path.of(arguments[0]))) {
            int keys = Integer.parseInt(arguments[2]);
            List<Callable<Integer>> claimers = Collections.nCopies(THREADS, () -> claim(ledger, arguments[1], keys));
            System.out.println(
                    Together.run(claimers).stream().mapToInt(Integer::intValue).sum());
        }
    }

    private static int claim(SqliteLedger ledger, String owner, int keys) {
        int granted = 0;
        for (int i = 0; i < keys; i++) {
            Claim claim = ledger.claim(Entries.claimed("key-" + i, owner), Entries.NOW);
            granted += claim instanceof Claim.Granted ? 1 : 0;
        }
        return granted;
    }
}
