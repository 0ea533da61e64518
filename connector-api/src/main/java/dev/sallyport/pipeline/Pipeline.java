package dev.sallyport.pipeline;

import dev.sallyport.Fetched;
import dev.sallyport.access.Grant;
import dev.sallyport.access.Scope;
import dev.sallyport.audit.AuditEvent;
import dev.sallyport.audit.AuditException;
import dev.sallyport.connect.Recovery;
import dev.sallyport.connect.Safeguards;
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
import dev.sallyport.query.Changes;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.Executor;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.Session;
import dev.sallyport.spi.SystemReads;
import dev.sallyport.spi.Trace;
import dev.sallyport.spi.Write;
import dev.sallyport.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one way of a call, in the order of {@link Stage}: guard, intend, then for each attempt open, feasible, pace,
 * attempt, read, and last settle. A connector opens one and hands its calls to it as data. Thread-safe; no thread of its
 * own.
 */
public final class Pipeline implements Executor {
    private final Safeguards safeguards;
    private final Guard guard;
    private final Intents intents;
    private final OpenIntents openIntents;
    private final Recoveries recoveries;
    private final Forgetting forgetting;
    private final Auditor auditor;
    private final Calls calls;
    private final Reads reads;
    private final Writes writes;

    private Pipeline(ConnectorDescriptor connector, Safeguards safeguards, Consumer<Stage> watcher) {
        this.safeguards = safeguards;
        this.guard = new Guard(connector, safeguards.time(), safeguards.ledger());
        this.intents = new Intents(connector, safeguards);
        this.forgetting = new Forgetting(safeguards);
        this.auditor = new Auditor(safeguards.audit(), safeguards.time());
        Jitter jitter = new Jitter(safeguards.seed());
        Attempts attempts = new Attempts(
                safeguards.time(),
                new Pacer(connector, safeguards),
                Account.of(safeguards.quotas(), connector.tenant(), jitter),
                jitter);
        this.reads = new Reads(attempts);
        this.writes = new Writes(attempts);
        this.calls = new Calls(connector, safeguards, watcher, auditor, reads);
        this.openIntents = new OpenIntents(connector, safeguards, intents, calls, auditor);
        this.recoveries = new Recoveries(connector, safeguards, openIntents);
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
        Run run =
                calls.begin(read.operation(), read.target(), "", session.grant().lane());
        T value;
        try {
            run.enter(Stage.GUARD);
            guard.permit(session, read.operation(), read.fields());
            guard.approve(session, read.operation(), () -> Plans.of(read.operation(), read.target()));
            guard.spend(session, read.operation());
            value = reads.carryOut(run, read, calls.systemReads(run.deadline));
        } catch (RuntimeException e) {
            RuntimeException reason = e instanceof LedgerException broken ? Calls.ledgerUnusable(run, broken) : e;
            boolean refused = run.attempts == 0
                    && reason instanceof ConnectorException failed
                    && failed.remedy() == Remedy.ASK_A_PERSON;
            String code = Calls.codeOf(reason);
            run.enter(Stage.SETTLE);
            calls.endRead(
                    run,
                    session.grant(),
                    read.fields(),
                    refused ? AuditEvent.Stage.REFUSED : AuditEvent.Stage.READ,
                    code,
                    code);
            throw reason;
        }
        run.enter(Stage.SETTLE);
        calls.endRead(run, session.grant(), read.fields(), AuditEvent.Stage.READ, "ok", null);
        return value;
    }

    @Override
    public <T> T system(Read<T> read, Duration deadline) {
        return calls.systemReads(safeguards.time().now().plus(deadline)).read(read);
    }

    @Override
    public Outcome<Receipt> write(Session session, Write write) {
        Instant now = safeguards.time().now();
        LedgerEntry proposal = intents.propose(write, session.grant(), now);
        Run run = calls.begin(
                write.operation(),
                write.target(),
                proposal.stamp(),
                session.grant().lane());
        SystemReads system = calls.systemReads(run.deadline);
        try {
            run.enter(Stage.GUARD);
            guard.permit(session, write.operation(), qualified(write));
            Optional<Fetched<?>> fresh = guard.checkRules(session, write, system);
            if (session.hasRules(write.guardedResource())) {
                run.checkedVersion = fresh.flatMap(Fetched::version).orElse(null);
            }
            guard.approve(session, write.operation(), () -> Plans.of(write, readable(session, write, fresh)));
            if (session.grant().isDryRun()) {
                Plan plan = Plans.of(write, readable(session, write, fresh));
                return ended(
                        run, session, write, null, notSent(run, ErrorCode.DRY_RUN, "Dry run: nothing was sent.", plan));
            }
            run.enter(Stage.INTEND);
            return claimed(run, session, write, proposal, safeguards.ledger().claim(proposal, now), system);
        } catch (LedgerException e) {
            return ended(run, session, write, null, new Outcome.NotSent<>(Calls.ledgerUnusable(run, e), null));
        } catch (ConnectorException e) {
            return ended(run, session, write, null, new Outcome.NotSent<>(e, null));
        }
    }

