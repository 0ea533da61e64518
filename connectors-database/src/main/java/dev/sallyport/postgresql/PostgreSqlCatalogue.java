package dev.sallyport.postgresql;

import dev.sallyport.database.Table;
import dev.sallyport.jdbc.Catalogue;
import dev.sallyport.jdbc.IntentSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the tables, views and foreign tables that the user has any right to, outside the system's own schemas. */
final class PostgreSqlCatalogue {
    private static final String COLUMNS = """
            SELECT n.nspname, c.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
                   NOT a.attnotnull, COALESCE(a.attnum = ANY (i.indkey), false), pg_catalog.current_schema()
              FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
              LEFT JOIN pg_catalog.pg_index i ON i.indrelid = c.oid AND i.indisprimary
             WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
               AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
               AND c.relname <> '%s'
               AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
               AND (pg_catalog.has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE')
                    OR pg_catalog.has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE'))
             ORDER BY n.nspname, c.relname, a.attnum
            """.formatted(IntentSql.TABLE);

    private PostgreSqlCatalogue() {}

    static Catalogue read(Connection connection) throws SQLException {
        Map<List<String>, List<Table.Column>> columns = new LinkedHashMap<>();
        @Nullable String defaultSchema = null;
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(COLUMNS)) {
            while (found.next()) {
                defaultSchema = found.getString(7);
                columns.computeIfAbsent(List.of(found.getString(1), found.getString(2)), name -> new ArrayList<>())
                        .add(new Table.Column(
                                found.getString(3).toLowerCase(Locale.ROOT),
                                found.getString(4),
                                found.getBoolean(5),
                                found.getBoolean(6)));
            }
        }
        List<Catalogue.Entry> entries = new ArrayList<>();
        for (Map.Entry<List<String>, List<Table.Column>> one : columns.entrySet()) {
            String schema = one.getKey().get(0);
            String name = one.getKey().get(1);
            String scopeName = Catalogue.scopeName(defaultSchema, schema, name);
            entries.add(new Catalogue.Entry(schema, name, new Table(scopeName, one.getValue())));
        }
        return Catalogue.of(defaultSchema, entries);
    }
}
