package dev.sallyport.pipeline;

import dev.sallyport.Ref;
import dev.sallyport.audit.AuditEvent;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Claim;
import dev.sallyport.effect.Ledger;
import dev.sallyport.effect.LedgerEntry;
import dev.sallyport.effect.LedgerException;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Reconciliation;
import dev.sallyport.spi.Sighting;
import dev.sallyport.spi.Written;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks what became of intents whose outcome is not known, and closes those that can tell. Never sends one. */
final class OpenIntents {
    private final ConnectorDescriptor connector;
    private final Safeguards safeguards;
    private final Ledger ledger;
    private final Intents intents;
    private final Calls calls;
    private final Auditor auditor;

    OpenIntents(ConnectorDescriptor connector, Safeguards safeguards, Intents intents, Calls calls, Auditor auditor) {
        this.connector = connector;
        this.safeguards = safeguards;
        this.ledger = safeguards.ledger();
        this.intents = intents;
        this.calls = calls;
        this.auditor = auditor;
    }

    /** The outcome of an intent that may or may not have been committed. */
    Outcome<Receipt> unknown(LedgerEntry entry, ConnectorException reason) {
        return new Outcome.Unknown<>(entry.key(), reason, () -> settle(entry));
    }

    Outcome<Receipt> settle(LedgerEntry entry) {
        try {
            if (entry.state() == LedgerEntry.State.COMMITTED) {
                return writtenDown(entry);
            }
            Claim claim = ledger.claim(intents.mine(entry), now());
            if (claim instanceof Claim.Done done) {
                return new Outcome.Committed<>(receipt(done.entry(), true, 0));
            }
            if (claim instanceof Claim.Granted granted) {
                // Somebody proved in between that it was not committed; the claim is given back.
                return notCommitted(granted.entry());
            }
            return claim instanceof Claim.ReconcileFirst mine
                    ? ask(mine.entry())
                    : unknown(entry, unsettled(entry, ErrorCode.UNKNOWN_OUTCOME, "Another caller has it."));
        } catch (LedgerException e) {
            return unknown(entry, unsettled(entry, ErrorCode.LEDGER_UNAVAILABLE, "The ledger cannot be used."));
        }
    }

    /** The system had said that it is committed; nothing was lacking but the ledger. */
    private Outcome<Receipt> writtenDown(LedgerEntry committed) {
        ledger.settle(committed);
        Operation operation = operation(committed);
        if (operation != null) {
            Run run = calls.begin(operation, committed.target(), committed.stamp(), null);
            told(run, committed, "committed");
        }
        return new Outcome.Committed<>(receipt(committed, false, 0));
    }

    private @Nullable Operation operation(LedgerEntry entry) {
        return connector.operations().stream()
                .filter(known -> known.name().equals(entry.operation()))
                .findFirst()
                .orElse(null);
    }

    private void told(Run run, LedgerEntry entry, String result) {
        run.span.end(result, null);
        auditor.writeIfPossible(AuditEvent.Stage.SETTLED, null, run, List.of(), entry.key(), result);
    }

    private Outcome<Receipt> ask(LedgerEntry mine) {
        Operation operation = operation(mine);
        Reconciliation strategy = operation == null ? null : operation.found();
        if (operation == null || strategy == null) {
            return stillUnknown(
                    mine,
                    "Nothing can tell whether it was committed"
                            + (operation == null
                                    ? "."
                                    : "; lacking is: " + operation.strategy().precondition() + "."));
        }
        Run run = calls.begin(operation, mine.target(), mine.stamp(), null);
        Outcome<Receipt> outcome = lookedFor(run, strategy, mine);
        String result = outcome.fold(done -> "committed", not -> "not committed", no -> "", still -> "unknown");
        if (result.equals("unknown")) {
            run.span.end(result, null);
        } else {
            told(run, mine, result);
        }
        return outcome;
    }

    private Outcome<Receipt> lookedFor(Run run, Reconciliation strategy, LedgerEntry mine) {
        Instant asked = now();
        Sighting seen;
        try {
            seen = strategy.lookup().look(intents.trace(mine, mine.version()), calls.systemReads(run.deadline));
        } catch (RuntimeException e) {
            String advice = e instanceof ConnectorException failed ? failed.advice() : "The look-up failed.";
            return stillUnknown(mine, advice);
        }
        if (seen instanceof Sighting.Present present) {
            LedgerEntry settled = committed(mine, present.written(), now());
            ledger.settle(settled);
            return new Outcome.Committed<>(receipt(settled, false, 0));
        }
        if (seen instanceof Sighting.Absent && Writes.absenceProved(strategy, mine.lastSent(), asked)) {
            return notCommitted(mine);
        }
        return stillUnknown(mine, "It cannot be proved yet whether it was committed.");
    }

    private Outcome<Receipt> notCommitted(LedgerEntry mine) {
        ledger.settle(mine.settled(LedgerEntry.State.NOT_SENT, null, null, 0, now()));
        return new Outcome.NotSent<>(
                unsettled(mine, ErrorCode.UNAVAILABLE, "It is proved that nothing was committed."), null);
    }

    private Outcome<Receipt> stillUnknown(LedgerEntry mine, String advice) {
        // The time of the last sending stays what it was, for the proof of absence.
        ledger.settle(mine.settled(LedgerEntry.State.UNKNOWN, null, mine.version(), 0, mine.lastSent()));
        return unknown(mine, unsettled(mine, ErrorCode.UNKNOWN_OUTCOME, advice));
    }

    private ConnectorException unsettled(LedgerEntry entry, ErrorCode code, String advice) {
        return Failure.unsent(code, connector.system(), entry.operation(), advice)
                .ofIntent(entry.key())
                .toException();
    }

    static LedgerEntry committed(LedgerEntry entry, Written written, Instant at) {
        return entry.settled(LedgerEntry.State.COMMITTED, written.target(), written.version(), written.affected(), at)
                .by(written.attribution());
    }

    Receipt receipt(LedgerEntry entry, boolean replay, int attempts) {
        return new Receipt(
                entry.target() == null ? new Ref("unknown", "unknown") : entry.target(),
                entry.key(),
                entry.settledAt() == null ? entry.claimedAt() : entry.settledAt(),
                replay,
                entry.attribution(),
                ledger.durability(),
                entry.version(),
                entry.affected(),
                attempts);
    }

    private Instant now() {
        return safeguards.time().now();
    }
}
