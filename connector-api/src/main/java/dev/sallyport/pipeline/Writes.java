package dev.sallyport.pipeline;

import dev.sallyport.effect.LedgerEntry;
import dev.sallyport.effect.LedgerException;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.Reconciliation;
import dev.sallyport.spi.Sighting;
import dev.sallyport.spi.SystemReads;
import dev.sallyport.spi.Write;
import dev.sallyport.spi.Written;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A write goes again only where it cannot double: what surely was not committed is sent again; what may have been is
 * looked for first.
 */
final class Writes {
    private final Attempts attempts;

    Writes(Attempts attempts) {
        this.attempts = attempts;
    }

    /** How sending a write ended. */
    sealed interface End {
        record Committed(Written written) implements End {}

        record NotSent(ConnectorException reason) implements End {}

        record Rejected(ConnectorException reason) implements End {}

        record Unknown(ConnectorException reason) implements End {}
    }

    End carryOut(Call call) {
        try {
            for (int failures = 0; ; failures++) {
                End end = call.mustLook ? look(call) : null;
                if (end == null && !call.mustLook) {
                    end = send(call);
                }
                if (end != null) {
                    return end;
                }
                attempts.pause(call.run, call.last(), failures);
            }
        } catch (ConnectorException e) {
            return call.stopped(e);
        } catch (LedgerException e) {
            return call.stopped(Calls.ledgerUnusable(call.run, e));
        } catch (RuntimeException e) {
            call.perhaps = true;
            call.lastSent = attempts.now();
            return call.unknown(AttemptFailure.perhaps(
                    ErrorCode.UNKNOWN_OUTCOME, "the connector itself failed while it sent or looked for it.", e));
        }
    }

    /** Whether a look-up begun then that found nothing proves absence. */
    static boolean absenceProved(Reconciliation strategy, Instant lastSent, Instant asked) {
        return !asked.isBefore(lastSent.plus(strategy.absenceAfter()));
    }

    /** A write as it sets out on its claim; {@code lookFirst} if an earlier try may have been committed. */
    static Call call(Run run, Write write, LedgerEntry entry, boolean lookFirst, SystemReads system, Intents intents) {
        run.uncertainSince = lookFirst ? entry.claimedAt() : null;
        run.base = lookFirst ? entry.version() : null;
        return new Call(run, entry, write.attempt(), system, intents, lookFirst);
    }

    static End takenOver(Call call) {
        return call.stopped(call.run
                .failure(ErrorCode.IN_PROGRESS, "Another caller took this intent over.")
                .toException());
    }

    private @Nullable End send(Call call) {
        if (!call.intents.renew(call.entry)) {
            return takenOver(call);
        }
        call.run.mayBeSecond = call.perhaps;
        try {
            return new End.Committed(attempts.once(call.run, call.attempt, call.reads));
        } catch (AttemptFailure failure) {
            return after(call, failure);
        }
    }

    /** What a failed attempt means; null to go on. */
    @Nullable
    End after(Call call, AttemptFailure failure) {
        call.lastFailure = failure;
        call.closed = failure.isConclusive();
        switch (failure.phase()) {
            case PERHAPS -> {
                call.perhaps = true;
                call.lastSent = attempts.now();
                call.mustLook = true;
                return call.strategy == null ? call.untold(failure) : null;
            }
            case NOT_SENT -> {
                call.lookAgain();
                return failure.isTransient() ? null : call.stopped(Reads.ended(call.run, failure));
            }
            case ANSWERED -> {
                if (failure.isAmbiguous() && call.strategy != null) {
                    call.mustLook = true;
                    return null;
                }
                if (failure.isTransient()) {
                    call.lookAgain();
                    return null;
                }
                if (call.perhaps) {
                    // The refusal is of the second sending and says nothing of the first.
                    call.refused = failure;
                    call.mustLook = call.strategy != null;
                    return call.mustLook ? null : call.unknown(failure);
                }
                return new End.Rejected(Reads.ended(call.run, failure));
            }
        }
        throw new AssertionError(failure.phase());
    }

