package dev.sallyport.database;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SQL statement with its values. Values go as parameters only ({@code ?}); the text is parsed and checked against
 * the grant before anything is sent. Values stay out of {@code toString}. Immutable.
 *
 * @param sql exactly one statement
 * @param values one for each {@code ?}; null is SQL's null
 */
public record Statement(String sql, List<@Nullable Object> values) {
    public Statement {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** A statement with its values. */
    public static Statement of(String sql, @Nullable Object... values) {
        return new Statement(sql, Arrays.asList(values));
    }

    @Override
    public String toString() {
        return "Statement[" + values.size() + " values]";
    }
}
