package dev.sallyport.telemetry;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where spans and metrics go. Thread-safe. Attribute values hold no payload, no id and no full URL. */
public interface Telemetry {
    /** A call begins. */
    CallSpan call(String operation, Map<String, String> attributes);

    /** Nothing is emitted. */
    static Telemetry none() {
        return NoTelemetry.INSTANCE;
    }

    /** The span of one call; ended exactly once, on the thread that began it. */
    interface CallSpan {
        /** An attempt begins. */
        AttemptSpan attempt(int number);

        /** The call waited for a limit or for its turn to try again. */
        void waited(Duration duration, String reason);

        /** The call ended. {@code error} is an error code or null. */
        void end(String result, @Nullable String error);
    }

    /** The span of one attempt; ended exactly once. */
    interface AttemptSpan {
        /** The attempt ended, with the transport's standard attributes, such as {@code http.response.status_code}. */
        void end(Map<String, Object> attributes, @Nullable String error);
    }
}