    /** Looks for the write; null if it may be sent, or if it should be looked for again (then mustLook stays). */
    @Nullable
    End look(Call call) {
        Instant asked = attempts.now();
        Reconciliation strategy = call.strategy;
        if (strategy == null) {
            return new End.Unknown(call.run
                    .failure(ErrorCode.UNKNOWN_OUTCOME, "May have been committed, and nothing can tell.")
                    .ofIntent(call.entry.key())
                    .toException());
        }
        Sighting seen = strategy.lookup().look(call.intents.trace(call.entry, call.run.base), call.reads);
        if (seen instanceof Sighting.Present present) {
            return new End.Committed(present.written());
        }
        if (seen instanceof Sighting.Unclear && call.perhaps) {
            // Where nothing can be committed any more, asking again would hear the same.
            return call.closed ? call.unknown(call.last()) : null;
        }
        if (seen instanceof Sighting.Changed && call.perhaps && (call.closed || !strategy.resendIsConditional())) {
            return call.closed ? call.unknown(call.last()) : null;
        }
        AttemptFailure last = call.lastFailure;
        boolean refusedForGood = call.refused != null || (last != null && last.isAmbiguous() && !last.isTransient());
        boolean absent = seen instanceof Sighting.Absent;
        boolean proved = !call.perhaps || (absent && (call.closed || absenceProved(strategy, call.lastSent, asked)));
        if (refusedForGood && (proved || strategy.resendIsConditional())) {
            AttemptFailure refusal = call.refused == null ? call.last() : call.refused;
            return proved ? new End.Rejected(Reads.ended(call.run, refusal)) : call.unknown(refusal);
        }
        if (proved || strategy.resendIsConditional()) {
            call.mustLook = false;
            call.perhaps &= !proved;
        }
        return null;
    }

    /** A write on its way. */
    static final class Call {
        final Run run;
        final LedgerEntry entry;
        final Attempt<Written> attempt;
        final SystemReads reads;
        final Intents intents;
        final @Nullable Reconciliation strategy;
        boolean mustLook;
        boolean perhaps;
        /** No earlier sending can be committed any more, though one may have been. */
        boolean closed;

        /** An instant after which it was surely not sent; means nothing unless {@link #perhaps}. */
        Instant lastSent;

        @Nullable
        AttemptFailure lastFailure;

        @Nullable
        AttemptFailure refused;

        Call(
                Run run,
                LedgerEntry entry,
                Attempt<Written> attempt,
                SystemReads reads,
                Intents intents,
                boolean lookFirst) {
            this.run = run;
            this.entry = entry;
            this.attempt = attempt;
            this.reads = reads;
            this.intents = intents;
            this.strategy = run.operation.found();
            this.mustLook = lookFirst;
            this.perhaps = lookFirst;
            this.lastSent = entry.lastSent();
        }

        /** What an earlier sending left open may have been committed while this call waited. */
        void lookAgain() {
            mustLook = perhaps && strategy != null;
        }

        AttemptFailure last() {
            return lastFailure != null
                    ? lastFailure
                    : AttemptFailure.perhaps(
                            ErrorCode.UNKNOWN_OUTCOME, "An earlier try may have been committed.", null);
        }

        End stopped(ConnectorException reason) {
            if (!perhaps) {
                return new End.NotSent(reason);
            }
            return unknownBecause(reason.advice(), reason);
        }

        /** Unknown, and it will stay so unless a person looks: says what the system would have to offer. */
        End untold(AttemptFailure failure) {
            return unknownBecause(
                    failure.advice() + " Nothing can tell; lacking is: "
                            + run.operation.strategy().precondition() + ".",
                    failure.getCause());
        }

        End unknown(AttemptFailure failure) {
            return unknownBecause(failure.advice(), failure.getCause());
        }

        private End unknownBecause(String advice, @Nullable Throwable cause) {
            return new End.Unknown(run.failure(
                            ErrorCode.UNKNOWN_OUTCOME,
                            "May or may not have been committed, and was not sent again: " + advice)
                    .ofIntent(entry.key())
                    .toException(cause));
        }
    }
}
