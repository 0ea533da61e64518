package dev.sallyport.benchmarks;

import dev.sallyport.Secret;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.telemetry.OpenTelemetryBridge;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** An audit file and OpenTelemetry's SDK: spans are made and handed to an exporter that drops them, metrics are added up. */
final class RecordedSafeguards implements AutoCloseable {
    private final Folder folder;
    private final AuditLog audit;
    private final OpenTelemetrySdk telemetry;

    private RecordedSafeguards(Folder folder) {
        this.folder = folder;
        this.audit = AuditLog.file(folder.file("audit.jsonl"), Secret.of("a benchmark's audit key, not secret"));
        this.telemetry = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(new Dropped()))
                        .build())
                .setMeterProvider(SdkMeterProvider.builder()
                        .registerMetricReader(InMemoryMetricReader.create())
                        .build())
                .build();
    }

    static RecordedSafeguards start() {
        return new RecordedSafeguards(Folder.make());
    }

    Safeguards safeguards() {
        return Safeguards.builder()
                .audit(audit)
                .telemetry(OpenTelemetryBridge.to(telemetry))
                .build();
    }

    @Override
    public void close() {
        telemetry.close();
        audit.close();
        folder.close();
    }

    private static final class Dropped implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
