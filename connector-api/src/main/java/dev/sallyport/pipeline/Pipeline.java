package dev.sallyport.pipeline;

import dev.sallyport.access.Grant;
import dev.sallyport.audit.AuditEvent;
import dev.sallyport.connect.Recovery;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Claim;
import dev.sallyport.effect.LedgerEntry;
import dev.sallyport.effect.LedgerException;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.Remedy;
import dev.sallyport.spi.Batch;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.Executor;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.Session;
import dev.sallyport.spi.SystemReads;
import dev.sallyport.spi.Write;
import dev.sallyport.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

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
    private final Auditor auditor;
    private final Calls calls;
    private final Reads reads;
    private final Writes writes;
    private final Admission admission;
    private final Claims claims;
    private final Settlements settlements;
    private final Batches batches;

    private Pipeline(ConnectorDescriptor connector, Safeguards safeguards, Consumer<Stage> watcher) {
        this.safeguards = safeguards;
        Forgetting forgetting = new Forgetting(safeguards);
        this.guard = new Guard(connector, safeguards, forgetting);
        this.intents = new Intents(connector, safeguards);
        this.auditor = new Auditor(safeguards.audit(), safeguards.time());
        Jitter jitter = new Jitter(safeguards.seed());
        Attempts attempts = new Attempts(
                safeguards.time(),
                new Pacer(connector, safeguards),
                Account.of(safeguards.quotas(), connector.tenant(), jitter),
                jitter,
                safeguards.ledger());
        this.reads = new Reads(attempts);
        this.writes = new Writes(attempts);
        this.calls = new Calls(connector, safeguards, watcher, auditor, reads);
        this.openIntents = new OpenIntents(connector, safeguards, intents, calls, auditor);
        this.admission = new Admission(guard);
        this.claims = new Claims(safeguards, intents, openIntents);
        this.settlements = new Settlements(safeguards, guard, openIntents, auditor, forgetting);
        this.batches = new Batches(safeguards, admission, intents, claims, settlements, calls, attempts, writes);
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
    public String seal(String text) {
        return intents.seal(text);
    }

    @Override
    public Session bind(Grant grant) {
        guard.checkScopes(grant);
        return new BoundGrant(grant);
    }

    @Override
    public <T> T read(Session session, Read<T> read) {
        Run run = calls.begin(read.operation(), read.target(), "", session.grant());
        T value;
        try {
            run.enter(Stage.GUARD);
            guard.permit(session, read.operation(), read.fields());
            guard.approve(run, session, read.operation(), () -> Plans.of(read.operation(), read.target()));
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
        String owner = intents.newOwner();
        Run run = calls.begin(
                write.operation(),
                write.target(),
                propose(session, write, owner).stamp(),
                session.grant());
        try {
            Outcome<Receipt> dry = admission.admit(run, session, write, calls.systemReads(run.deadline));
            if (dry != null) {
                return settlements.ended(run, session, write, null, dry);
            }
            run.enter(Stage.INTEND);
            return claimed(run, session, write, propose(session, write, owner), calls.systemReads(run.deadline));
        } catch (LedgerException e) {
            return settlements.ended(
                    run, session, write, null, new Outcome.NotSent<>(Calls.ledgerUnusable(run, e), null));
        } catch (ConnectorException e) {
            return settlements.ended(run, session, write, null, new Outcome.NotSent<>(e, null));
        }
    }

    @Override
    public List<Outcome<Receipt>> writeAll(Session session, Batch batch) {
        return batches.carryOut(session, batch);
    }

    @Override
    public Recovery recover() {
        return recoveries.recover();
    }

    private LedgerEntry propose(Session session, Write write, String owner) {
        return intents.propose(write, session.grant(), safeguards.time().now(), owner);
    }

    private Outcome<Receipt> claimed(Run run, Session session, Write write, LedgerEntry proposal, SystemReads system) {
        Claim claim = claims.claim(run, proposal);
        Outcome<Receipt> ended = claims.ended(run, proposal, claim);
        if (ended != null) {
            LedgerEntry replayed = claim instanceof Claim.Done done ? done.entry() : null;
            return settlements.ended(run, session, write, replayed, ended);
        }
        LedgerEntry entry =
                claim instanceof Claim.Granted granted ? granted.entry() : ((Claim.ReconcileFirst) claim).entry();
        Writes.Call call = Writes.call(run, write, entry, claim instanceof Claim.ReconcileFirst, system, intents);
        Writes.End refused = settlements.intended(session, write, call);
        return settlements.settle(session, write, call, refused == null ? writes.carryOut(call) : refused);
    }
}
