package dev.sallyport.pipeline;

import dev.sallyport.Fetched;
import dev.sallyport.Ref;
import dev.sallyport.access.Grant;
import dev.sallyport.audit.AuditEvent;
import dev.sallyport.audit.AuditException;
import dev.sallyport.connect.Recovery;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Attribution;
import dev.sallyport.effect.Claim;
import dev.sallyport.effect.LedgerEntry;
import dev.sallyport.effect.LedgerException;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Plan;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import dev.sallyport.error.Remedy;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.Executor;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.Reconciliation;
import dev.sallyport.spi.Session;
import dev.sallyport.spi.Sighting;
import dev.sallyport.spi.SystemReads;
import dev.sallyport.spi.Trace;
import dev.sallyport.spi.Write;
import dev.sallyport.spi.Written;
import dev.sallyport.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one way of a call, in the order of {@link Stage}: guard, intend, then for each attempt open, feasible, pace,
 * attempt, read, and last settle. A connector opens one and hands its calls to it as data. Thread-safe; no thread of its
 * own.
 */
public final class Pipeline implements Executor {
    private static final int RECOVERED_AT_ONCE = 1_000;
    private final ConnectorDescriptor connector;
    private final Safeguards safeguards;
    private final Guard guard;
    private final Intents intents;
    private final Auditor auditor;
    private final Reads reads;
    private final Writes writes;
    private final Consumer<Stage> watcher;

    private Pipeline(ConnectorDescriptor connector, Safeguards safeguards, Consumer<Stage> watcher) {
        this.connector = connector;
        this.safeguards = safeguards;
        this.watcher = watcher;
        this.guard = new Guard(connector, safeguards.time(), safeguards.ledger());
        this.intents = new Intents(connector, safeguards.ledger().hashKey());
        this.auditor = new Auditor(safeguards.audit(), safeguards.time());
        Attempts attempts = new Attempts(
                safeguards.time(),
                new Pacer(connector, safeguards.quotas()),
                new Circuit(),
                new RetryBudget(),
                new Jitter(safeguards.seed()));
        this.reads = new Reads(attempts);
        this.writes = new Writes(attempts);
    }

    /** Opens the way for a connector. */
    public static Pipeline open(ConnectorDescriptor connector, Safeguards safeguards) {
        return watched(connector, safeguards, stage -> {});
    }

    /** As {@link #open}, and tells each stage that a call enters, on the call's thread. */
    public static Pipeline watched(ConnectorDescriptor connector, Safeguards safeguards, Consumer<Stage> watcher) {
        return new Pipeline(connector, safeguards, watcher);
    }

    @Override
    public TimeSource time() {
        return safeguards.time();
    }

    @Override
    public Session bind(Grant grant) {
        guard.checkScopes(grant);
        return new BoundGrant(grant);
    }

    @Override
    public <T> T read(Session session, Read<T> read) {
        Run run = run(read.operation(), read.target(), "", safeguards.deadline());
        try {
            run.enter(Stage.GUARD);
            guard.permit(session, read.operation(), read.fields());
            guard.approve(
                    session,
                    read.operation(),
                    () -> Plans.of(read.operation(), read.target(), Map.of(), Optional.empty()));
            guard.spend(session, read.operation());
            T value = reads.carryOut(run, read, systemReads(run));
            settleRead(run, session, read, AuditEvent.Stage.READ, "ok", null);
            return value;
        } catch (LedgerException e) {
            throw unusable(run, ErrorCode.LEDGER_UNAVAILABLE, "The ledger that keeps the budgets cannot be used.", e);
        } catch (ConnectorException e) {
            boolean refused = run.attempts == 0 && e.remedy() == Remedy.ASK_A_PERSON;
            settleRead(
                    run,
                    session,
                    read,
                    refused ? AuditEvent.Stage.REFUSED : AuditEvent.Stage.READ,
                    e.code().name(),
                    e.code().name());
            throw e;
        }
    }

    @Override
    public <T> T system(Read<T> read, Duration deadline) {
        Run run = run(read.operation(), read.target(), "", deadline);
        return systemReads(run).read(read);
    }

