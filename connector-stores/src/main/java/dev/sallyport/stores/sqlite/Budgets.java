package dev.sallyport.stores.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Rows of the table {@code budget}. */
final class Budgets {
    private Budgets() {}

    static boolean draw(Statements statements, String name, long amount, long limit, long now) throws SQLException {
        PreparedStatement draw = statements.prepared("INSERT INTO budget (name, spent, used_at)"
                + " SELECT ?1, ?2, ?4 WHERE ?2 <= ?3 ON CONFLICT (name) DO UPDATE"
                + " SET spent = spent + ?2, used_at = max(used_at, ?4) WHERE spent + ?2 <= ?3");
        draw.setString(1, name);
        draw.setLong(2, amount);
        draw.setLong(3, limit);
        draw.setLong(4, now);
        if (draw.executeUpdate() == 1) {
            return true;
        }
        PreparedStatement use = statements.prepared("UPDATE budget SET used_at = ?2 WHERE name = ?1 AND used_at < ?2");
        use.setString(1, name);
        use.setLong(2, now);
        use.executeUpdate();
        return false;
    }

    static int forget(Statements statements, long horizon, int most) throws SQLException {
        PreparedStatement delete = statements.prepared("DELETE FROM budget WHERE name IN"
                + " (SELECT name FROM budget WHERE used_at < ? ORDER BY used_at LIMIT ?)");
        delete.setLong(1, horizon);
        delete.setInt(2, most);
        return delete.executeUpdate();
    }
}
