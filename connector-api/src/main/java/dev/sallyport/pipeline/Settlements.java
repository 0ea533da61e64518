package dev.sallyport.pipeline;

import dev.sallyport.audit.AuditEvent;
import dev.sallyport.audit.AuditException;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.LedgerEntry;
import dev.sallyport.effect.LedgerException;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.spi.Session;
import dev.sallyport.spi.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first and the last that is written down of a write: that it is intended, and how it ended. */
final class Settlements {
    private final Safeguards safeguards;
    private final Guard guard;
    private final OpenIntents openIntents;
    private final Auditor auditor;
    private final Forgetting forgetting;

    Settlements(Safeguards safeguards, Guard guard, OpenIntents openIntents, Auditor auditor, Forgetting forgetting) {
        this.safeguards = safeguards;
        this.guard = guard;
        this.openIntents = openIntents;
        this.auditor = auditor;
        this.forgetting = forgetting;
    }

    /** Draws on the budget and writes the intention down; why it may not be sent, or null. */
    Writes.@Nullable End intended(Session session, Write write, Writes.Call call) {
        try {
            guard.spend(session, write.operation());
            auditor.write(
                    AuditEvent.Stage.INTENDED, session.grant(), call.run, fields(write), call.entry.key(), "pending");
            call.run.intended = true;
            return null;
        } catch (ConnectorException e) {
            return call.stopped(e);
        } catch (LedgerException e) {
            return call.stopped(Calls.ledgerUnusable(call.run, e));
        } catch (AuditException e) {
            return call.stopped(call.run
                    .failure(ErrorCode.AUDIT_UNAVAILABLE, "The audit log cannot be written, so nothing was sent.")
                    .toException(e));
        }
    }

    Outcome<Receipt> settle(Session session, Write write, Writes.Call call, Writes.End end) {
        LedgerEntry settled = settled(call, end);
        try {
            safeguards.ledger().settle(settled);
            forgetting.afterUse();
        } catch (LedgerException e) {
            return ended(call.run, session, write, settled, outcome(call, settled, unrecorded(call, end, e)));
        }
        return ended(call.run, session, write, settled, outcome(call, settled, end));
    }

    /** As {@link #settle}, for several with one commit; the n-th outcome is the n-th call's. */
    List<Outcome<Receipt>> settleAll(
            Session session, List<Write> writes, List<Writes.Call> calls, List<Writes.End> ends) {
        List<LedgerEntry> settled = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            settled.add(settled(calls.get(i), ends.get(i)));
        }
        LedgerException broken = null;
        try {
            safeguards.ledger().settleAll(settled);
            settled.forEach(entry -> forgetting.afterUse());
        } catch (LedgerException e) {
            broken = e;
        }
        List<Outcome<Receipt>> outcomes = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            Writes.Call call = calls.get(i);
            Writes.End end = broken == null ? ends.get(i) : unrecorded(call, ends.get(i), broken);
            Outcome<Receipt> outcome = outcome(call, settled.get(i), end);
            outcomes.add(ended(call.run, session, writes.get(i), settled.get(i), outcome));
        }
        return outcomes;
    }

    /** The claim stays in the ledger and is reconciled before any repeat. */
    private static Writes.End unrecorded(Writes.Call call, Writes.End end, LedgerException e) {
        return end instanceof Writes.End.Committed
                ? new Writes.End.Unknown(call.run
                        .failure(
                                ErrorCode.UNKNOWN_OUTCOME,
                                "The system committed it, but the ledger could not record that: settle it once the"
                                        + " ledger can be written.")
                        .ofIntent(call.entry.key())
                        .toException(e))
                : end;
    }

    private LedgerEntry settled(Writes.Call call, Writes.End end) {
        Instant now = safeguards.time().now();
        if (end instanceof Writes.End.Committed committed) {
            return OpenIntents.committed(call.entry, committed.written(), now);
        }
        if (end instanceof Writes.End.Unknown) {
            // Not the time of this settling: the proof of absence counts from the last sending.
            return call.entry.settled(LedgerEntry.State.UNKNOWN, null, call.run.base, 0, call.lastSent);
        }
        return call.entry.settled(
                end instanceof Writes.End.NotSent ? LedgerEntry.State.NOT_SENT : LedgerEntry.State.REJECTED,
                null,
                null,
                0,
                now);
    }

    private Outcome<Receipt> outcome(Writes.Call call, LedgerEntry settled, Writes.End end) {
        if (end instanceof Writes.End.Committed) {
            return new Outcome.Committed<>(openIntents.receipt(settled, false, call.run.attempts));
        }
        if (end instanceof Writes.End.NotSent notSent) {
            return new Outcome.NotSent<>(notSent.reason(), null);
        }
        if (end instanceof Writes.End.Rejected rejected) {
            return new Outcome.Rejected<>(rejected.reason());
        }
        return openIntents.unknown(settled, ((Writes.End.Unknown) end).reason());
    }

    /** Ends a call that came to this outcome. */
    Outcome<Receipt> ended(
            Run run, Session session, Write write, @Nullable LedgerEntry entry, Outcome<Receipt> outcome) {
        run.enter(Stage.SETTLE);
        String result = outcome.fold(
                committed -> committed.value().replayed() ? "replayed" : "committed",
                notSent -> "not sent: " + notSent.reason().code(),
                rejected -> "rejected: " + rejected.reason().code(),
                unknown -> "unknown");
        run.span.end(result, errorOf(outcome));
        boolean refused = !run.intended && !outcome.isCommitted();
        auditor.writeIfPossible(
                refused ? AuditEvent.Stage.REFUSED : AuditEvent.Stage.SETTLED,
                session.grant(),
                run,
                fields(write),
                entry == null ? null : entry.key(),
                result);
        return outcome;
    }

    /** A dry run is no error. */
    private static @Nullable String errorOf(Outcome<Receipt> outcome) {
        ErrorCode code = outcome.fold(
                committed -> ErrorCode.DRY_RUN,
                notSent -> notSent.reason().code(),
                rejected -> rejected.reason().code(),
                unknown -> unknown.reason().code());
        return code == ErrorCode.DRY_RUN ? null : code.name();
    }

    private static List<String> fields(Write write) {
        return List.copyOf(write.content().keySet());
    }
}
