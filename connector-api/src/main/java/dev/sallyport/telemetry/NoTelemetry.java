package dev.sallyport.telemetry;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Emits nothing and allocates nothing. */
enum NoTelemetry implements Telemetry, Telemetry.CallSpan, Telemetry.AttemptSpan {
    INSTANCE;

    @Override
    public CallSpan call(String operation, Map<String, String> attributes) {
        return this;
    }

    @Override
    public AttemptSpan attempt(int number) {
        return this;
    }

    @Override
    public void waited(Duration duration, String reason) {}

    @Override
    public void end(String result, @Nullable String error) {}

    @Override
    public void end(Map<String, Object> attributes, @Nullable String error) {}
}
