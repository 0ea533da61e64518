package dev.sallyport.stores.postgresql;

import dev.sallyport.Secret;
import dev.sallyport.effect.Claim;
import dev.sallyport.effect.LedgerEntry.State;
import dev.sallyport.stores.Entries;

/** Claims keys in a process of its own, settles what it was granted, and prints how many it was granted. */
final class ClaimingProgram {
    private ClaimingProgram() {}

    public static void main(String[] arguments) {
        int granted = 0;
        try (PostgreSqlLedger ledger = PostgreSqlLedger.at(arguments[0])
                .user("postgres", Secret.of("postgres"))
                .schema(arguments[1])
                .createIfMissing()
                .open()) {
            for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
                Claim claim = ledger.claim(Entries.claimed("key-" + i, arguments[2]), Entries.NOW);
                if (claim instanceof Claim.Granted mine) {
                    granted++;
                    ledger.settle(mine.entry().settled(State.COMMITTED, null, null, 1, Entries.NOW));
                }
            }
        }
        System.out.println(granted);
    }
}
