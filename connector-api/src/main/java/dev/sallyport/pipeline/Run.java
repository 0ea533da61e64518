package dev.sallyport.pipeline;

import dev.sallyport.Ref;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import dev.sallyport.pacing.Lane;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.Operation;
import dev.sallyport.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call on its way: its deadline and what has been spent. Used by the caller's thread only. */
final class Run {
    final ConnectorDescriptor connector;
    final Operation operation;
    final @Nullable Ref target;
    Instant deadline;
    final String stamp;
    final Lane lane;
    private final @Nullable Grant grant;
    final Duration attemptTimeout;
    final Telemetry.CallSpan span;
    final Map<String, String> memory = new HashMap<>();
    final Map<String, Integer> cost = new HashMap<>();
    final Map<String, Duration> waits = new HashMap<>();
    private final Consumer<Stage> watcher;
    private final Duration most;
    int attempts;
    int retriesPaid;
    boolean intended;
    boolean mayBeSecond;

    @Nullable
    String requestId;

    @Nullable
    String checkedVersion;

    @Nullable
    Instant uncertainSince;

    @Nullable
    String base;

    Run(
            ConnectorDescriptor connector,
            Operation operation,
            @Nullable Ref target,
            String stamp,
            @Nullable Grant grant,
            Safeguards safeguards,
            Duration most,
            Consumer<Stage> watcher) {
        this.connector = connector;
        this.operation = operation;
        this.target = target;
        this.stamp = stamp;
        this.grant = grant;
        this.lane = grant == null ? Lane.INTERACTIVE : grant.lane();
        this.most = most;
        this.deadline = safeguards.time().now().plus(most);
        this.attemptTimeout = safeguards.attemptTimeout();
        this.watcher = watcher;
        this.span = safeguards.telemetry().call(operation.name(), Map.of("sallyport.system", connector.system()));
    }

    /** All of its time is before it again: a person had been asked. */
    void beginAnew(Instant now) {
        deadline = now.plus(most);
    }

    /** Why nothing more may be sent for it; null if it may. */
    @Nullable
    Failure overdue(Instant now) {
        if (grant != null && grant.endedAt(now)) {
            return failure(
                    ErrorCode.GRANT_EXPIRED, "The grant to " + grant.actor() + " ended before the call could be sent.");
        }
        return now.isBefore(deadline)
                ? null
                : failure(ErrorCode.DEADLINE, "The deadline passed before the call could be sent.");
    }

    /** Its turn in its batch has come. */
    void until(Instant newDeadline) {
        deadline = newDeadline;
    }

    /** Counts an attempt of a request that this call went along with. */
    void sentWith(Run request) {
        attempts++;
        requestId = request.requestId;
    }

    /** What a request cost is told by one of those that went along with it. */
    void pays(Run request) {
        request.cost.forEach((limit, units) -> cost.merge(limit, units, Integer::sum));
        request.cost.clear();
    }

    void enter(Stage stage) {
        watcher.accept(stage);
    }

    /** The call waited, for a limit or for its turn to try again. */
    void waited(Duration duration, String reason) {
        waits.merge(reason, duration, Duration::plus);
        span.waited(duration, reason);
    }

    Failure failure(ErrorCode code, String advice) {
        return new Failure(code, connector.system(), operation.name(), attempts, advice, requestId, null, null);
    }
}
