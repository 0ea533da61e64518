package dev.sallyport.pipeline;

import dev.sallyport.effect.Ledger;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import dev.sallyport.pacing.Draw;
import dev.sallyport.pacing.Limit;
import dev.sallyport.pacing.Observation;
import dev.sallyport.pacing.Permit;
import dev.sallyport.pacing.Reservation;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.SystemReads;
import dev.sallyport.telemetry.Telemetry;
import dev.sallyport.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One attempt with everything that goes before and after it, and the wait between two. Thread-safe. */
final class Attempts {
    private static final Duration LONGEST_PAUSE = Duration.ofHours(24);
    private static final Duration UNTOLD_PAUSE = Duration.ofSeconds(1);
    private final TimeSource time;
    private final Pacer pacer;
    private final Account account;
    private final Jitter jitter;
    private final Ledger ledger;

    Attempts(TimeSource time, Pacer pacer, Account account, Jitter jitter, Ledger ledger) {
        this.time = time;
        this.ledger = ledger;
        this.pacer = pacer;
        this.account = account;
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
        Circuit.Pass pass = awaitCircuit(run);
        try {
            List<Draw> draws = pacer.draws(run.operation, run.target, run.lane);
            return carriedOut(new Context(run, draws, awaitPermit(run, draws), time.now(), pass, reads), attempt);
        } finally {
            account.circuit.done(pass);
        }
    }

    private <T> T carriedOut(Context context, Attempt<T> attempt) throws AttemptFailure {
        Run run = context.run;
        run.enter(Stage.ATTEMPT);
        run.attempts++;
        context.draws.forEach(draw -> run.cost.merge(draw.limit().name(), draw.units(), Integer::sum));
        Telemetry.AttemptSpan span = run.span.attempt(run.attempts);
        @Nullable String error = null;
        try {
            T value = attempt.run(context);
            run.enter(Stage.READ);
            account.circuit.succeeded(context.pass);
            account.budget.succeededAfter(run.retriesPaid);
            run.retriesPaid = 0;
            return value;
        } catch (AttemptFailure failure) {
            run.enter(Stage.READ);
            error = failure.code().name();
            learn(context, failure);
            throw failure;
        } catch (ConnectorException e) {
            // A read that the attempt needs first was refused, or its input makes no request: it sent nothing.
            context.permit.refund();
            error = e.code().name();
            throw e;
        } catch (RuntimeException e) {
            error = e.getClass().getSimpleName();
            throw e;
        } finally {
            context.permit.used(time.now());
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
            if (!account.budget.draw()) {
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
        Instant told =
                failure.notBefore().map(instant -> believed(run, instant, now)).orElse(now);
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
        if (failure.phase() == AttemptFailure.Phase.NOT_SENT) {
            context.permit.refund();
        }
        if (failure.isVendorFault() && failure.code() != ErrorCode.INTERRUPTED) {
            account.circuit.failed(
                    context.pass, now, failure.notBefore().map(this::spread).orElse(null));
        } else if (failure.phase() == AttemptFailure.Phase.ANSWERED) {
            account.circuit.succeeded(context.pass);
        }
        if (failure.code() == ErrorCode.THROTTLED && !context.draws.isEmpty()) {
            Draw draw = context.draws.get(0);
            Instant pause = failure.notBefore()
                    .map(instant -> spread(believed(context.run, instant, now)))
                    .orElseGet(() -> now.plus(shortPause(draw.limit())));
            pacer.store.observe(draw, Observation.notBefore(pause), context.asked, now);
        }
    }

    /** After a refusal that gives no time: up to a tenth of the window, at most a second. */
    private Duration shortPause(Limit limit) {
        Duration tenth = limit.window().dividedBy(10);
        return jitter.upTo(tenth.compareTo(UNTOLD_PAUSE) < 0 ? tenth : UNTOLD_PAUSE);
    }

    /** Other processes were told the same instant. */
    private Instant spread(Instant told) {
        Duration ahead = Duration.between(time.now(), told);
        return ahead.isNegative() || ahead.isZero() ? told : told.plus(jitter.spread(ahead));
    }

    private Circuit.Pass awaitCircuit(Run run) {
        while (true) {
            Circuit.Pass pass = account.circuit.ask(time.now());
            Instant turn = pass.waitUntil();
            if (turn == null) {
                return pass;
            }
            if (!turn.isBefore(run.deadline)) {
                throw run.failure(
                                ErrorCode.UNAVAILABLE,
                                "The system failed many times in a row; it is left alone for a while.")
                        .retryAt(turn)
                        .toException();
            }
            sleepUntil(run, turn, "circuit");
        }
    }

    private Permit awaitPermit(Run run, List<Draw> draws) {
        Instant now = time.now();
        run.enter(Stage.FEASIBLE);
        requireInTime(run.overdue(now));
        run.enter(Stage.PACE);
        Lines.Answer answer;
        try {
            answer = account.lines.await(pacer.store, draws, run.deadline, time);
        } catch (InterruptedException e) {
            throw interrupted(run, e);
        }
        if (!answer.waitedFor().isEmpty()) {
            run.waited(Duration.between(now, time.now()), answer.waitedFor());
        }
        if (answer.reservation() instanceof Reservation.Wait wait) {
            throw run.failure(
                            ErrorCode.THROTTLED,
                            "The limit '" + wait.limit() + "' is used up until " + wait.until() + ".")
                    .retryAt(wait.until())
                    .toException();
        }
        Failure overdue = run.overdue(time.now());
        if (overdue != null) {
            answer.permit().refund();
        }
        requireInTime(overdue);
        return answer.permit();
    }

    private static void requireInTime(@Nullable Failure overdue) {
        if (overdue != null) {
            throw overdue.toException();
        }
    }

    private void sleepUntil(Run run, Instant instant, String reason) {
        Duration wait = Duration.between(time.now(), instant);
        if (wait.isNegative()) {
            return;
        }
        try {
            time.sleep(wait);
            run.waited(wait, reason);
        } catch (InterruptedException e) {
            throw interrupted(run, e);
        }
    }

    private static ConnectorException interrupted(Run run, InterruptedException e) {
        Thread.currentThread().interrupt();
        return run.failure(ErrorCode.INTERRUPTED, "The caller interrupted the call while it waited.")
                .toException(e);
    }

    /** A vendor that asks for more than a day is not believed: one window of the limit is waited instead. */
    private Instant believed(Run run, Instant told, Instant now) {
        return told.isAfter(now.plus(LONGEST_PAUSE)) ? now.plus(pacer.window(run.operation)) : told;
    }

    private final class Context implements AttemptContext {
        private final Run run;
        private final List<Draw> draws;
        private final Permit permit;
        private final Instant asked;
        private final Circuit.Pass pass;
        private final SystemReads reads;
        private final Map<String, Object> attributes = new HashMap<>();

        private Context(Run run, List<Draw> draws, Permit permit, Instant asked, Circuit.Pass pass, SystemReads reads) {
            this.run = run;
            this.draws = draws;
            this.permit = permit;
            this.asked = asked;
            this.pass = pass;
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
        public SystemReads reads() {
            return reads;
        }

        @Override
        public void observe(String limit, Observation observation) {
            draws.stream()
                    .filter(draw -> draw.limit().name().equals(limit))
                    .forEach(draw -> pacer.store.observe(draw, observation, asked, time.now()));
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
}
