package dev.sallyport.jdbc;

import dev.sallyport.spi.AttemptFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What one database engine does its own way. Implementations are thread-safe. */
public interface Engine {
    /** The engine's name, such as {@code postgresql}; OpenTelemetry's {@code db.system.name}. */
    String system();

    /** The address without a scheme, such as {@code host:5432/shop}; no secret. */
    String account();

    /** The host. */
    String host();

    /** The port. */
    int port();

    /** What statements may use. */
    SqlDialect dialect();

    /** Opens connections; each attempt to open one takes no longer than {@code timeout}. */
    DataSource dataSource(Duration timeout);

    /**
     * The tables that the connecting user can reach.
     *
     * @throws SQLException if they cannot be read
     */
    Catalogue catalogue(Connection connection) throws SQLException;

    /**
     * Whether the database can keep intents; makes their table if it is not there and the user may.
     *
     * @throws SQLException if it cannot be found out
     */
    boolean keepsIntents(Connection connection) throws SQLException;

    /** The statements on the intents' table. */
    IntentSql intents();

    /** A sentence that names the right that is missing if the database cannot keep intents. */
    String intentsAdvice();

    /**
     * Bounds the transaction that begins: each statement, and each pause between two.
     *
     * @throws SQLException if the engine refuses
     */
    void bound(Connection connection, Duration statement, Duration pause) throws SQLException;

    /**
     * The planner's estimate of a statement, without running it; 0 where the engine makes none.
     *
     * @throws SQLException if the engine refuses the statement
     */
    double cost(Connection connection, String sql, List<@Nullable Object> values) throws SQLException;

    /**
     * A value of the current row, as a plain Java type.
     *
     * @param type the column's type, as the driver names it
     * @throws SQLException if it cannot be read
     */
    @Nullable
    Object value(ResultSet rows, int column, String type) throws SQLException;

    /** What an error means, by its SQLState alone. */
    AttemptFailure failure(SQLException error, Progress progress);
}
