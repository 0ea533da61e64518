package dev.sallyport.pipeline;

import dev.sallyport.access.Grant;
import dev.sallyport.audit.AuditEvent;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.time.TimeSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the audit's lines. */
final class Auditor {
    private final AuditLog log;
    private final TimeSource time;

    Auditor(AuditLog log, TimeSource time) {
        this.log = log;
        this.time = time;
    }

    void write(
            AuditEvent.Stage stage,
            @Nullable Grant grant,
            Run run,
            List<String> fields,
            @Nullable String intent,
            String result) {
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
                run.requestId));
    }
}
