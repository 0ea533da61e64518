package dev.sallyport.stores.postgresql;

import java.sql.SQLException;

/** The database does not do what the quota store needs. */
final class QuotaStoreAway extends RuntimeException {
    QuotaStoreAway(SQLException cause) {
        super("SQL state " + cause.getSQLState(), cause);
    }
}
