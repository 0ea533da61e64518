package dev.sallyport.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.http.HttpRequest;
import dev.sallyport.spi.Read;
import dev.sallyport.support.Answer;
import dev.sallyport.support.Shop;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenTelemetryBridgeTest {
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .setMeterProvider(
                    SdkMeterProvider.builder().registerMetricReader(metrics).build())
            .build();
    private final Shop shop = Shop.builder()
            .safeguards(Safeguards.builder().telemetry(OpenTelemetryBridge.to(sdk)))
            .found(false, Duration.ofMinutes(10))
            .build();

    @AfterEach
    void close() {
        shop.close();
        sdk.close();
    }

    @Test
    void a_call_is_a_span_and_each_attempt_a_client_span_below_it() {
        shop.host.script(Answer.json(503, "{}", "Retry-After: 3"));
        shop.get(shop.unlimited());
        List<SpanData> all = spans.getFinishedSpanItems();
        assertThat(all)
                .extracting(SpanData::getName)
                .containsExactly("GET /things/{id}", "GET /things/{id}", "things.get");
        SpanData first = all.get(0);
        SpanData second = all.get(1);
        SpanData call = all.get(2);
        assertThat(call.getKind()).isEqualTo(SpanKind.INTERNAL);
        assertThat(text(call, "sallyport.system")).isEqualTo("shop");
        assertThat(text(call, "sallyport.operation")).isEqualTo("things.get");
        assertThat(text(call, "sallyport.result")).isEqualTo("ok");
        assertThat(call.getEvents()).extracting(event -> event.getName()).containsExactly("wait");
        assertThat(first.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(first.getParentSpanId()).isEqualTo(call.getSpanId());
        assertThat(first.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(text(first, "error.type")).isEqualTo("UNAVAILABLE");
        assertThat(number(first, "http.response.status_code")).isEqualTo(503);
        assertThat(number(first, "http.request.resend_count")).isNull();
        assertThat(text(second, "http.request.method")).isEqualTo("GET");
        assertThat(text(second, "url.template")).isEqualTo("/things/{id}");
        assertThat(text(second, "server.address")).isEqualTo("127.0.0.1");
        assertThat(number(second, "server.port")).isEqualTo(shop.host.uri().getPort());
        assertThat(number(second, "http.response.status_code")).isEqualTo(200);
        assertThat(number(second, "http.request.resend_count")).isEqualTo(1);
        assertThat(text(second, "error.type")).isNull();
    }

    @Test
    void metrics_count_calls_waits_and_requests_in_seconds() {
        shop.host.script(Answer.json(503, "{}", "Retry-After: 3"));
        shop.get(shop.unlimited());
        Collection<MetricData> all = metrics.collectAllMetrics();
        assertThat(all)
                .extracting(MetricData::getName)
                .containsExactlyInAnyOrder(
                        "sallyport.call.duration", "sallyport.wait.duration", "http.client.request.duration");
        assertThat(all).extracting(MetricData::getUnit).containsOnly("s");
        assertThat(histogramCount(all, "http.client.request.duration")).isEqualTo(2);
        assertThat(histogramCount(all, "sallyport.call.duration")).isOne();
        assertThat(all)
                .filteredOn(metric -> metric.getName().equals("sallyport.wait.duration"))
                .allSatisfy(metric -> metric.getHistogramData().getPoints().forEach(point -> {
                    assertThat(point.getSum()).isBetween(3.0, 4.0);
                    assertThat(point.getAttributes().get(AttributeKey.stringKey("sallyport.wait.reason")))
                            .isEqualTo("retry");
                }));
    }

    @Test
    void every_call_ends_its_span_once_however_it_ends() {
        shop.create(shop.under(Grant.to("agent").allow("crm:*:*").dryRun()));
        assertThat(last()).satisfies(span -> {
            assertThat(text(span, "sallyport.result")).isEqualTo("not sent: DRY_RUN");
            assertThat(text(span, "error.type")).isNull();
        });
        assertThatThrownBy(() -> shop.get(shop.under(Grant.to("agent"))));
        assertThat(text(last(), "error.type")).isEqualTo("NOT_GRANTED");
        assertThatThrownBy(() -> shop.pipeline.read(shop.unlimited(), Read.of(Shop.GET, null, context -> {
            throw new IllegalStateException("broken connector");
        })));
        assertThat(text(last(), "error.type")).isEqualTo("INTERNAL");
        shop.host.script(Answer.eof()).otherwise(request -> Answer.json(404, "{}"));
        Outcome<Receipt> unknown = shop.create(shop.unlimited());
        assertThat(text(last(), "error.type")).isEqualTo("UNKNOWN_OUTCOME");
        spans.reset();
        ((Outcome.Unknown<Receipt>) unknown).settle();
        assertThat(spans.getFinishedSpanItems())
                .extracting(SpanData::getName)
                .containsExactly("GET /intents/{stamp}", "intent.look", "things.create");
        spans.reset();
        shop.host.script(Answer.json(200, "{}"));
        shop.pipeline.system(
                Read.of(Shop.LOOK, null, shop.transport.exchange(HttpRequest.get("/x"), reply -> "")),
                Duration.ofSeconds(1));
        assertThat(spans.getFinishedSpanItems()).extracting(SpanData::getName).containsExactly("GET /x", "intent.look");
    }

    @Test
    void no_id_no_query_no_content_and_no_secret_is_in_any_of_it() {
        shop.host.script(
                Answer.json(201, "{\"id\":\"t-secret-id\"}"),
                Answer.json(400, "{\"message\":\"vendor-text\"}"),
                Answer.content(200, "text/html", "<p>reply-payload</p>"),
                Answer.json(200, "{}"));
        shop.create(shop.unlimited(), Intent.keyed("private-key"), Map.of("name", "payload"));
        shop.create(shop.unlimited(), Intent.keyed("private-key-2"), Map.of("name", "payload"));
        shop.pipeline.read(
                shop.unlimited(),
                Read.of(
                        Shop.GET,
                        Shop.THING,
                        shop.transport.exchange(
                                HttpRequest.get("/things/{id}", "secret-id").query("q", "SELECT payload"),
                                reply -> "")));
        StringBuilder everything = new StringBuilder();
        spans.getFinishedSpanItems()
                .forEach(span -> everything
                        .append(span.getName())
                        .append(span.getAttributes())
                        .append(span.getEvents())
                        .append(span.getStatus()));
        metrics.collectAllMetrics().forEach(everything::append);
        assertThat(everything.toString())
                .contains("/things/{id}", "things.create", "INVALID_INPUT")
                .doesNotContain("http://", "secret-id", "SELECT", "payload", "private-key", "vendor-text", "token");
    }

    private SpanData last() {
        List<SpanData> all = spans.getFinishedSpanItems();
        return all.get(all.size() - 1);
    }

    private static long histogramCount(Collection<MetricData> all, String name) {
        return all.stream()
                .filter(metric -> metric.getName().equals(name))
                .flatMap(metric -> metric.getHistogramData().getPoints().stream())
                .mapToLong(point -> point.getCount())
                .sum();
    }

    private static String text(SpanData span, String name) {
        Attributes attributes = span.getAttributes();
        return attributes.get(AttributeKey.stringKey(name));
    }

    private static Long number(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.longKey(name));
    }
}
