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

    /** The name of the line for a count, after the count's. */
    static final String LINE = ":line";

    /** The turn lies in a list, and whoever takes it out has it. One that was lost for a while is made again. */
    private static final String NEXT = """
            local time = redis.call('TIME')
            local turn = time[1] .. '.' .. time[2]
            redis.call('SET', KEYS[1] .. ':turn', turn, 'PX', 300)
            redis.call('DEL', KEYS[1] .. ':line')
            redis.call('RPUSH', KEYS[1] .. ':line', turn)
            redis.call('PEXPIRE', KEYS[1] .. ':line', 60000)
            """;

    static final String OPEN_LINE = """
            if not redis.call('GET', KEYS[1] .. ':turn') then
            """ + NEXT + """
            end
            return 1
            """;

    private static final String LOOK = """
            local time = redis.call('TIME')
            local answer = {time[1], time[2]}
            for i = 1, #KEYS do
              answer[i + 2] = redis.call('GET', KEYS[i]) or ''
            end
            """;

    /** The time and what is kept under the keys, empty for nothing. */
    static final String READ = LOOK + "return answer";

    /**
     * Keeps the second third of the values for as long as the last says, if the first is still there, and
     * passes the turn on, if it is the caller's; else as READ.
     */
    static final String CHANGE = LOOK + """
            for i = 1, #KEYS do
              if answer[i + 2] ~= ARGV[i] then
                return answer
              end
            end
            for i = 1, #KEYS do
              redis.call('SET', KEYS[i], ARGV[#KEYS + i], 'PX', ARGV[2 * #KEYS + i])
            end
            local turn = redis.call('GET', KEYS[1] .. ':turn')
            if turn and turn ~= ARGV[3 * #KEYS + 1] then
              return {}
            end
            """ + NEXT + "return {}";

    private Scripts() {}
}