    @Override
    public Outcome<Receipt> write(Session session, Write write) {
        Instant now = safeguards.time().now();
        LedgerEntry proposal = intents.propose(write, session.grant(), now, leaseFrom(now));
        Run run = run(write.operation(), write.target(), proposal.stamp(), safeguards.deadline());
        SystemReads system = systemReads(run);
        try {
            run.enter(Stage.GUARD);
            guard.permit(session, write.operation(), qualified(write));
            Optional<Fetched<?>> fresh = guard.checkRules(session, write, system);
            guard.approve(
                    session,
                    write.operation(),
                    () -> Plans.of(write.operation(), write.target(), write.content(), fresh));
            if (session.grant().isDryRun()) {
                Plan plan = Plans.of(write.operation(), write.target(), write.content(), fresh);
                return ended(
                        run, session, write, null, notSent(run, ErrorCode.DRY_RUN, "Dry run: nothing was sent.", plan));
            }
            run.enter(Stage.INTEND);
            return claimed(run, session, write, proposal, safeguards.ledger().claim(proposal, now), system);
        } catch (LedgerException e) {
            return new Outcome.NotSent<>(
                    unusable(
                            run, ErrorCode.LEDGER_UNAVAILABLE, "The ledger cannot be written, so nothing was sent.", e),
                    null);
        } catch (ConnectorException e) {
            return ended(run, session, write, null, new Outcome.NotSent<>(e, null));
        }
    }

    @Override
    public Recovery recover() {
        Instant now = safeguards.time().now();
        int committed = 0;
        int notCommitted = 0;
        int unknown = 0;
        for (LedgerEntry entry : safeguards.ledger().open(connector.tenant(), now, RECOVERED_AT_ONCE)) {
            Outcome<Receipt> outcome = settleOpen(entry, Map.of());
            if (outcome instanceof Outcome.Committed<Receipt>) {
                committed++;
            } else if (outcome instanceof Outcome.Unknown<Receipt>) {
                unknown++;
            } else {
                notCommitted++;
            }
        }
        return new Recovery(committed, notCommitted, unknown);
    }

    private Outcome<Receipt> claimed(
            Run run, Session session, Write write, LedgerEntry proposal, Claim claim, SystemReads system) {
        if (claim instanceof Claim.Done done) {
            return ended(run, session, write, done.entry(), new Outcome.Committed<>(replayed(done.entry())));
        }
        if (claim instanceof Claim.Busy busy) {
            Failure failure = run.failure(ErrorCode.IN_PROGRESS, "Another caller carries out the same intent.")
                    .ofIntent(proposal.key())
                    .retryAt(busy.until());
            return ended(run, session, write, null, new Outcome.NotSent<>(failure.toException(), null));
        }
        if (claim instanceof Claim.Differs differs) {
            String advice = "The intent's key was used before with other content; these differ: " + differs.fields()
                    + ". Use another key for another write.";
            return ended(run, session, write, null, notSent(run, ErrorCode.INTENT_CONFLICT, advice, null));
        }
        LedgerEntry entry =
                claim instanceof Claim.Granted granted ? granted.entry() : ((Claim.ReconcileFirst) claim).entry();
        return send(run, session, write, entry, claim instanceof Claim.ReconcileFirst, system);
    }

    private Outcome<Receipt> send(
            Run run, Session session, Write write, LedgerEntry entry, boolean lookFirst, SystemReads system) {
        try {
            guard.spend(session, write.operation());
            auditor.write(AuditEvent.Stage.INTENDED, session.grant(), run, fields(write), entry.key(), "pending");
        } catch (ConnectorException | AuditException e) {
            // Nothing was sent by this call, but an earlier try of the intent may have been.
            LedgerEntry.State state = lookFirst ? LedgerEntry.State.UNKNOWN : LedgerEntry.State.NOT_SENT;
            safeguards
                    .ledger()
                    .settle(entry.settled(
                            state, null, null, 0, safeguards.time().now()));
            ConnectorException reason = e instanceof ConnectorException refused
                    ? refused
                    : unusable(
                            run,
                            ErrorCode.AUDIT_UNAVAILABLE,
                            "The audit log cannot be written, so nothing was sent.",
                            e);
            return ended(run, session, write, null, new Outcome.NotSent<>(reason, null));
        }
        Writes.Call call = new Writes.Call(
                run,
                entry,
                write.attempt(),
                system,
                new Trace(entry.stamp(), write.target(), entry.claimedAt(), write.content()),
                () -> renew(entry),
                () -> run.attempts == 0
                        && lookFirst
                        && absenceProved(write.operation().reconciliation(), entry),
                lookFirst);
        try {
            return settle(run, session, write, entry, writes.carryOut(call));
        } catch (LedgerException e) {
            return unrecorded(run, session, write, entry, e);
        } catch (RuntimeException e) {
            safeguards
                    .ledger()
                    .settle(entry.settled(
                            LedgerEntry.State.UNKNOWN,
                            null,
                            null,
                            0,
                            safeguards.time().now()));
            throw e;
        }
    }

