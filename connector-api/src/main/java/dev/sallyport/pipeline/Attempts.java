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
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.SystemReads;
import dev.sallyport.telemetry.Telemetry;
import dev.sallyport.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
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
            Permit permit = awaitPermit(run, draws);
            RunAttempt context = new RunAttempt(
                    run, draws, permit, time.now(), pass, reads, time, pacer.store, ledger, new HashMap<>());
            return carriedOut(context, attempt);
        } finally {
            account.circuit.done(pass);
        }
    }

    private <T> T carriedOut(RunAttempt context, Attempt<T> attempt) throws AttemptFailure {
        Run run = context.run();
        run.enter(Stage.ATTEMPT);
        run.attempts++;
        context.draws().forEach(draw -> run.cost.merge(draw.limit().name(), draw.units(), Integer::sum));
        Telemetry.AttemptSpan span = run.span.attempt(run.attempts);
        @Nullable String error = null;
        try {
            T value = attempt.run(context);
            run.enter(Stage.READ);
            account.circuit.succeeded(context.pass());
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
            context.permit().refund();
            error = e.code().name();
            throw e;
        } catch (RuntimeException e) {
            error = e.getClass().getSimpleName();
            throw e;
        } finally {
            context.permit().used(time.now());
            span.end(context.attributes(), error);
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

    private void learn(RunAttempt context, AttemptFailure failure) {
        Instant now = time.now();
        if (failure.phase() == AttemptFailure.Phase.NOT_SENT) {
            context.permit().refund();
        }
        if (failure.isVendorFault() && failure.code() != ErrorCode.INTERRUPTED) {
            account.circuit.failed(
                    context.pass(), now, failure.notBefore().map(this::spread).orElse(null));
        } else if (failure.phase() == AttemptFailure.Phase.ANSWERED) {
            account.circuit.succeeded(context.pass());
        }
        if (failure.code() == ErrorCode.THROTTLED && !context.draws().isEmpty()) {
            Draw draw = context.draws().get(0);
            Instant pause = failure.notBefore()
                    .map(instant -> spread(believed(context.run(), instant, now)))
                    .orElseGet(() -> now.plus(shortPause(draw.limit())));
            pacer.store.observe(draw, Observation.notBefore(pause), context.asked(), now);
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
        Failure late = run.overdue(now);
        if (late != null) {
            throw late.toException();
        }
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
            throw overdue.toException();
        }
        return answer.permit();
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
}
