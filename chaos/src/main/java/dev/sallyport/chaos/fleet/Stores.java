package dev.sallyport.chaos.fleet;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

/** The stores that processes share, as libraries bring them. Close it. */
final class Stores implements AutoCloseable {
    private final EmbeddedPostgres postgresql;
    private final @Nullable RedisServer redis;
    private final int redisPort;

    private Stores(EmbeddedPostgres postgresql, @Nullable RedisServer redis, int redisPort) {
        this.postgresql = postgresql;
        this.redis = redis;
        this.redisPort = redisPort;
    }

    /** Starts them; Redis only where there is one for this platform. */
    static Stores start() throws IOException {
        EmbeddedPostgres postgresql = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "200")
                .start();
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try {
            RedisServer redis = RedisServer.newRedisServer()
                    .port(port)
                    .setting("bind 127.0.0.1")
                    .setting("save \"\"")
                    .build();
            redis.start();
            return new Stores(postgresql, redis, port);
        } catch (IOException | RuntimeException nonForThisPlatform) {
            return new Stores(postgresql, null, port);
        }
    }

    String postgresql() {
        return "jdbc:postgresql://127.0.0.1:" + postgresql.getPort() + "/postgres?user=postgres&password=postgres";
    }

    /** Redis' address; null where there is none. */
    @Nullable
    String redis() {
        return redis == null ? null : "redis://127.0.0.1:" + redisPort;
    }

    @Override
    public void close() {
        try {
            if (redis != null) {
                redis.stop();
            }
            postgresql.close();
        } catch (IOException gone) {
            throw new IllegalStateException("a store does not end", gone);
        }
    }
}