    private Outcome<Receipt> settle(Run run, Session session, Write write, LedgerEntry entry, Writes.End end) {
        Instant now = safeguards.time().now();
        if (end instanceof Writes.End.Committed committed) {
            Written written = committed.written();
            LedgerEntry settled = entry.settled(
                    LedgerEntry.State.COMMITTED, written.target(), written.version(), written.affected(), now);
            safeguards.ledger().settle(settled);
            return ended(
                    run,
                    session,
                    write,
                    settled,
                    new Outcome.Committed<>(receipt(settled, written, false, run.attempts)));
        }
        if (end instanceof Writes.End.NotSent notSent) {
            LedgerEntry settled = entry.settled(LedgerEntry.State.NOT_SENT, null, null, 0, now);
            safeguards.ledger().settle(settled);
            return ended(run, session, write, settled, new Outcome.NotSent<>(notSent.reason(), null));
        }
        if (end instanceof Writes.End.Rejected rejected) {
            LedgerEntry settled = entry.settled(LedgerEntry.State.REJECTED, null, null, 0, now);
            safeguards.ledger().settle(settled);
            return ended(run, session, write, settled, new Outcome.Rejected<>(rejected.reason()));
        }
        LedgerEntry settled = entry.settled(LedgerEntry.State.UNKNOWN, null, null, 0, now);
        safeguards.ledger().settle(settled);
        return ended(
                run, session, write, settled, unknown(settled, ((Writes.End.Unknown) end).reason(), write.content()));
    }

    /** The write's end could not be recorded: the claim stays in the ledger and is reconciled before any repeat. */
    private Outcome<Receipt> unrecorded(Run run, Session session, Write write, LedgerEntry entry, LedgerException e) {
        ConnectorException reason =
                unusable(run, ErrorCode.UNKNOWN_OUTCOME, "The ledger could not record how the write ended.", e);
        return ended(run, session, write, entry, unknown(entry, reason, write.content()));
    }

    private Outcome<Receipt> unknown(
            LedgerEntry entry, ConnectorException reason, Map<String, @Nullable Object> content) {
        return new Outcome.Unknown<>(entry.key(), reason, () -> settleOpen(entry, content));
    }

    /** Asks what became of an open intent. Never sends it. */
    private Outcome<Receipt> settleOpen(LedgerEntry entry, Map<String, @Nullable Object> content) {
        Instant now = safeguards.time().now();
        Claim claim = safeguards.ledger().claim(intents.mine(entry, leaseFrom(now)), now);
        if (claim instanceof Claim.Done done) {
            return new Outcome.Committed<>(replayed(done.entry()));
        }
        Operation operation = connector.operations().stream()
                .filter(known -> known.name().equals(entry.operation()))
                .findFirst()
                .orElse(null);
        if (!(claim instanceof Claim.ReconcileFirst) || operation == null || operation.reconciliation() == null) {
            return stillUnknown(entry, claim, "Nothing can tell yet whether it was committed.", content);
        }
        Run run = run(operation, entry.target(), entry.stamp(), safeguards.deadline());
        Trace trace = new Trace(entry.stamp(), entry.target(), entry.claimedAt(), content);
        Sighting seen;
        try {
            seen = operation.reconciliation().lookup().look(trace, systemReads(run));
        } catch (ConnectorException e) {
            return stillUnknown(entry, claim, e.advice(), content);
        }
        if (seen instanceof Sighting.Present present) {
            Written written = present.written();
            LedgerEntry settled = entry.settled(
                    LedgerEntry.State.COMMITTED, written.target(), written.version(), written.affected(), now);
            safeguards.ledger().settle(settled);
            auditor.write(AuditEvent.Stage.SETTLED, null, run, List.of(), entry.key(), "committed");
            return new Outcome.Committed<>(receipt(settled, written, false, 0));
        }
        if (seen instanceof Sighting.Absent && absenceProved(operation.reconciliation(), entry)) {
            safeguards.ledger().settle(entry.settled(LedgerEntry.State.NOT_SENT, null, null, 0, now));
            auditor.write(AuditEvent.Stage.SETTLED, null, run, List.of(), entry.key(), "not committed");
            return new Outcome.NotSent<>(
                    run.failure(ErrorCode.UNAVAILABLE, "It is proved that nothing was committed.")
                            .toException(),
                    null);
        }
        return stillUnknown(entry, claim, "It cannot be proved yet whether it was committed.", content);
    }

