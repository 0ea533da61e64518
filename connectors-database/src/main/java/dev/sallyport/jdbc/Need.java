package dev.sallyport.jdbc;

/**
 * What a statement does to a table.
 *
 * @param table the table, as scopes name it
 * @param action what is done
 * @param known whether the table is in the catalogue
 */
record Need(String table, Action action, boolean known) {

    /** What can be done to a table. */
    enum Action {
        SELECT,
        INSERT,
        UPDATE,
        DELETE
    }
}
