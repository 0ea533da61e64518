package dev.sallyport.jdbc;

import dev.sallyport.jdbc.Need.Action;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that was understood whole.
 *
 * @param action what it does
 * @param needs everything that it touches; for a writing statement first its target
 * @param sql what is sent: the statement as it was understood, every table and function qualified by its schema
 * @param parameters how many values it takes
 * @param strayColumn a column that no table of the statement has; null if there is none
 */
record CheckedStatement(
        Action action,
        List<Need> needs,
        String sql,
        int parameters,
        @Nullable String strayColumn) {
    CheckedStatement {
        needs = List.copyOf(needs);
    }

    Need target() {
        return needs.get(0);
    }

    @Override
    public String toString() {
        return "CheckedStatement" + needs;
    }
}
