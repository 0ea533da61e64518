package dev.sallyport.jdbc;

import java.util.Locale;
import java.util.Set;

/**
 * What an engine's statements may use. Immutable.
 *
 * @param functions the plain functions, in lower case: they read nothing but their arguments and change nothing
 * @param keywords functions that are syntax, and cannot be qualified by a schema
 * @param functionSchema the schema of the functions, with which calls are qualified so that nobody's function of the same
 *     name is called; empty if the engine has none
 * @param types the types that may be cast to, in lower case
 */
public record SqlDialect(Set<String> functions, Set<String> keywords, String functionSchema, Set<String> types) {
    public SqlDialect {
        functions = Set.copyOf(functions);
        keywords = Set.copyOf(keywords);
        types = Set.copyOf(types);
    }

    /** A name as the engine keeps it: in lower case unless it is quoted. */
    static String unquoted(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1) : name.toLowerCase(Locale.ROOT);
    }
}
