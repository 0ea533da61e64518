package dev.sallyport.database;

import java.util.List;

/**
 * A table that the grant lets see.
 *
 * @param name its name as scopes use it
 * @param columns its columns, in order
 */
public record Table(String name, List<Column> columns) {
    public Table {
        columns = List.copyOf(columns);
    }

    /**
     * One column.
     *
     * @param name in lower case
     * @param type the engine's name of its type
     * @param nullable whether it can be null
     * @param key whether it is part of the primary key
     */
    public record Column(String name, String type, boolean nullable, boolean key) {}
}
