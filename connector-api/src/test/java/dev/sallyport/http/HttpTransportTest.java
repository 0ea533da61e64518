package dev.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.connect.Safeguards;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.AttemptFailure.Phase;
import dev.sallyport.spi.Read;
import dev.sallyport.support.Answer;
import dev.sallyport.support.ScriptedHost;
import dev.sallyport.support.Shop;
import dev.sallyport.support.SteppingTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HttpTransportTest {
    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_refused_connection_was_surely_not_sent() throws IOException {
        int free;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = taken.getLocalPort();
        }
        HttpTransport nobody = HttpTransport.to(
                URI.create("http://127.0.0.1:" + free), StatusTable::usual, Authorization.fixed("Bearer x"), shop.time);
        AttemptFailure failure = failure(nobody, HttpRequest.get("/things"));
        assertThat(failure.phase()).isEqualTo(Phase.NOT_SENT);
        assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(failure.isTransient()).isTrue();
    }

    @Test
    void callers_that_come_together_again_and_again_keep_their_connections() throws Exception {
        int callers = 24;
        CyclicBarrier together = new CyclicBarrier(callers);
        CyclicBarrier between = new CyclicBarrier(callers);
        shop.host.otherwise(request -> {
            meet(together);
            return Answer.json(200, "{}");
        });
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                ends.add(threads.submit(() -> {
                    for (int round = 0; round < 4; round++) {
                        shop.get(shop.unlimited());
                        meet(between);
                    }
                }));
            }
            for (Future<?> end : ends) {
                end.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(shop.host.received()).hasSize(4 * callers);
        assertThat(shop.host.received().stream().mapToInt(ScriptedHost.Received::connection))
                .allMatch(connection -> connection <= callers);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("not everybody came", e);
        }
    }

    @Test
    void a_name_that_nobody_has_and_a_handshake_that_fails_were_surely_not_sent() throws Exception {
        try (ServerSocket slammed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread door = new Thread(() -> {
                try (Socket caller = slammed.accept()) {
                    caller.getInputStream().read();
                } catch (IOException e) {
                    // The test is over.
                }
            });
            door.start();
            for (String address : List.of("https://127.0.0.1:" + slammed.getLocalPort(), "http://nobody.invalid")) {
                HttpTransport unreachable = HttpTransport.to(
                        URI.create(address), StatusTable::usual, Authorization.fixed("Bearer x"), shop.time);
                AttemptFailure failure = failure(unreachable, HttpRequest.of("POST", "/things"));
                assertThat(failure.phase()).as(address).isEqualTo(Phase.NOT_SENT);
                assertThat(failure.isTransient()).isTrue();
            }
            door.join();
        }
    }

    @Test
    void the_hosts_clock_is_what_its_last_date_said() {
        shop.host.script(Answer.json(200, "{}", "Date: Sun, 01 Mar 2026 09:53:00 GMT"), Answer.json(200, "{}"));
        for (int reply = 0; reply < 2; reply++) {
            shop.get(shop.unlimited());
            assertThat(shop.transport.byItsClock(SteppingTime.START)).isEqualTo("2026-03-01T09:53:00Z");
        }
    }

    @Test
    void a_connection_that_ends_after_the_request_was_perhaps_committed() {
        for (Answer answer : new Answer[] {Answer.eof(), Answer.reset(), Answer.cutShort("{\"id\":")}) {
            shop.host.script(answer);
            AttemptFailure failure = failure(HttpRequest.of("POST", "/things"));
            assertThat(failure.phase()).isEqualTo(Phase.PERHAPS);
            assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        }
    }

    @Test
    void a_reply_that_does_not_come_in_time_was_perhaps_committed() {
        ScriptedHost silent = new ScriptedHost().otherwise(request -> socket -> {
            socket.getInputStream().read();
            return false;
        });
        HttpTransport transport =
                HttpTransport.to(silent.uri(), StatusTable::usual, Authorization.fixed(""), shop.time);
        try (silent;
                Shop impatient = Shop.builder()
                        .safeguards(Safeguards.builder().attemptTimeout(Duration.ofMillis(50)))
                        .build()) {
            AtomicReference<AttemptFailure> seen = new AtomicReference<>();
            assertThatThrownBy(() -> impatient.pipeline.system(
                            Read.of(Shop.GET, null, context -> {
                                try {
                                    return transport
                                            .exchange(HttpRequest.of("POST", "/slow"), reply -> "")
                                            .run(context);
                                } catch (AttemptFailure failure) {
                                    seen.set(failure);
                                    throw failure;
                                }
                            }),
                            Duration.ofMillis(100)))
                    .isInstanceOf(ConnectorException.class);
            assertThat(seen.get().phase()).isEqualTo(Phase.PERHAPS);
        }
    }

    static Stream<Arguments> garbage() {
        return Stream.of(
                Arguments.of("HTML", Answer.content(200, "text/html", "<h1>Sign in</h1>")),
                Arguments.of("plain text", Answer.content(200, "text/plain", "{}")),
                Arguments.of("HTML that calls itself JSON", Answer.json(200, "<html></html>")),
                Arguments.of("JSON that stops", Answer.json(200, "{\"id\": \"t1\", \"na")),
                Arguments.of("two documents", Answer.json(200, "{} {}")),
                Arguments.of("201 levels", Answer.json(200, "[".repeat(201) + "]".repeat(201))),
                Arguments.of("a number of 2000 digits", Answer.json(200, "9".repeat(2000))),
                Arguments.of("a body over 32 MiB", Answer.json(200, '"' + "x".repeat((32 << 20) + 1) + '"')),
                Arguments.of("nothing where something should be", Answer.json(200, "")),
                Arguments.of("another document", Answer.json(200, "[1]")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("garbage")
    void a_success_that_is_not_whole_json_is_a_failure_and_never_data(String name, Answer answer) {
        shop.host.script(answer);
        AttemptFailure failure = failure(HttpRequest.of("POST", "/things"));
        assertThat(failure.code()).isEqualTo(ErrorCode.PROTOCOL);
        assertThat(failure.phase()).as("a write may have been committed").isEqualTo(Phase.PERHAPS);
    }

    @Test
    void two_hundred_levels_are_still_read() throws AttemptFailure {
        shop.host.script(Answer.json(200, "[".repeat(200) + "]".repeat(200)));
        assertThat(shop.pipeline.<Boolean>system(
                        Read.of(
                                Shop.GET,
                                null,
                                shop.transport.exchange(
                                        HttpRequest.get("/deep"),
                                        reply -> reply.body().isPresent())),
                        Duration.ofSeconds(5)))
                .isTrue();
    }

    @Test
    void a_refusal_stays_a_refusal_however_garbled_its_body_is() {
        for (String body : new String[] {"<html>", "[".repeat(500), "{} {}", "x".repeat((32 << 20) + 1)}) {
            shop.host.script(Answer.json(404, body));
            AttemptFailure failure = failure(HttpRequest.of("POST", "/things"));
            assertThat(failure.code()).isEqualTo(ErrorCode.NOT_FOUND);
            assertThat(failure.phase()).isEqualTo(Phase.ANSWERED);
        }
    }

    @Test
    void a_retry_after_that_is_no_text_of_the_protocol_is_as_good_as_none() {
        shop.host.script(Answer.json(429, "{}", "Retry-After: soon\u00fc"));
        AttemptFailure failure = failure(HttpRequest.of("POST", "/things"));
        assertThat(failure.code()).isEqualTo(ErrorCode.THROTTLED);
        assertThat(failure.phase()).isEqualTo(Phase.ANSWERED);
        assertThat(failure.notBefore()).isEmpty();
    }

    @Test
    void a_link_to_another_host_is_not_followed_and_gets_no_credentials() {
        try (ScriptedHost thief = new ScriptedHost()) {
            String other = thief.uri().toString();
            String port = ":" + thief.uri().getPort();
            String[] links = {
                other + "/next",
                "//127.0.0.1" + port + "/next",
                "http://x@127.0.0.1" + port + "/",
                "https://127.0.0.1/next"
            };
            for (String link : links) {
                AttemptFailure failure = failure(HttpRequest.get(link));
                assertThat(failure.phase()).as(link).isEqualTo(Phase.NOT_SENT);
                assertThat(failure.code()).as(link).isEqualTo(ErrorCode.PROTOCOL);
            }
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                shop.host.script(Answer.json(status, "{}", "Location: " + other + "/next"));
                assertThat(failure(HttpRequest.get("/things")).code()).isEqualTo(ErrorCode.PROTOCOL);
            }
            assertThat(thief.received()).isEmpty();
            assertThat(shop.host.received())
                    .hasSize(5)
                    .allSatisfy(request ->
                            assertThat(request.headers().get("authorization")).isEqualTo("Bearer top-secret-token"));
        }
    }

    @Test
    void an_id_stays_one_segment_of_the_path_whatever_it_holds() {
        failureOrNothing(HttpRequest.get("/things/{id}/notes", "../../admin?x=1#y%2F ü"));
        assertThat(shop.host.received().get(0).target())
                .isEqualTo("/things/..%2F..%2Fadmin%3Fx%3D1%23y%252F%20%C3%BC/notes");
        for (String id : new String[] {"", ".", ".."}) {
            assertThatThrownBy(() -> HttpRequest.get("/things/{id}", id)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void input_of_which_no_request_can_be_made_was_not_sent() {
        AttemptFailure failure = failure(HttpRequest.get("/things").header("X-Note", "two\nlines"));
        assertThat(failure.phase()).isEqualTo(Phase.NOT_SENT);
        assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_INPUT);
        assertThat(shop.host.received()).isEmpty();
    }

    private AttemptFailure failure(HttpRequest request) {
        return failure(shop.transport, request);
    }

    private AttemptFailure failure(HttpTransport transport, HttpRequest request) {
        AtomicReference<AttemptFailure> seen = new AtomicReference<>();
        assertThatThrownBy(() -> shop.pipeline.system(
                        Read.of(Shop.GET, null, context -> once(transport, request, seen, context)),
                        Duration.ofSeconds(10)))
                .isInstanceOf(ConnectorException.class);
        assertThat(seen.get()).isNotNull();
        return seen.get();
    }

    private void failureOrNothing(HttpRequest request) {
        shop.pipeline.system(
                Read.of(Shop.GET, null, shop.transport.exchange(request, reply -> "")), Duration.ofSeconds(5));
    }

    /** One attempt only: whatever happens is final. */
    private static String once(
            HttpTransport transport, HttpRequest request, AtomicReference<AttemptFailure> seen, AttemptContext context)
            throws AttemptFailure {
        try {
            return transport
                    .exchange(
                            request,
                            reply -> reply.body().orElseThrow().required("id").asString())
                    .run(context);
        } catch (AttemptFailure failure) {
            seen.set(failure);
            throw AttemptFailure.answered(failure.code(), failure.advice());
        }
    }
}
