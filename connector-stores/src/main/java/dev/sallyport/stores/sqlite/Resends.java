package dev.sallyport.stores.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Rows of the table {@code sent_again}. */
final class Resends {
    private Resends() {}

    static void note(Statements statements, String stamp, Instant until) throws SQLException {
        PreparedStatement note = statements.prepared("INSERT INTO sent_again (stamp, until) VALUES (?, ?)"
                + " ON CONFLICT (stamp) DO UPDATE SET until = max(until, excluded.until)");
        note.setString(1, stamp);
        note.setLong(2, Intents.nanos(until));
        note.executeUpdate();
    }

    static Optional<Instant> until(Statements statements, String stamp) throws SQLException {
        PreparedStatement select = statements.prepared("SELECT until FROM sent_again WHERE stamp = ?");
        select.setString(1, stamp);
        try (ResultSet rows = select.executeQuery()) {
            return rows.next() ? Optional.of(Intents.instant(rows.getLong(1))) : Optional.empty();
        }
    }

    static int forget(Statements statements, long horizon, int most) throws SQLException {
        PreparedStatement delete = statements.prepared("DELETE FROM sent_again WHERE stamp IN"
                + " (SELECT stamp FROM sent_again WHERE until < ? ORDER BY until LIMIT ?)");
        delete.setLong(1, horizon);
        delete.setInt(2, most);
        return delete.executeUpdate();
    }
}
