package dev.sallyport.stores.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class TimedPoolTest {
    private final CountDownLatch comes = new CountDownLatch(1);
    private final CountDownLatch wentBack = new CountDownLatch(1);

    @Test
    void a_connection_that_comes_after_the_time_out_goes_back_to_the_pool() throws Exception {
        DataSource slow = as(DataSource.class, (proxy, method, arguments) -> {
            comes.await();
            return connection(false);
        });
        try (TimedPool pool = new TimedPool(slow, Duration.ofMillis(20))) {
            assertThatThrownBy(pool::getConnection).isInstanceOf(SQLException.class);
            comes.countDown();
            assertThat(wentBack.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_connection_that_takes_no_time_out_goes_back_to_the_pool() throws Exception {
        DataSource dead = as(DataSource.class, (proxy, method, arguments) -> connection(true));
        try (TimedPool pool = new TimedPool(dead, Duration.ofSeconds(10))) {
            assertThatThrownBy(pool::getConnection).isInstanceOf(SQLException.class);
            assertThat(wentBack.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Connection connection(boolean dead) {
        return as(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("close")) {
                wentBack.countDown();
            } else if (dead) {
                throw new SQLException("the socket is closed");
            }
            return null;
        });
    }

    private static <T> T as(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
