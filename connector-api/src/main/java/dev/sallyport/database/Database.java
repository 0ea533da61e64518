package dev.sallyport.database;

import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import java.util.List;

/** A database under a grant. Thread-safe. */
public interface Database {
    /**
     * Runs one reading statement in a session that the engine itself holds to reading.
     *
     * @throws dev.sallyport.error.ConnectorException if it is refused or fails
     */
    Rows query(Statement statement);

    /**
     * The tables that the grant lets see.
     *
     * @throws dev.sallyport.error.ConnectorException if they cannot be read
     */
    List<Table> schema();

    /**
     * Runs one writing statement in a transaction that also records its intent.
     *
     * @throws dev.sallyport.error.ConnectorException unless it is committed
     */
    default Receipt execute(Statement statement) {
        return tryExecute(statement, Intent.automatic()).orThrow();
    }

    /** As {@link #execute}, known by an intent. */
    default Receipt execute(Statement statement, Intent intent) {
        return tryExecute(statement, intent).orThrow();
    }

    /** As {@link #execute}, with the outcome as a value. */
    Outcome<Receipt> tryExecute(Statement statement, Intent intent);

    /**
     * Runs one writing statement with several lists of values, in one transaction: all are committed or none is, so that
     * their outcomes are alike. The n-th outcome is the n-th statement's.
     *
     * @param statements the same SQL in each, at most 1,000
     * @param intent known by this intent as a whole: the place in the list tells its items apart
     */
    List<Outcome<Receipt>> tryExecuteAll(List<Statement> statements, Intent intent);
}
