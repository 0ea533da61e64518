package dev.sallyport.stores.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Secret;
import dev.sallyport.stores.quota.QuotaHealth;
import dev.sallyport.stores.quota.SharedQuotaContract;
import dev.sallyport.stores.quota.SharedQuotaStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

class RedisQuotaStoreTest extends SharedQuotaContract {
    private static RedisServer redis;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        redis = RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
    }

    @AfterAll
    static void stop() throws IOException {
        redis.stop();
    }

    @Override
    protected int port() {
        return port;
    }

    @Override
    protected SharedQuotaStore open(int at, String account, Consumer<QuotaHealth> told) {
        return RedisQuotaStore.at("redis://127.0.0.1:" + at)
                .keys(account + ":")
                .timeout(Duration.ofSeconds(1))
                .expectedMembers(4)
                .onHealth(told)
                .open();
    }

    @Test
    void an_address_that_is_none_is_not_repeated() {
        assertThatThrownBy(() -> RedisQuotaStore.at(Secret.of("http://:hunter2@somewhere"))
                        .open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2");
        assertThat(RedisQuotaServer.at(Secret.of("redis://:hunter2@127.0.0.1:1"), "k", Duration.ofSeconds(1)))
                .asString()
                .doesNotContain("hunter2");
    }

    @Test
    void processes_that_change_the_same_count_come_one_after_another() throws Exception {
        int processes = 8;
        int changes = 100;
        AtomicInteger tries = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(processes);
        List<RedisQuotaServer> servers = new ArrayList<>();
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int process = 0; process < processes; process++) {
                RedisQuotaServer server =
                        RedisQuotaServer.at(Secret.of("redis://127.0.0.1:" + port), "line:", Duration.ofSeconds(10));
                servers.add(server);
                all.add(threads.submit(() -> {
                    for (int change = 0; change < changes; change++) {
                        server.change(List.of("count"), kept -> {
                            tries.incrementAndGet();
                            byte[] now = Objects.requireNonNull(kept.get(0));
                            kept.set(0, Arrays.copyOf(now, now.length + 1), Duration.ofMinutes(1));
                            return true;
                        });
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
            int length = servers.get(0).change(List.of("count"), kept -> Objects.requireNonNull(kept.get(0)).length);
            assertThat(length).as("each change counts once").isEqualTo(processes * changes);
            assertThat(tries.get()).as("hardly one in vain").isLessThan(processes * changes * 5 / 4);
        } finally {
            threads.shutdownNow();
            servers.forEach(RedisQuotaServer::close);
        }
    }
}
