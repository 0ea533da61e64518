package dev.sallyport.pipeline;

import dev.sallyport.Ref;
import dev.sallyport.access.Grant;
import dev.sallyport.audit.AuditEvent;
import dev.sallyport.audit.AuditException;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.LedgerException;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.SystemReads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Begins calls, ends reads, and carries out the reads of Sallyport's own. Thread-safe. */
final class Calls {
    private static final String INTERNAL = "INTERNAL";
    private final ConnectorDescriptor connector;
    private final Safeguards safeguards;
    private final Consumer<Stage> watcher;
    private final Auditor auditor;
    private final Reads reads;

    Calls(ConnectorDescriptor connector, Safeguards safeguards, Consumer<Stage> watcher, Auditor auditor, Reads reads) {
        this.connector = connector;
        this.safeguards = safeguards;
        this.watcher = watcher;
        this.auditor = auditor;
        this.reads = reads;
    }

    /** A call under a grant; null for one of Sallyport's own. */
    Run begin(Operation operation, @Nullable Ref target, String stamp, @Nullable Grant grant) {
        return begin(operation, target, stamp, grant, safeguards.deadline());
    }

    private Run begin(Operation operation, @Nullable Ref target, String stamp, @Nullable Grant grant, Duration most) {
        return new Run(connector, operation, target, stamp, grant, safeguards, most, watcher);
    }

    /** Reads of Sallyport's own, all of them to end before a deadline. */
    SystemReads systemReads(Instant deadline) {
        return new SystemReads() {
            @Override
            public <T> T read(Read<T> read) {
                Duration left = Duration.between(safeguards.time().now(), deadline);
                Run run = begin(read.operation(), read.target(), "", null, left);
                T value;
                try {
                    value = reads.carryOut(run, read, this);
                } catch (RuntimeException e) {
                    String code = codeOf(e);
                    endRead(run, null, List.of(), AuditEvent.Stage.SYSTEM, code, code);
                    throw e;
                }
                endRead(run, null, List.of(), AuditEvent.Stage.SYSTEM, "ok", null);
                return value;
            }
        };
    }

    /**
     * Ends a read.
     *
     * @throws ConnectorException if the audit cannot be written
     */
    void endRead(
            Run run,
            @Nullable Grant grant,
            List<String> fields,
            AuditEvent.Stage stage,
            String result,
            @Nullable String error) {
        run.span.end(result, error);
        try {
            auditor.write(stage, grant, run, fields, null, result);
        } catch (AuditException e) {
            throw run.failure(ErrorCode.AUDIT_UNAVAILABLE, "The audit log cannot be written.")
                    .toException(e);
        }
    }

    static String codeOf(RuntimeException e) {
        return e instanceof ConnectorException failed ? failed.code().name() : INTERNAL;
    }

    static ConnectorException ledgerUnusable(Run run, LedgerException e) {
        return run.failure(
                        ErrorCode.LEDGER_UNAVAILABLE,
                        "The ledger cannot be used, so nothing was sent: " + e.getMessage() + ".")
                .toException(e);
    }
}
