package dev.sallyport.postgresql;

import dev.sallyport.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of its own on one real engine for all tests, and the eye of its owner on it. */
final class RealPostgreSql implements AutoCloseable {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();
    private final String name = "shop" + DATABASES.incrementAndGet();
    private final Connection owner;

    RealPostgreSql(String... statements) {
        try {
            try (Connection admin = SERVER.getPostgresDatabase().getConnection();
                    Statement statement = admin.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            }
            owner = DriverManager.getConnection(url(port()), "postgres", "postgres");
            run(statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("log_statement", "none")
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static int port() {
        return SERVER.getPort();
    }

    private String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    /** How a connector reaches it. */
    PostgreSqlConnection through(int port) {
        return PostgreSql.at(url(port)).user("postgres").password(Secret.of("postgres"));
    }

    PostgreSqlConnection direct() {
        return through(port());
    }

    void run(String... statements) {
        try (Statement statement = owner.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long count(String sql) {
        try (Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for something to become true in the engine. */
    void await(String condition) throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            if (count("SELECT count(*) WHERE " + condition) == 1) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("never: " + condition);
    }

    Connection another() throws SQLException {
        return DriverManager.getConnection(url(port()), "postgres", "postgres");
    }

    String name() {
        return name;
    }

    @Override
    public void close() {
        try {
            owner.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
