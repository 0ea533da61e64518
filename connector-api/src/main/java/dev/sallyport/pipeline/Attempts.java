package dev.sallyport.pipeline;

import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.pacing.Draw;
import dev.sallyport.pacing.QuotaStore;
import dev.sallyport.pacing.QuotaStore.Observation;
import dev.sallyport.pacing.Reservation;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.SystemReads;
import dev.sallyport.telemetry.Telemetry;
import dev.sallyport.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One attempt with everything that goes before and after it, and the wait between two. Thread-safe. */
final class Attempts {
    private static final Duration LONGEST_PAUSE = Duration.ofHours(24);
    private final TimeSource time;
    private final Pacer pacer;
    private final Circuit circuit;
    private final RetryBudget budget;
    private final Jitter jitter;

    Attempts(TimeSource time, Pacer pacer, Circuit circuit, RetryBudget budget, Jitter jitter) {
        this.time = time;
        this.pacer = pacer;
        this.circuit = circuit;
        this.budget = budget;
        this.jitter = jitter;
    }

    Instant now() {
        return time.now();
    }

    /**
     * Tries once, after waiting for circuit and limits.
     *
     * @throws dev.sallyport.error.ConnectorException if the waiting would not end before the deadline; nothing was sent
     */
    <T> T once(Run run, Attempt<T> attempt, SystemReads reads) throws AttemptFailure {
        run.enter(Stage.OPEN);
        awaitCircuit(run);
        List<Draw> draws = pacer.draws(run.operation, run.target);
        Instant taken = awaitPermits(run, draws);
        Context context = new Context(run, draws, taken, reads);
        run.enter(Stage.ATTEMPT);
        run.attempts++;
        draws.forEach(draw -> run.cost.merge(draw.limit().name(), draw.units(), Integer::sum));
        Telemetry.AttemptSpan span = run.span.attempt(run.attempts);
        @Nullable String error = null;
        try {
            T value = attempt.run(context);
            run.enter(Stage.READ);
            circuit.succeeded();
            budget.succeededAfter(run.retriesPaid);
            run.retriesPaid = 0;
            return value;
        } catch (AttemptFailure failure) {
            run.enter(Stage.READ);
            error = failure.code().name();
            learn(context, failure);
            throw failure;
        } catch (ConnectorException e) {
            // A read that the attempt needs first was refused, or its input makes no request: it sent nothing.
            pacer.store.refund(draws, context.taken);
            error = e.code().name();
            throw e;
        } catch (RuntimeException e) {
            error = e.getClass().getSimpleName();
            throw e;
        } finally {
            pacer.store.release(draws);
            span.end(context.attributes, error);
        }
    }

    /**
     * Waits before the next try of a call.
     *
     * @throws dev.sallyport.error.ConnectorException if it would not start before the deadline, or the budget is spent
     */
    void pause(Run run, AttemptFailure failure, int failures) {
        if (failure.code() != ErrorCode.THROTTLED) {
            if (!budget.draw()) {
                throw run.failure(
                                failure.code(),
                                "Failed, and too many retries of this account failed as well: " + failure.advice())
                        .retryAt(time.now().plus(Duration.ofSeconds(5)))
                        .toException(failure);
            }
            run.retriesPaid++;
        }
        Instant now = time.now();
        Instant next = now.plus(jitter.backoff(failures));
        Instant told = failure.notBefore().map(instant -> bounded(instant, now)).orElse(now);
        if (told.isAfter(next)) {
            next = told.plus(jitter.spread(Duration.between(now, told)));
        }
        if (!next.isBefore(run.deadline)) {
            throw run.failure(failure.code(), "Could not succeed before the deadline: " + failure.advice())
                    .retryAt(next)
                    .toException(failure);
        }
        sleepUntil(run, next, "retry");
    }

    private void learn(Context context, AttemptFailure failure) {
        Instant now = time.now();
        List<Draw> draws = context.draws;
        if (failure.phase() == AttemptFailure.Phase.NOT_SENT) {
            pacer.store.refund(draws, context.taken);
        }
        if (failure.isVendorFault() && failure.code() != ErrorCode.INTERRUPTED) {
            circuit.failed(now);
        } else if (failure.phase() == AttemptFailure.Phase.ANSWERED) {
            circuit.succeeded();
        }
        if (failure.code() == ErrorCode.THROTTLED) {
            failure.notBefore()
                    .ifPresent(instant -> draws.stream()
                            .findFirst()
                            .ifPresent(draw ->
                                    pacer.store.observe(draw, Observation.notBefore(bounded(instant, now)), now)));
        }
    }

    private void awaitCircuit(Run run) {
        Instant opens = circuit.opensAt(time.now());
        while (opens.isAfter(time.now())) {
            Instant turn = opens.plus(jitter.spread(Duration.between(time.now(), opens)));
            if (!turn.isBefore(run.deadline)) {
                throw run.failure(
                                ErrorCode.UNAVAILABLE,
                                "The system failed many times in a row; it is left alone for a while.")
                        .retryAt(opens)
                        .toException();
            }
            sleepUntil(run, turn, "circuit");
            opens = circuit.opensAt(time.now());
        }
    }

    /** When the permits were taken. */
    private Instant awaitPermits(Run run, List<Draw> draws) {
        QuotaStore store = pacer.store;
        while (true) {
            Instant now = time.now();
            run.enter(Stage.FEASIBLE);
            if (!now.isBefore(run.deadline)) {
                throw run.failure(ErrorCode.DEADLINE, "The deadline passed before the call could be sent.")
                        .toException();
            }
            run.enter(Stage.PACE);
            if (!(store.reserve(draws, now) instanceof Reservation.Wait wait)) {
                return now;
            }
            if (!wait.until().isBefore(run.deadline)) {
                throw run.failure(
                                ErrorCode.THROTTLED,
                                "The limit '" + wait.limit() + "' is used up until " + wait.until() + ".")
                        .retryAt(wait.until())
                        .toException();
            }
            sleepUntil(run, wait.until(), wait.limit());
        }
    }

    private void sleepUntil(Run run, Instant instant, String reason) {
        Duration wait = Duration.between(time.now(), instant);
        if (wait.isNegative()) {
            return;
        }
        try {
            time.sleep(wait);
            run.span.waited(wait, reason);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw run.failure(ErrorCode.INTERRUPTED, "The caller interrupted the call while it waited.")
                    .toException(e);
        }
    }

    private static Instant bounded(Instant told, Instant now) {
        Instant latest = now.plus(LONGEST_PAUSE);
        return told.isAfter(latest) ? latest : told;
    }

    private final class Context implements AttemptContext {
        private final Run run;
        private final List<Draw> draws;
        private final Instant taken;
        private final SystemReads reads;
        private final Map<String, Object> attributes = new HashMap<>();

        private Context(Run run, List<Draw> draws, Instant taken, SystemReads reads) {
            this.run = run;
            this.draws = draws;
            this.taken = taken;
            this.reads = reads;
        }

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
        public SystemReads reads() {
            return reads;
        }

        @Override
        public void observe(String limit, Observation observation) {
            draws.stream()
                    .filter(draw -> draw.limit().name().equals(limit))
                    .forEach(draw -> pacer.store.observe(draw, observation, time.now()));
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
}
