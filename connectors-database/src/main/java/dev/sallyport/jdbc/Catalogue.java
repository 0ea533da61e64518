package dev.sallyport.jdbc;

import dev.sallyport.database.Table;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tables that the connecting user can reach, as the engine listed them. A table whose name a scope cannot hold, or
 * two tables whose names differ by case only, are left out: no grant could name them. Immutable.
 */
public final class Catalogue {
    private final @Nullable String defaultSchema;
    private final Map<String, Entry> byScope = new TreeMap<>();

    /**
     * One table.
     *
     * @param schema its schema, as the engine keeps it
     * @param name its name, as the engine keeps it
     * @param table how callers see it; its name is the scope's
     */
    public record Entry(String schema, String name, Table table) {
        Set<String> columns() {
            Set<String> names = new HashSet<>();
            table.columns().forEach(column -> names.add(column.name().toLowerCase(Locale.ROOT)));
            return names;
        }
    }

    private Catalogue(@Nullable String defaultSchema) {
        this.defaultSchema = defaultSchema;
    }

    /**
     * A catalogue of tables.
     *
     * @param defaultSchema the schema of names that are written without one; null if there is none
     */
    public static Catalogue of(@Nullable String defaultSchema, Collection<Entry> entries) {
        Catalogue catalogue = new Catalogue(defaultSchema);
        Map<String, Integer> seen = new HashMap<>();
        for (Entry entry : entries) {
            String scope = scopeName(defaultSchema, entry.schema(), entry.name());
            boolean nameable = (entry.schema() + entry.name()).matches("[\\w-]+");
            if (nameable && seen.merge(scope, 1, Integer::sum) == 1) {
                catalogue.byScope.put(scope, entry);
            } else {
                catalogue.byScope.remove(scope);
            }
        }
        return catalogue;
    }

    /** How scopes name a table: in lower case, with the schema outside the default one. */
    public static String scopeName(@Nullable String defaultSchema, String schema, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return schema.equals(defaultSchema) ? lower : schema.toLowerCase(Locale.ROOT) + "." + lower;
    }

    Collection<Entry> entries() {
        return byScope.values();
    }

    Optional<Entry> named(String scopeName) {
        return Optional.ofNullable(byScope.get(scopeName));
    }

    /** The table that a statement means by a name; its scope's name if there is none. */
    Resolved resolve(@Nullable String schema, String name) {
        String in = schema == null ? String.valueOf(defaultSchema) : schema;
        String scope = scopeName(defaultSchema, in, name);
        Entry entry = byScope.get(scope);
        boolean same =
                entry != null && entry.schema().equals(in) && entry.name().equals(name);
        return new Resolved(scope, in, same ? entry : null);
    }

    /** What a name means. */
    record Resolved(
            String scopeName, String schema, @Nullable Entry entry) {}
}
