package dev.sallyport.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Spans and metrics in OpenTelemetry, with the attribute names of its semantic conventions. One internal span for a
 * call, one client span for each attempt; metrics {@code sallyport.call.duration}, {@code sallyport.wait.duration} and
 * {@code http.client.request.duration} or {@code db.client.operation.duration}, in seconds. Thread-safe.
 */
public final class OpenTelemetryBridge implements Telemetry {
    private final Tracer tracer;
    private final DoubleHistogram calls;
    private final DoubleHistogram waits;
    private final DoubleHistogram requests;
    private final DoubleHistogram statements;

    private OpenTelemetryBridge(OpenTelemetry openTelemetry) {
        tracer = openTelemetry.getTracer("dev.sallyport");
        Meter meter = openTelemetry.getMeter("dev.sallyport");
        calls = histogram(meter, "sallyport.call.duration");
        waits = histogram(meter, "sallyport.wait.duration");
        requests = histogram(meter, "http.client.request.duration");
        statements = histogram(meter, "db.client.operation.duration");
    }

    /** Emits through the user's OpenTelemetry. */
    public static Telemetry to(OpenTelemetry openTelemetry) {
        return new OpenTelemetryBridge(openTelemetry);
    }

    @Override
    public CallSpan call(String operation, Map<String, String> attributes) {
        AttributesBuilder builder = Attributes.builder().put("sallyport.operation", operation);
        attributes.forEach(builder::put);
        Attributes common = builder.build();
        Span span = tracer.spanBuilder(operation)
                .setSpanKind(SpanKind.INTERNAL)
                .setAllAttributes(common)
                .startSpan();
        return new Call(span, common, System.nanoTime());
    }

    private static DoubleHistogram histogram(Meter meter, String name) {
        return meter.histogramBuilder(name).setUnit("s").build();
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private final class Call implements CallSpan {
        private final Span span;
        private final Attributes common;
        private final long start;

        private Call(Span span, Attributes common, long start) {
            this.span = span;
            this.common = common;
            this.start = start;
        }

        @Override
        public AttemptSpan attempt(int number) {
            Span child = tracer.spanBuilder("attempt")
                    .setParent(Context.current().with(span))
                    .setSpanKind(SpanKind.CLIENT)
                    .startSpan();
            return new Attempt(child, number, System.nanoTime());
        }

        @Override
        public void waited(Duration duration, String reason) {
            waits.record(
                    duration.toNanos() / 1e9,
                    Attributes.builder()
                            .putAll(common)
                            .put("sallyport.wait.reason", reason)
                            .build());
            span.addEvent(
                    "wait",
                    Attributes.builder().put("sallyport.wait.reason", reason).build());
        }

        @Override
        public void end(String result, @Nullable String error) {
            AttributesBuilder all = Attributes.builder().putAll(common).put("sallyport.result", result);
            span.setAttribute("sallyport.result", result);
            if (error != null) {
                all.put("error.type", error);
                span.setAttribute("error.type", error).setStatus(StatusCode.ERROR);
            }
            calls.record(secondsSince(start), all.build());
            span.end();
        }
    }

    private final class Attempt implements AttemptSpan {
        private final Span span;
        private final int number;
        private final long start;

        private Attempt(Span span, int number, long start) {
            this.span = span;
            this.number = number;
            this.start = start;
        }

        @Override
        public void end(Map<String, Object> attributes, @Nullable String error) {
            AttributesBuilder builder = Attributes.builder();
            attributes.forEach((name, value) -> put(builder, name, value));
            if (error != null) {
                builder.put("error.type", error);
                span.setStatus(StatusCode.ERROR);
            }
            Attributes all = builder.build();
            boolean http = attributes.containsKey("http.request.method");
            if (http && number > 1) {
                span.setAttribute("http.request.resend_count", number - 1L);
            }
            span.updateName(spanName(attributes, http));
            span.setAllAttributes(all);
            (http ? requests : statements).record(secondsSince(start), all);
            span.end();
        }

        private static String spanName(Map<String, Object> attributes, boolean http) {
            Object first = attributes.get(http ? "http.request.method" : "db.operation.name");
            Object second = attributes.get(http ? "url.template" : "db.collection.name");
            return (first == null ? "attempt" : first) + (second == null ? "" : " " + second);
        }

        private static void put(AttributesBuilder builder, String name, Object value) {
            if (value instanceof Number number) {
                builder.put(name, number.longValue());
            } else {
                builder.put(name, value.toString());
            }
        }
    }
}
