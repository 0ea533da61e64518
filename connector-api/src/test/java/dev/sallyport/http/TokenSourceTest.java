package dev.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Secret;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.error.AccessException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import dev.sallyport.error.RetryLaterException;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.Session;
import dev.sallyport.support.Answer;
import dev.sallyport.support.ScriptedHost;
import dev.sallyport.support.ScriptedHost.Received;
import dev.sallyport.support.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TokenSourceTest {
    private static final int THREADS = 32;
    private final AtomicInteger issued = new AtomicInteger();
    private volatile String good = "";

    /** A vendor that issues numbered tokens and knows only the newest. */
    private Answer answer(Received request) {
        if (request.target().equals("/token")) {
            good = "t" + issued.incrementAndGet();
            return Answer.json(200, "{\"access_token\":\"" + good + "\"}");
        }
        boolean known = ("Bearer " + good).equals(request.headers().get("authorization"));
        return known ? Answer.json(200, "{}") : Answer.json(401, "{}");
    }

    private Shop shop() {
        return shop(Safeguards.builder());
    }

    private Shop shop(Safeguards.Builder safeguards) {
        AtomicReference<Shop> self = new AtomicReference<>();
        Shop shop = Shop.builder()
                .host(new ScriptedHost().otherwise(this::answer))
                .authorization(new TokenSource(time -> fetch(self.get(), time)))
                .safeguards(safeguards)
                .build();
        self.set(shop);
        return shop;
    }

    private static Secret fetch(Shop shop, Duration time) {
        return shop.pipeline.system(
                Read.of(
                        Shop.LOOK,
                        null,
                        shop.transport
                                .with(Authorization.fixed(""))
                                .exchange(
                                        HttpRequest.of("POST", "/token"),
                                        reply -> Secret.of(reply.body()
                                                .orElseThrow()
                                                .required("access_token")
                                                .asString()))),
                time);
    }

    @Test
    void thirty_two_threads_with_an_expired_token_cause_exactly_one_refresh() throws Exception {
        try (Shop shop = shop()) {
            Session session = shop.unlimited();
            shop.get(session);
            for (int round = 2; round <= 6; round++) {
                good = "revoked by the vendor";
                together(() -> shop.get(session));
                assertThat(issued).hasValue(round);
            }
            assertThat(shop.host.received())
                    .filteredOn(request -> request.target().equals("/token"))
                    .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("authorization"));
        }
    }

    @Test
    void the_first_token_too_is_fetched_once() throws Exception {
        try (Shop shop = shop()) {
            Session session = shop.unlimited();
            together(() -> shop.get(session));
            assertThat(issued).hasValue(1);
        }
    }

    @Test
    void a_vendor_that_refuses_every_token_is_believed_after_a_while() {
        try (Shop shop = shop()) {
            shop.host.otherwise(request -> request.target().equals("/token")
                    ? Answer.json(200, "{\"access_token\":\"x\"}")
                    : Answer.json(401, "{}"));
            assertThatThrownBy(() -> shop.get(shop.unlimited()))
                    .isInstanceOfSatisfying(
                            AccessException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_AUTHENTICATED));
            assertThat(shop.host.received("GET")).hasSize(6);
        }
    }

    @Test
    void refused_credentials_are_a_persons_matter_and_nothing_else_is_sent() {
        try (Shop shop = Shop.builder()
                .authorization(new TokenSource(time -> {
                    throw Failure.unsent(ErrorCode.NOT_AUTHENTICATED, "shop", "token", "The secret is wrong.")
                            .toException();
                }))
                .build()) {
            assertThatThrownBy(() -> shop.get(shop.unlimited()))
                    .isInstanceOf(AccessException.class)
                    .hasMessageContaining("The secret is wrong.");
            assertThat(shop.host.received()).isEmpty();
        }
    }

    @Test
    void a_token_that_cannot_be_had_keeps_no_call_beyond_its_deadline() {
        try (Shop shop = shop(Safeguards.builder().deadline(Duration.ofSeconds(2)))) {
            shop.host.otherwise(request -> Answer.json(503, "{}"));
            assertThatThrownBy(() -> shop.get(shop.unlimited())).isInstanceOf(RetryLaterException.class);
            assertThat(shop.time.passed()).isLessThanOrEqualTo(Duration.ofSeconds(2));
        }
    }

    private static void together(Runnable work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                futures.add(threads.submit(() -> {
                    start.await();
                    work.run();
                    return null;
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