    private Outcome<Receipt> stillUnknown(
            LedgerEntry entry, Claim claim, String advice, Map<String, @Nullable Object> content) {
        if (claim instanceof Claim.ReconcileFirst) {
            // The time of the last sending stays what it was, for the proof of absence.
            safeguards.ledger().settle(entry.settled(LedgerEntry.State.UNKNOWN, null, null, 0, entry.lastSent()));
        }
        Failure failure = Failure.unsent(ErrorCode.UNKNOWN_OUTCOME, connector.system(), entry.operation(), advice)
                .ofIntent(entry.key());
        return unknown(entry, failure.toException(), content);
    }

    private boolean absenceProved(@Nullable Reconciliation strategy, LedgerEntry entry) {
        if (strategy == null) {
            return false;
        }
        return !safeguards.time().now().isBefore(entry.lastSent().plus(strategy.absenceAfter()));
    }

    private boolean renew(LedgerEntry entry) {
        Instant now = safeguards.time().now();
        return safeguards.ledger().renew(entry.key(), intents.owner(), now, leaseFrom(now));
    }

    private Instant leaseFrom(Instant now) {
        return now.plus(safeguards.deadline()).plus(safeguards.attemptTimeout());
    }

    private SystemReads systemReads(Run caller) {
        return new SystemReads() {
            @Override
            public <T> T read(Read<T> read) {
                Duration left = Duration.between(safeguards.time().now(), caller.deadline);
                Run run = run(read.operation(), read.target(), "", left);
                String result = "failed";
                @Nullable String error = "INTERNAL";
                try {
                    T value = reads.carryOut(run, read, this);
                    result = "ok";
                    error = null;
                    return value;
                } catch (ConnectorException e) {
                    result = e.code().name();
                    error = result;
                    throw e;
                } finally {
                    run.span.end(result, error);
                    auditor.write(AuditEvent.Stage.SYSTEM, null, run, List.of(), null, result);
                }
            }
        };
    }

    private Run run(Operation operation, @Nullable Ref target, String stamp, Duration most) {
        return new Run(connector, operation, target, stamp, safeguards, most, watcher);
    }

    private <T> void settleRead(
            Run run, Session session, Read<T> read, AuditEvent.Stage stage, String result, @Nullable String error) {
        run.enter(Stage.SETTLE);
        run.span.end(result, error);
        try {
            auditor.write(stage, session.grant(), run, read.fields(), null, result);
        } catch (AuditException e) {
            throw unusable(run, ErrorCode.AUDIT_UNAVAILABLE, "The audit log cannot be written.", e);
        }
    }

    private Outcome<Receipt> ended(
            Run run, Session session, Write write, @Nullable LedgerEntry entry, Outcome<Receipt> outcome) {
        run.enter(Stage.SETTLE);
        String result = outcome.fold(
                committed -> committed.value().replayed() ? "replayed" : "committed",
                notSent -> "not sent: " + notSent.reason().code(),
                rejected -> "rejected: " + rejected.reason().code(),
                unknown -> "unknown");
        run.span.end(result, outcome.isCommitted() ? null : result);
        boolean refused = entry == null && run.attempts == 0;
        try {
            auditor.write(
                    refused ? AuditEvent.Stage.REFUSED : AuditEvent.Stage.SETTLED,
                    session.grant(),
                    run,
                    fields(write),
                    entry == null ? null : entry.key(),
                    result);
        } catch (AuditException e) {
            // The outcome is in the ledger and stands; the next write finds the log unusable and is not sent.
            run.span.waited(Duration.ZERO, "audit unavailable");
        }
        return outcome;
    }

    private Receipt receipt(LedgerEntry entry, Written written, boolean replay, int attempts) {
        return new Receipt(
                written.target(),
                entry.key(),
                entry.settledAt() == null ? entry.claimedAt() : entry.settledAt(),
                replay,
                written.attribution(),
                safeguards.ledger().durability(),
                written.version(),
                written.affected(),
                attempts);
    }

    private Receipt replayed(LedgerEntry entry) {
        Ref target = entry.target() == null ? new Ref("unknown", "unknown") : entry.target();
        return receipt(entry, new Written(target, entry.version(), Attribution.OURS, entry.affected()), true, 0);
    }

    private Outcome<Receipt> notSent(Run run, ErrorCode code, String advice, @Nullable Plan plan) {
        return new Outcome.NotSent<>(run.failure(code, advice).toException(), plan);
    }

    private static ConnectorException unusable(Run run, ErrorCode code, String advice, RuntimeException cause) {
        return run.failure(code, advice).toException(cause);
    }

    private static List<String> qualified(Write write) {
        String resource = write.operation().scope().qualifiedResource();
        return write.content().keySet().stream()
                .filter(field -> !field.startsWith("custom:"))
                .map(field -> resource + ":" + field)
                .toList();
    }

    private static List<String> fields(Write write) {
        return List.copyOf(write.content().keySet());
    }
}
