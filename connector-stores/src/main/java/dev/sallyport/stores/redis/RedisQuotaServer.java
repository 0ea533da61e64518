package dev.sallyport.stores.redis;

import dev.sallyport.Secret;
import dev.sallyport.stores.quota.QuotaServer;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Counts in Redis. Buckets are changed by compare-and-set; the rest are short scripts on Redis' own clock. */
final class RedisQuotaServer implements QuotaServer {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration FIRST_MEETING = Duration.ofSeconds(3);
    private final ReentrantLock lock = new ReentrantLock();
    private final RedisClient client;
    private final RedisURI address;
    private final String prefix;
    private final Duration timeout;
    private boolean met;
    private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;

    private RedisQuotaServer(RedisClient client, RedisURI address, String prefix, Duration timeout) {
        this.client = client;
        this.address = address;
        this.prefix = prefix;
        this.timeout = timeout;
    }

    static RedisQuotaServer at(Secret uri, String prefix, Duration timeout) {
        RedisURI address;
        try {
            address = RedisURI.create(uri.reveal());
        } catch (RuntimeException e) {
            // Its message would repeat the address, and with it the password.
            throw new IllegalArgumentException("the address of Redis must be like redis://host:6379");
        }
        return new RedisQuotaServer(RedisClient.create(), address, prefix, timeout);
    }

    @Override
    public ProxyManager<String> buckets(TimeMeter clock) {
        return new LateBuckets(() -> Bucket4jLettuce.casBasedBuilder(connected())
                        .clientClock(clock)
                        .requestTimeout(timeout)
                        .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT))
                        .build())
                .withMapper(key -> prefix + key);
    }

    @Override
    public long clock() {
        List<byte[]> time = connected().sync().time();
        return number(time.get(0)) * 1_000_000_000L + number(time.get(1)) * 1_000L;
    }

    @Override
    public int members(String me, Duration silence) {
        return (int) run(Scripts.MEMBERS, prefix + "members", me, String.valueOf(silence.toMillis()));
    }

    @Override
    public boolean lease(String key, String id, int units, long capacity, Duration longest) {
        return run(
                        Scripts.LEASE,
                        prefix + "lease:" + key,
                        id,
                        String.valueOf(units),
                        String.valueOf(capacity),
                        String.valueOf(longest.toMillis()))
                == 1;
    }

    @Override
    public void release(String key, String id) {
        run(Scripts.RELEASE, prefix + "lease:" + key, id);
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, timeout);
    }

    private long run(String script, String key, String... arguments) {
        byte[][] values = new byte[arguments.length][];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments[i].getBytes(StandardCharsets.UTF_8);
        }
        Long answer = connected().sync().eval(script, ScriptOutputType.INTEGER, new String[] {key}, values);
        return answer == null ? 0 : answer;
    }

    /** Connects at the first use, so that a store can be opened while Redis is away. */
    private StatefulRedisConnection<String, byte[]> connected() {
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

    private static long number(byte[] digits) {
        return Long.parseLong(new String(digits, StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "RedisQuotaServer[" + address.getHost() + "]";
    }
}
