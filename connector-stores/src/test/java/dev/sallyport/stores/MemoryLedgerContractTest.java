package dev.sallyport.stores;

import dev.sallyport.effect.Ledger;

class MemoryLedgerContractTest extends LedgerContract {
    @Override
    protected Ledger open() {
        return Ledger.inMemory();
    }
}
