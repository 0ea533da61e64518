package dev.sallyport.pipeline;

import dev.sallyport.Fetched;
import dev.sallyport.access.Scope;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Plan;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.query.Changes;
import dev.sallyport.spi.Session;
import dev.sallyport.spi.SystemReads;
import dev.sallyport.spi.Write;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The guard's part of a write: everything but the budget, which is drawn on when the write is claimed. */
final class Admission {
    private final Guard guard;

    Admission(Guard guard) {
        this.guard = guard;
    }

    /**
     * Where a dry run ends; null for a write that may go.
     *
     * @throws dev.sallyport.error.ConnectorException if it may not
     */
    @Nullable
    Outcome<Receipt> admit(Run run, Session session, Write write, SystemReads system) {
        run.enter(Stage.GUARD);
        guard.permit(session, write.operation(), qualified(write));
        Optional<Fetched<?>> fresh = guard.checkRules(session, write, system);
        if (session.hasRules(write.guardedResource())) {
            run.checkedVersion = fresh.flatMap(Fetched::version).orElse(null);
        }
        guard.approve(run, session, write.operation(), () -> Plans.of(write, readable(session, write, fresh)));
        if (!session.grant().isDryRun()) {
            return null;
        }
        Plan plan = Plans.of(write, readable(session, write, fresh));
        return new Outcome.NotSent<>(
                run.failure(ErrorCode.DRY_RUN, "Dry run: nothing was sent.").toException(), plan);
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
}
