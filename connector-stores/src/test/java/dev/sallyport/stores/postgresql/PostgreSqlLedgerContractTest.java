package dev.sallyport.stores.postgresql;

import dev.sallyport.effect.Ledger;
import dev.sallyport.stores.LedgerContract;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

class PostgreSqlLedgerContractTest extends LedgerContract {
    private final String schema = RealPostgreSql.newSchema();

    @Override
    protected Ledger open() {
        RealPostgreSql.run(
                "CREATE TABLE clock_of_" + schema + " (micros bigint)",
                "INSERT INTO clock_of_" + schema + " VALUES (0)");
        return RealPostgreSql.ledger(schema)
                .clock("(SELECT micros FROM clock_of_" + schema + ")")
                .open();
    }

    @Override
    protected void storeShows(Instant time) {
        RealPostgreSql.run(
                "UPDATE clock_of_" + schema + " SET micros = " + ChronoUnit.MICROS.between(Instant.EPOCH, time));
    }
}
