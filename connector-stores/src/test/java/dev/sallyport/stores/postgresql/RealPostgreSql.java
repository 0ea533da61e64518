package dev.sallyport.stores.postgresql;

import dev.sallyport.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One real engine for all tests, that keeps what it commits, and the eye of its owner on it. */
final class RealPostgreSql {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private RealPostgreSql() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String newSchema() {
        return "ledger_" + SCHEMAS.incrementAndGet();
    }

    static int port() {
        return SERVER.getPort();
    }

    /** The driver spells out every statement, so that a wire can be cut at one. */
    static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?prepareThreshold=0";
    }

    static PostgreSqlLedgerBuilder ledger(String schema) {
        return through(port(), schema).createIfMissing();
    }

    static PostgreSqlLedgerBuilder through(int port, String schema) {
        return PostgreSqlLedger.at(url(port))
                .user("postgres", Secret.of("postgres"))
                .schema(schema);
    }

    static void run(String... statements) {
        try (Connection owner = DriverManager.getConnection(url(port()), "postgres", "postgres");
                Statement statement = owner.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(String query) {
        try (Connection owner = DriverManager.getConnection(url(port()), "postgres", "postgres");
                Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
