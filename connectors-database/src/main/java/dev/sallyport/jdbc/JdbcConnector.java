package dev.sallyport.jdbc;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.database.Database;
import dev.sallyport.database.DatabaseConnector;
import dev.sallyport.error.Failure;
import dev.sallyport.pipeline.Pipeline;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.DescribedConnector;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connector to one database of one engine. Thread-safe. */
public final class JdbcConnector extends DescribedConnector implements DatabaseConnector {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcConnector.class);
    private final JdbcDatabase.Parts parts;

    private JdbcConnector(
            ConnectorDescriptor descriptor, Pipeline pipeline, Transport transport, JdbcDatabase.Parts parts) {
        super(descriptor, pipeline, transport::close);
        this.parts = parts;
    }

    /**
     * Connects: reads the catalogue, from which the scopes are made, and makes the table for intents if it may.
     *
     * @throws dev.sallyport.error.ConnectorException if the database cannot be reached or refuses the credentials
     */
    public static JdbcConnector open(Engine engine, Ceilings ceilings, Safeguards safeguards) {
        Found found = find(engine, safeguards);
        if (!found.keepsIntents()) {
            LOG.warn(engine.intentsAdvice());
        }
        Pool pool = new Pool(engine, ceilings.connections(), safeguards.attemptTimeout());
        Transport transport = new Transport(engine, ceilings, pool, found.keepsIntents());
        Operations operations =
                new Operations(transport, found.keepsIntents(), Transport.latestCommit(safeguards.attemptTimeout()));
        ConnectorDescriptor descriptor = operations.descriptor(engine, found.catalogue());
        Pipeline pipeline = Pipeline.open(descriptor, safeguards);
        LatestCheck check = new LatestCheck(engine.dialect(), found.catalogue());
        JdbcDatabase.Parts parts = new JdbcDatabase.Parts(
                engine, pipeline, transport, operations, check, new Refusals(engine, safeguards));
        return new JdbcConnector(descriptor, pipeline, transport, parts);
    }

    @Override
    public Database under(Grant grant) {
        return new JdbcDatabase(parts, executor().bind(grant));
    }

    private record Found(Catalogue catalogue, boolean keepsIntents) {}

    private static Found find(Engine engine, Safeguards safeguards) {
        Progress progress = Progress.UNCONNECTED;
        try (Connection connection =
                engine.dataSource(safeguards.attemptTimeout()).getConnection()) {
            progress = Progress.OPEN;
            boolean keepsIntents = engine.keepsIntents(connection);
            return new Found(engine.catalogue(connection), keepsIntents);
        } catch (SQLException e) {
            AttemptFailure failure = engine.failure(e, progress);
            throw Failure.unsent(failure.code(), engine.system(), "connect", failure.advice())
                    .toException(e);
        }
    }
}
