package dev.sallyport.pipeline;

import dev.sallyport.effect.Ledger;
import dev.sallyport.pacing.Draw;
import dev.sallyport.pacing.Observation;
import dev.sallyport.pacing.Permit;
import dev.sallyport.pacing.QuotaStore;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.SystemReads;
import dev.sallyport.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a call, as the connector sees it. Used by the caller's thread only.
 *
 * @param run the call
 * @param draws what it took of the limits
 * @param permit with which it took that
 * @param asked when it got it
 * @param pass with which the circuit let it through
 * @param reads reads of Sallyport's own within its time
 * @param time the clock
 * @param quotas what the vendor says of limits is told to these
 * @param ledger what goes out again is noted there
 * @param attributes what telemetry is told of it
 */
record RunAttempt(
        Run run,
        List<Draw> draws,
        Permit permit,
        Instant asked,
        Circuit.Pass pass,
        SystemReads reads,
        TimeSource time,
        QuotaStore quotas,
        Ledger ledger,
        Map<String, Object> attributes)
        implements AttemptContext {

    @Override
    public int number() {
        return run.attempts;
    }

    @Override
    public Duration timeout() {
        Duration left = Duration.between(time.now(), run.deadline);
        Duration most = run.attemptTimeout;
        Duration shorter = left.compareTo(most) < 0 ? left : most;
        return shorter.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : shorter;
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public boolean writes() {
        return run.operation.effect().writes();
    }

    @Override
    public String stamp() {
        return run.stamp;
    }

    @Override
    public void remember(String name, String value) {
        run.memory.put(name, value);
    }

    @Override
    public Optional<String> remembered(String name) {
        return Optional.ofNullable(run.memory.get(name));
    }

    @Override
    public Optional<String> checkedVersion() {
        return Optional.ofNullable(run.checkedVersion);
    }

    @Override
    public Optional<Instant> uncertainSince() {
        return Optional.ofNullable(run.uncertainSince);
    }

    @Override
    public boolean mayBeSecond() {
        return run.mayBeSecond;
    }

    @Override
    public void sendingAgain(Collection<String> stamps) {
        ledger.sendingAgain(stamps, time.now(), run.deadline);
    }

    @Override
    public Optional<Instant> sentAgainUntil(String stamp) {
        return ledger.sentAgainUntil(stamp, time.now());
    }

    @Override
    public void basedOn(String version) {
        run.base = version;
    }

    @Override
    public void observe(String limit, Observation observation) {
        draws.stream()
                .filter(draw -> draw.limit().name().equals(limit))
                .forEach(draw -> quotas.observe(draw, observation, asked, time.now()));
    }

    @Override
    public void cost(String limit, long units) {
        draws.stream().filter(draw -> draw.limit().name().equals(limit)).forEach(draw -> {
            permit.cost(limit, units);
            run.cost.merge(limit, (int) Math.min(Integer.MAX_VALUE, units - draw.units()), Integer::sum);
        });
    }

    @Override
    public void requestId(@Nullable String id) {
        run.requestId = id;
    }

    @Override
    public void attribute(String name, Object value) {
        attributes.put(name, value);
    }
}
