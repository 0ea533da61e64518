package dev.sallyport.pipeline;

import dev.sallyport.access.Grant;
import dev.sallyport.audit.AuditEvent;
import dev.sallyport.audit.AuditException;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.time.TimeSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the audit's lines. */
final class Auditor {
    private static final Logger LOG = LoggerFactory.getLogger(Auditor.class);
    private final AuditLog log;
    private final TimeSource time;
    private final boolean off;

    Auditor(AuditLog log, TimeSource time) {
        this.log = log;
        this.time = time;
        this.off = log == AuditLog.off();
    }

    /** For what is done already: it stands, and the next write finds the log unusable and is not sent. */
    void writeIfPossible(
            AuditEvent.Stage stage,
            @Nullable Grant grant,
            Run run,
            List<String> fields,
            @Nullable String intent,
            String result) {
        try {
            write(stage, grant, run, fields, intent, result);
        } catch (AuditException e) {
            LOG.warn("The audit log cannot be written; writes stop.", e);
        }
    }

    void write(
            AuditEvent.Stage stage,
            @Nullable Grant grant,
            Run run,
            List<String> fields,
            @Nullable String intent,
            String result) {
        if (off) {
            return;
        }
        log.append(new AuditEvent(
                time.now(),
                stage,
                grant == null ? "sallyport" : grant.actor(),
                grant == null ? null : grant.person().orElse(null),
                grant == null ? null : grant.task().orElse(null),
                run.connector.tenant(),
                run.operation.name(),
                run.operation.scope().toString(),
                Guard.text(run.target),
                fields,
                intent,
                result,
                run.attempts,
                run.cost,
                run.waits,
                run.requestId));
    }
}
