package dev.sallyport.jdbc;

import dev.sallyport.access.Grant;
import dev.sallyport.audit.AuditEvent;
import dev.sallyport.audit.AuditException;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import java.util.List;
import java.util.Map;

/** Statements that are refused before they are an operation: on the record like every other refusal. */
final class Refusals {
    private final Engine engine;
    private final Safeguards safeguards;

    Refusals(Engine engine, Safeguards safeguards) {
        this.engine = engine;
        this.safeguards = safeguards;
    }

    ConnectorException refuse(Grant grant, String operation, String scope, ErrorCode code, String advice) {
        Failure failure = Failure.unsent(code, engine.system(), operation, advice);
        try {
            safeguards
                    .audit()
                    .append(new AuditEvent(
                            safeguards.time().now(),
                            AuditEvent.Stage.REFUSED,
                            grant.actor(),
                            grant.person().orElse(null),
                            grant.task().orElse(null),
                            engine.system() + "/" + engine.account(),
                            operation,
                            scope,
                            null,
                            List.of(),
                            null,
                            code.name(),
                            0,
                            Map.of(),
                            Map.of(),
                            null));
        } catch (AuditException e) {
            // It is refused either way; the next call that is not finds the log unusable.
            return failure.toException(e);
        }
        return failure.toException();
    }
}
