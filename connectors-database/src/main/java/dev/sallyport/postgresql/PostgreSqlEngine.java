package dev.sallyport.postgresql;

import dev.sallyport.jdbc.Catalogue;
import dev.sallyport.jdbc.Ceilings;
import dev.sallyport.jdbc.Engine;
import dev.sallyport.jdbc.IntentSql;
import dev.sallyport.jdbc.Progress;
import dev.sallyport.jdbc.SqlDialect;
import dev.sallyport.jdbc.SqlValues;
import dev.sallyport.spi.AttemptFailure;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL's own way of things. */
final class PostgreSqlEngine implements Engine {
    private static final Pattern COST = Pattern.compile("cost=[0-9.]+\\.\\.([0-9.]+)");
    private final PostgreSqlConnection connection;
    private final PostgreSqlAddress address;
    private final PostgreSqlIntents intents = new PostgreSqlIntents();

    PostgreSqlEngine(PostgreSqlConnection connection) {
        this.connection = connection;
        this.address = connection.address();
    }

    @Override
    public String system() {
        return "postgresql";
    }

    @Override
    public String account() {
        return address.host() + ":" + address.port() + "/" + address.database();
    }

    @Override
    public String host() {
        return address.host();
    }

    @Override
    public int port() {
        return address.port();
    }

    @Override
    public SqlDialect dialect() {
        return PostgreSqlDialect.INSTANCE;
    }

    @Override
    public DataSource dataSource(Duration timeout) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        int seconds = (int) Math.min(86_400, timeout.plusMillis(999).toSeconds());
        source.setUrl(address.url());
        address.options().forEach((name, value) -> set(source, name, value));
        source.setUser(connection.user());
        source.setPassword(connection.password().reveal());
        source.setConnectTimeout(seconds);
        source.setLoginTimeout(seconds);
        source.setSocketTimeout(seconds + 2);
        source.setCancelSignalTimeout(Math.min(seconds, 5));
        source.setTcpKeepAlive(true);
        source.setApplicationName("sallyport");
        // Agents hold dates and ids as text; the engine finds out what they are meant to be.
        source.setStringType("unspecified");
        // Bounds what the driver takes into memory at once, before a row can be counted.
        source.setMaxResultBuffer(String.valueOf(
                Math.min(connection.ceilings().bytes(), Runtime.getRuntime().maxMemory() / 2)));
        source.setLogServerErrorDetail(false);
        return source;
    }

    private static void set(PGSimpleDataSource source, String name, String value) {
        try {
            source.setProperty(name, value);
        } catch (SQLException e) {
            throw new IllegalArgumentException("the driver refuses the option " + name, e);
        }
    }

    @Override
    public Catalogue catalogue(Connection connected) throws SQLException {
        return PostgreSqlCatalogue.read(connected);
    }

    @Override
    public boolean keepsIntents(Connection connected) throws SQLException {
        return intents.prepare(connected);
    }

    @Override
    public IntentSql intents() {
        return intents.sql();
    }

    @Override
    public String intentsAdvice() {
        return intents.advice();
    }

    @Override
    public void bound(Connection connected, Duration statement, Duration pause) throws SQLException {
        try (Statement set = connected.createStatement()) {
            set.execute("SET LOCAL statement_timeout = " + millis(statement)
                    + "; SET LOCAL idle_in_transaction_session_timeout = " + millis(pause));
        }
    }

    /** The engine takes nothing for no bound at all. */
    private static long millis(Duration duration) {
        return Math.max(1, Math.min(Integer.MAX_VALUE, duration.toMillis()));
    }

    @Override
    public double cost(Connection connected, String sql, List<@Nullable Object> values) throws SQLException {
        try (PreparedStatement explain = connected.prepareStatement("EXPLAIN " + sql)) {
            SqlValues.bind(explain, values);
            try (ResultSet plan = explain.executeQuery()) {
                Matcher cost = COST.matcher(plan.next() ? String.valueOf(plan.getString(1)) : "");
                return cost.find() ? Double.parseDouble(cost.group(1)) : 0;
            }
        }
    }

    @Override
    public @Nullable Object value(ResultSet rows, int column, String type) throws SQLException {
        return switch (type) {
            case "timestamptz" -> rows.getObject(column, OffsetDateTime.class);
            case "timestamp" -> rows.getObject(column, LocalDateTime.class);
            case "date" -> rows.getObject(column, LocalDate.class);
            case "time" -> rows.getObject(column, LocalTime.class);
            case "timetz" -> rows.getObject(column, OffsetTime.class);
            case "int2", "int4", "int8", "serial", "bigserial", "float4", "float8", "numeric", "bool", "uuid" ->
                rows.getObject(column);
            case "bytea" -> rows.getBytes(column);
            default -> type.startsWith("_") ? list(rows.getArray(column)) : rows.getString(column);
        };
    }

    private static @Nullable Object list(@Nullable Array array) throws SQLException {
        if (array == null) {
            return null;
        }
        return list((Object[]) array.getArray());
    }

    private static List<@Nullable Object> list(@Nullable Object[] elements) {
        return Arrays.stream(elements)
                .<@Nullable Object>map(PostgreSqlEngine::element)
                .toList();
    }

    private static @Nullable Object element(@Nullable Object element) {
        if (element instanceof Object[] nested) {
            return list(nested);
        }
        boolean plain =
                element == null || element instanceof Number || element instanceof Boolean || element instanceof UUID;
        return plain ? element : String.valueOf(element);
    }

    @Override
    public AttemptFailure failure(SQLException error, Progress progress) {
        if (progress == Progress.OPEN && PostgreSqlErrors.fillsMemory(error)) {
            return Ceilings.beyond("more than " + connection.ceilings().bytes() + " bytes");
        }
        return PostgreSqlErrors.failure(error, progress);
    }
}
