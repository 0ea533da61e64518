package dev.sallyport.database;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connector;

/** A connection to a database; its data is reached under a grant only. Thread-safe. */
public interface DatabaseConnector extends Connector {
    /**
     * The database as far as a grant lets see it. Scopes are {@code database:TABLE:select}, {@code insert},
     * {@code update} and {@code delete}, with the table in lower case (schema and table joined by a dot outside the
     * default schema), and {@code database:schema:read}.
     *
     * @throws dev.sallyport.error.InputException if the grant names a scope of this family that does not exist
     */
    Database under(Grant grant);
}