    @Override
    public Recovery recover() {
        return recoveries.recover();
    }

    private Outcome<Receipt> claimed(
            Run run, Session session, Write write, LedgerEntry proposal, Claim claim, SystemReads system) {
        if (claim instanceof Claim.Done done) {
            Receipt receipt = openIntents.receipt(done.entry(), true, 0);
            return ended(run, session, write, done.entry(), new Outcome.Committed<>(receipt));
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
        Writes.Call call = new Writes.Call(
                run,
                entry,
                write.attempt(),
                system,
                new Trace(entry.stamp(), write.target(), entry.claimedAt(), write.content()),
                () -> intents.renew(entry),
                lookFirst);
        return settle(session, write, call, carriedOut(session, write, call));
    }

    private Writes.End carriedOut(Session session, Write write, Writes.Call call) {
        try {
            guard.spend(session, write.operation());
            auditor.write(
                    AuditEvent.Stage.INTENDED, session.grant(), call.run, fields(write), call.entry.key(), "pending");
            call.run.intended = true;
        } catch (ConnectorException e) {
            return call.stopped(e);
        } catch (LedgerException e) {
            return call.stopped(Calls.ledgerUnusable(call.run, e));
        } catch (AuditException e) {
            return call.stopped(call.run
                    .failure(ErrorCode.AUDIT_UNAVAILABLE, "The audit log cannot be written, so nothing was sent.")
                    .toException(e));
        }
        return writes.carryOut(call);
    }

    private Outcome<Receipt> settle(Session session, Write write, Writes.Call call, Writes.End end) {
        LedgerEntry settled = settled(call, end);
        try {
            safeguards.ledger().settle(settled);
            forgetting.afterWrite();
        } catch (LedgerException e) {
            // The claim stays in the ledger and is reconciled before any repeat.
            if (end instanceof Writes.End.Committed) {
                end = new Writes.End.Unknown(call.run
                        .failure(ErrorCode.UNKNOWN_OUTCOME, "The ledger could not record how the write ended.")
                        .ofIntent(settled.key())
                        .toException(e));
            }
        }
        return ended(call.run, session, write, settled, outcome(write, call, settled, end));
    }

    private LedgerEntry settled(Writes.Call call, Writes.End end) {
        Instant now = safeguards.time().now();
        if (end instanceof Writes.End.Committed committed) {
            return OpenIntents.committed(call.entry, committed.written(), now);
        }
        if (end instanceof Writes.End.Unknown) {
            // Not the time of this settling: the proof of absence counts from the last sending.
            return call.entry.settled(LedgerEntry.State.UNKNOWN, null, null, 0, call.lastSent);
        }
        return call.entry.settled(
                end instanceof Writes.End.NotSent ? LedgerEntry.State.NOT_SENT : LedgerEntry.State.REJECTED,
                null,
                null,
                0,
                now);
    }

    private Outcome<Receipt> outcome(Write write, Writes.Call call, LedgerEntry settled, Writes.End end) {
        if (end instanceof Writes.End.Committed) {
            return new Outcome.Committed<>(openIntents.receipt(settled, false, call.run.attempts));
        }
        if (end instanceof Writes.End.NotSent notSent) {
            return new Outcome.NotSent<>(notSent.reason(), null);
        }
        if (end instanceof Writes.End.Rejected rejected) {
            return new Outcome.Rejected<>(rejected.reason());
        }
        return openIntents.unknown(settled, ((Writes.End.Unknown) end).reason(), write.content());
    }

    private Outcome<Receipt> ended(
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

    private Outcome<Receipt> notSent(Run run, ErrorCode code, String advice, @Nullable Plan plan) {
        return new Outcome.NotSent<>(run.failure(code, advice).toException(), plan);
    }

    /** What stood in a record before is shown to those only who may read it. */
    private static Optional<Fetched<?>> readable(Session session, Write write, Optional<Fetched<?>> fresh) {
        return fresh.filter(record -> session.grant().allows(Scope.parse(write.guardedResource() + ":read")));
    }

    private static List<String> qualified(Write write) {
        String resource = write.operation().scope().qualifiedResource();
        return write.content().keySet().stream()
                .map(field -> field.startsWith(Changes.CUSTOM) ? field.substring(Changes.CUSTOM.length()) : field)
                .map(field -> resource + ":" + field)
                .toList();
    }

    private static List<String> fields(Write write) {
        return List.copyOf(write.content().keySet());
    }
}
