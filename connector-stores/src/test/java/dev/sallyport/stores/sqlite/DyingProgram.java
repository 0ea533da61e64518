package dev.sallyport.stores.sqlite;

import dev.sallyport.effect.Claim;
import dev.sallyport.effect.LedgerEntry.State;
import dev.sallyport.stores.Entries;
import java.nio.file.Path;

/** Claims keys in several threads, settles every second one, and says each thing only when it was done, until killed. */
final class DyingProgram {
    private DyingProgram() {}

    public static void main(String[] arguments) {
        SqliteLedger ledger = SqliteLedger.open(Path.of(arguments[0]));
        for (int i = 0; i < 4; i++) {
            String thread = "thread-" + i + "-";
            new Thread(() -> claim(ledger, thread)).start();
        }
    }

    private static void claim(SqliteLedger ledger, String thread) {
        for (int i = 0; ; i++) {
            String key = thread + i;
            if (ledger.claim(Entries.claimed(key, "dead"), Entries.NOW) instanceof Claim.Granted mine) {
                System.out.println("claimed " + key);
                if (i % 2 == 0) {
                    ledger.settle(mine.entry().settled(State.COMMITTED, null, null, 1, Entries.NOW));
                    System.out.println("settled " + key);
                }
            }
        }
    }
}
