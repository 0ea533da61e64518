package dev.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.Write;
import dev.sallyport.spi.Written;
import dev.sallyport.support.Answer;
import dev.sallyport.support.ScriptedHost.Received;
import dev.sallyport.support.Shop;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** The HTTP client never sends a request again by itself: the host receives one for each attempt of the pipeline. */
class SilentResendTest {
    static Stream<Arguments> provocations() {
        String elsewhere = "Location: /elsewhere";
        return Stream.of(
                        Arguments.of("EOF", Answer.eof()),
                        Arguments.of("RST", Answer.reset()),
                        Arguments.of("truncated reply", Answer.cutShort("{\"id\":")),
                        Arguments.of("408", Answer.json(408, "{}", "Retry-After: 0")),
                        Arguments.of("503", Answer.json(503, "{}", "Retry-After: 0")),
                        Arguments.of("503 that ends the connection", Answer.json(503, "{}", "Connection: close")),
                        Arguments.of("401", Answer.json(401, "{}", "WWW-Authenticate: Basic realm=\"x\"")),
                        Arguments.of("407", Answer.json(407, "{}", "Proxy-Authenticate: Basic realm=\"x\"")),
                        Arguments.of("421", Answer.json(421, "{}")),
                        Arguments.of("302", Answer.json(302, "{}", elsewhere)),
                        Arguments.of("307", Answer.json(307, "{}", elsewhere)),
                        Arguments.of("308", Answer.json(308, "{}", elsewhere)))
                .flatMap(each -> Stream.of(true, false)
                        .map(warm -> Arguments.of(each.get()[0], warm ? "warm" : "cold", each.get()[1])));
    }

    @ParameterizedTest(name = "POST: {0} on a {1} connection")
    @MethodSource("provocations")
    void a_write_is_sent_once(String name, String connection, Answer answer) {
        try (Shop shop = Shop.open()) {
            warmUp(shop, connection);
            shop.host.script(answer).otherwise(request -> Answer.json(201, "{\"id\":\"twice\"}"));
            Outcome<Receipt> outcome = shop.create(shop.unlimited(), Intent.automatic(), Map.of("name", "lamp"));
            assertThat(shop.host.received("POST")).hasSize(1);
            assertThat(outcome.isCommitted()).isFalse();
            onOneConnection(shop, connection);
        }
    }

    @ParameterizedTest(name = "POST without a body: {0} on a {1} connection")
    @MethodSource("provocations")
    void an_empty_write_is_sent_once(String name, String connection, Answer answer) {
        try (Shop shop = Shop.open()) {
            warmUp(shop, connection);
            shop.host.script(answer);
            AtomicInteger attempts = new AtomicInteger();
            attempt(shop, HttpRequest.of("POST", "/things/{id}/close", "t1"), attempts);
            assertThat(shop.host.received("POST")).hasSize(attempts.get());
        }
    }

    static Stream<Arguments> methods() {
        return Stream.of("PUT", "PATCH", "DELETE")
                .flatMap(method -> Stream.of(true, false)
                        .flatMap(body -> provocations()
                                .map(each -> Arguments.of(method, body, each.get()[0], each.get()[1], each.get()[2]))));
    }

    @ParameterizedTest(name = "{0}, body {1}: {2} on a {3} connection")
    @MethodSource("methods")
    void a_write_by_any_method_is_sent_once(
            String method, boolean body, String name, String connection, Answer answer) {
        try (Shop shop = Shop.open()) {
            warmUp(shop, connection);
            shop.host.script(answer).otherwise(request -> Answer.json(200, "{\"id\":\"twice\"}"));
            HttpRequest bare = HttpRequest.of(method, "/things/{id}", "t1");
            HttpRequest request = body ? bare.json(JsonNodeFactory.instance.objectNode()) : bare;
            Outcome<Receipt> outcome = shop.pipeline.write(
                    shop.unlimited(),
                    Write.of(
                            shop.update,
                            Intent.automatic(),
                            Shop.THING,
                            Map.of("name", "lamp"),
                            shop.transport.exchange(request, reply -> Written.ours(Shop.THING, null))));
            assertThat(shop.host.received(method)).hasSize(1);
            assertThat(outcome.isCommitted()).isFalse();
            onOneConnection(shop, connection);
        }
    }

    @ParameterizedTest(name = "GET: {0} on a {1} connection")
    @MethodSource("provocations")
    void a_read_is_sent_once_for_each_attempt(String name, String connection, Answer answer) {
        try (Shop shop = Shop.open()) {
            warmUp(shop, connection);
            int before = shop.host.received().size();
            shop.host.script(answer);
            AtomicInteger attempts = new AtomicInteger();
            attempt(shop, HttpRequest.get("/things/{id}", "t1"), attempts);
            assertThat(shop.host.received()).hasSize(before + attempts.get());
            assertThat(shop.host.received()).extracting(Received::target).doesNotContain("/elsewhere");
        }
    }

    /** As a read, so that the pipeline may try again as often as it likes. */
    private static void attempt(Shop shop, HttpRequest request, AtomicInteger attempts) {
        try {
            shop.pipeline.read(shop.unlimited(), Read.of(Shop.GET, Shop.THING, context -> {
                attempts.incrementAndGet();
                return shop.transport.exchange(request, reply -> "done").run(context);
            }));
        } catch (ConnectorException e) {
            assertThat(e.failure().attempts()).isEqualTo(attempts.get());
        }
    }

    private static void warmUp(Shop shop, String connection) {
        if (connection.equals("warm")) {
            shop.get(shop.unlimited());
        }
    }

    private static void onOneConnection(Shop shop, String connection) {
        List<Integer> connections = shop.host.received().stream()
                .map(Received::connection)
                .distinct()
                .toList();
        assertThat(connections).as(connection).containsExactly(1);
    }
}
