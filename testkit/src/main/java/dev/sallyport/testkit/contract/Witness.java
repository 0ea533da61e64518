package dev.sallyport.testkit.contract;

import dev.sallyport.audit.AuditEvent;
import dev.sallyport.audit.AuditException;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.telemetry.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Hears everything that a connector tells of its calls. Thread-safe. */
final class Witness implements AuditLog, Telemetry {
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final LongSupplier effects;
    private volatile boolean deaf;

    Witness(LongSupplier effects) {
        this.effects = effects;
    }

    /** A line of the audit, and how many effects there were when it was written. */
    record Line(AuditEvent event, long effects) {
        boolean isOf(AuditEvent.Stage stage) {
            return event.stage() == stage;
        }
    }

    /** What the callers' calls left in the audit; calls of the connector's own left out. */
    List<Line> lines() {
        return lines.stream()
                .filter(line -> !line.isOf(AuditEvent.Stage.SYSTEM))
                .toList();
    }

    List<Line> lines(AuditEvent.Stage stage) {
        return lines.stream().filter(line -> line.isOf(stage)).toList();
    }

    /** Everything that was told, as text. */
    List<String> told() {
        return told;
    }

    void tell(@Nullable Object something) {
        told.add(String.valueOf(something));
    }

    /** From now on no line can be written. */
    void turnDeaf() {
        deaf = true;
    }

    void forget() {
        lines.clear();
        told.clear();
    }

    @Override
    public void append(AuditEvent event) {
        if (deaf) {
            throw new AuditException("the disk is full", new IllegalStateException("no space"));
        }
        lines.add(new Line(event, effects.getAsLong()));
        told.add(event.toString());
    }

    @Override
    public CallSpan call(String operation, Map<String, String> attributes) {
        told.add("span " + operation + attributes);
        return new CallSpan() {
            @Override
            public AttemptSpan attempt(int number) {
                return (more, error) -> told.add("attempt " + more + error);
            }

            @Override
            public void waited(Duration duration, String reason) {
                told.add("waited " + reason);
            }

            @Override
            public void end(String result, @Nullable String error) {
                told.add("ended " + result + error);
            }
        };
    }

    @Override
    public void close() {}
}
