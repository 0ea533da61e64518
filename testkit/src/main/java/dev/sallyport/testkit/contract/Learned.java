package dev.sallyport.testkit.contract;

import dev.sallyport.access.Scope;
import dev.sallyport.audit.AuditEvent;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an exercise did on a calm day.
 *
 * @param lines what it left in the audit
 * @param effects how many effects it committed
 * @param value what it gave
 * @param operations what the fake calls what was asked of it; empty for a database
 */
record Learned(
        List<AuditEvent> lines, long effects, @Nullable Object value, Set<String> operations) {

    /** The operations that it reached, by name. */
    Set<String> reached() {
        return lines.stream().map(AuditEvent::operation).collect(java.util.stream.Collectors.toSet());
    }

    boolean intended() {
        return lines.stream().anyMatch(line -> line.stage() == AuditEvent.Stage.INTENDED);
    }

    /** The scopes that it needs. */
    Set<Scope> scopes() {
        return lines.stream().map(line -> Scope.parse(line.scope())).collect(java.util.stream.Collectors.toSet());
    }
}
