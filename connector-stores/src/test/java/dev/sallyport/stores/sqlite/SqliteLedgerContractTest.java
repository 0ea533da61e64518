package dev.sallyport.stores.sqlite;

import dev.sallyport.effect.Ledger;
import dev.sallyport.stores.LedgerContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerContractTest extends LedgerContract {
    @TempDir
    Path folder;

    @Override
    protected Ledger open() {
        return SqliteLedger.open(folder.resolve("ledger.db"));
    }
}
