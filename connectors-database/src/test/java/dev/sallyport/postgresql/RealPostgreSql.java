package dev.sallyport.postgresql;

import dev.sallyport.Secret;
import dev.sallyport.testkit.database.FakeDatabase;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A database of its own on one real engine for all tests, and the eye of its owner on it. */
final class RealPostgreSql implements AutoCloseable {
    private static final FakeDatabase ANY = FakeDatabase.postgresql();

    private final FakeDatabase database;

    RealPostgreSql(String... statements) {
        database = FakeDatabase.postgresql(statements);
    }

    static int port() {
        return URI.create(ANY.directUrl().substring("jdbc:".length())).getPort();
    }

    /** How a connector reaches it. */
    PostgreSqlConnection through(int port) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + name();
        return PostgreSql.at(url).user(database.user()).password(Secret.of(database.password()));
    }

    PostgreSqlConnection direct() {
        return through(port());
    }

    void run(String... statements) {
        database.run(statements);
    }

    long count(String sql) {
        return database.count(sql);
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
        return DriverManager.getConnection(database.directUrl(), database.user(), database.password());
    }

    String name() {
        return database.name();
    }

    @Override
    public void close() {
        database.close();
    }
}
