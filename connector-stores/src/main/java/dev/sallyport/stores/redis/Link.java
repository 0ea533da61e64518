package dev.sallyport.stores.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A connection that is made at its first use, so that a store can be opened while Redis is away. Thread-safe. */
final class Link {
    private static final Duration FIRST_MEETING = Duration.ofSeconds(3);
    private final ReentrantLock lock = new ReentrantLock();
    private final RedisClient client;
    private final RedisURI address;
    private final Duration timeout;
    private boolean met;
    private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;

    Link(RedisClient client, RedisURI address, Duration timeout) {
        this.client = client;
        this.address = address;
        this.timeout = timeout;
    }

    StatefulRedisConnection<String, byte[]> connected() {
        StatefulRedisConnection<String, byte[]> open = connection;
        if (open != null) {
            return open;
        }
        lock.lock();
        try {
            if (connection == null) {
                connection = connect(met ? timeout : FIRST_MEETING);
            }
            return connection;
        } finally {
            lock.unlock();
        }
    }

    /** An answer, within the time-out. */
    <T> T await(RedisFuture<T> coming) {
        return LettuceFutures.awaitOrCancel(coming, timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    private StatefulRedisConnection<String, byte[]> connect(Duration patience) {
        met = true;
        address.setTimeout(patience.compareTo(timeout) > 0 ? patience : timeout);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(address.getTimeout())
                        .build())
                .build());
        StatefulRedisConnection<String, byte[]> made =
                client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE), address);
        made.setTimeout(timeout);
        return made;
    }
}
