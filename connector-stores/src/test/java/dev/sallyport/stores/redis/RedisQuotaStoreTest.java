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
}
