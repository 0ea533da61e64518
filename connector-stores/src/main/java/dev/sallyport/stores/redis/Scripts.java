package dev.sallyport.stores.redis;

/** What Redis does in one step. */
final class Scripts {
    private static final String NOW = """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            """;

    /** One process more, those who were silent for too long gone: how many there are. */
    static final String MEMBERS = NOW + """
            redis.call('ZADD', KEYS[1], now, ARGV[1])
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
            redis.call('PEXPIRE', KEYS[1], 600000)
            return redis.call('ZCARD', KEYS[1])
            """;

    /** Each unit is an entry of its own, so that the count is the set's size. */
    static final String LEASE = NOW + """
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
            if redis.call('ZCARD', KEYS[1]) + ARGV[2] > tonumber(ARGV[3]) then
              return 0
            end
            for unit = 1, tonumber(ARGV[2]) do
              redis.call('ZADD', KEYS[1], now + ARGV[4], ARGV[1] .. ':' .. unit)
            end
            redis.call('PEXPIRE', KEYS[1], ARGV[4])
            return 1
            """;

    static final String RELEASE = """
            local unit = 1
            while redis.call('ZREM', KEYS[1], ARGV[1] .. ':' .. unit) == 1 do
              unit = unit + 1
            end
            return unit - 1
            """;

    private Scripts() {}
}
