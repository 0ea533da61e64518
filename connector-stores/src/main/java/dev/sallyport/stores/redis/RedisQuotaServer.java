package dev.sallyport.stores.redis;

import dev.sallyport.Secret;
import dev.sallyport.stores.quota.QuotaServer;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Counts in Redis, on its own clock, changed by compare-and-set. Processes that want to change the same count stand in
 * line for it, so that on a busy machine they do not undo each other's work again and again; whoever holds up the line is
 * overtaken. The rest are short scripts.
 */
final class RedisQuotaServer implements QuotaServer {
    private static final double LONGEST_IN_LINE = 0.1;
    private static final byte[] NO_TURN = new byte[0];
    private final RedisClient client;
    private final RedisURI address;
    private final String prefix;
    private final Duration timeout;
    private final Link link;
    /** Apart from the other, because who stands in line blocks it. */
    private final Link line;

    private RedisQuotaServer(RedisClient client, RedisURI address, String prefix, Duration timeout) {
        this.client = client;
        this.address = address;
        this.prefix = prefix;
        this.timeout = timeout;
        this.link = new Link(client, address, timeout);
        this.line = new Link(client, address, timeout);
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
    public <T> T change(List<String> keys, Work<T> work) {
        String[] names = keys.stream().map(key -> prefix + key).toArray(String[]::new);
        RedisAsyncCommands<String, byte[]> together = line.connected().async();
        RedisFuture<Long> opened = together.eval(Scripts.OPEN_LINE, ScriptOutputType.INTEGER, names[0]);
        RedisFuture<KeyValue<String, byte[]>> waiting = together.blpop(LONGEST_IN_LINE, names[0] + Scripts.LINE);
        List<byte[]> found = line.await(together.eval(Scripts.READ, ScriptOutputType.MULTI, names));
        line.await(opened);
        KeyValue<String, byte[]> called = line.await(waiting);
        byte[] turn = called == null ? NO_TURN : called.getValueOrElse(NO_TURN);
        long end = System.nanoTime() + timeout.toNanos();
        while (true) {
            Look look = new Look(found, names.length, turn);
            T result = work.on(look);
            found = eval(Scripts.CHANGE, names, look.arguments);
            if (found.isEmpty()) {
                return result;
            }
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("others always come first");
            }
        }
    }

    private List<byte[]> eval(String script, String[] keys, byte[]... values) {
        return link.connected().sync().eval(script, ScriptOutputType.MULTI, keys, values);
    }

    /** What a script found, and the arguments of the change that is made of it. */
    private static final class Look implements Kept {
        private final List<byte[]> found;
        private final int size;
        private final byte[][] arguments;

        Look(List<byte[]> found, int size, byte[] turn) {
            this.found = found;
            this.size = size;
            this.arguments = new byte[3 * size + 1][];
            arguments[3 * size] = turn;
            for (int i = 0; i < size; i++) {
                arguments[i] = found.get(i + 2);
                set(i, found.get(i + 2), Duration.ofMillis(1));
            }
        }

        @Override
        public long now() {
            return number(found.get(0)) * 1_000_000_000L + number(found.get(1)) * 1_000L;
        }

        @Override
        public byte[] get(int place) {
            return found.get(place + 2);
        }

        @Override
        public void set(int place, byte[] value, Duration time) {
            arguments[size + place] = value;
            arguments[2 * size + place] = String.valueOf(time.toMillis()).getBytes(StandardCharsets.UTF_8);
        }
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
        Long answer = link.connected().sync().eval(script, ScriptOutputType.INTEGER, new String[] {key}, values);
        return answer == null ? 0 : answer;
    }

    private static long number(byte[] digits) {
        return Long.parseLong(new String(digits, StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "RedisQuotaServer[" + address.getHost() + "]";
    }
}
