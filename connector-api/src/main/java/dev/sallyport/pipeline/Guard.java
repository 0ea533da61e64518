package dev.sallyport.pipeline;

import dev.sallyport.Fetched;
import dev.sallyport.Ref;
import dev.sallyport.access.Approver;
import dev.sallyport.access.Grant;
import dev.sallyport.access.Scope;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Effect;
import dev.sallyport.effect.Ledger;
import dev.sallyport.effect.Plan;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Session;
import dev.sallyport.spi.SystemReads;
import dev.sallyport.spi.Write;
import dev.sallyport.time.TimeSource;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides, in one place, whether a call may go. Throws; sends nothing but the fresh read that a record rule needs. */
final class Guard {
    private static final Set<String> FAMILIES = Set.of("crm", "ticketing", "database");
    private final ConnectorDescriptor connector;
    private final TimeSource time;
    private final Ledger ledger;
    private final Forgetting forgetting;

    Guard(ConnectorDescriptor connector, Safeguards safeguards, Forgetting forgetting) {
        this.connector = connector;
        this.time = safeguards.time();
        this.ledger = safeguards.ledger();
        this.forgetting = forgetting;
    }

    /** A scope that nobody knows is a mistake in the grant, and must not become a silent nothing. */
    void checkScopes(Grant grant) {
        for (Scope allowed : grant.allowed()) {
            boolean ours = allowed.family().equals(connector.family());
            boolean known = ours
                    ? connector.operations().stream().anyMatch(operation -> allowed.covers(operation.scope()))
                    : allowed.family().equals("*") || FAMILIES.contains(allowed.family());
            if (!known) {
                throw Failure.unsent(
                                ErrorCode.INVALID_INPUT,
                                connector.system(),
                                "grant",
                                "The grant allows " + allowed + ", which does not exist here. Scopes are: "
                                        + connector.operations().stream()
                                                .map(operation ->
                                                        operation.scope().toString())
                                                .collect(Collectors.toCollection(TreeSet::new)))
                        .toException();
            }
        }
        grant.parent().ifPresent(this::checkScopes);
    }

    /** Everything but the budget: grant alive, scope allowed, nothing masked in use. */
    void permit(Session session, Operation operation, List<String> qualifiedFields) {
        Grant grant = session.grant();
        if (grant.endedAt(time.now())) {
            throw refuse(operation, ErrorCode.GRANT_EXPIRED, "The grant to " + grant.actor() + " has ended.");
        }
        if (!grant.allows(operation.scope())) {
            throw refuse(
                    operation,
                    ErrorCode.NOT_GRANTED,
                    "Needs the scope " + operation.scope() + ", which is not granted to " + grant.actor() + ".");
        }
        for (String field : qualifiedFields) {
            int end = field.indexOf(':', field.indexOf(':') + 1);
            if (end < 0) {
                throw new IllegalArgumentException("field '" + field + "': write family:resource:field");
            }
            if (grant.masks(field.substring(0, end), field.substring(end + 1))) {
                throw refuse(operation, ErrorCode.MASKED, "Uses the field " + field + ", which the grant masks.");
            }
        }
    }

    /** Record rules of a write, checked on a fresh read. The fresh record, for the plan, where one was read. */
    Optional<Fetched<?>> checkRules(Session session, Write write, SystemReads reads) {
        String resource = write.guardedResource();
        boolean rules = session.hasRules(resource);
        if (rules && write.current().isEmpty()) {
            throw refuse(
                    write.operation(),
                    ErrorCode.OUTSIDE_RULE,
                    "The grant limits " + resource + " by a record rule, which cannot be checked for this write.");
        }
        if (write.current().isEmpty() || !(rules || wantsPlan(session, write.operation()))) {
            return Optional.empty();
        }
        Fetched<?> fresh = reads.read(write.current().get());
        if (!session.admits(resource, fresh.value())) {
            throw refuse(
                    write.operation(),
                    ErrorCode.OUTSIDE_RULE,
                    "The record " + write.target() + " lies outside the grant's rule for " + resource + ".");
        }
        return Optional.of(fresh);
    }

    /** Where a person was asked, the call's time begins anew: it may have taken them hours. */
    void approve(Run run, Session session, Operation operation, Supplier<Plan> plan) {
        Set<Approver> asked = Collections.newSetFromMap(new IdentityHashMap<>());
        // A child's approver answers for what the child wants approved, never in place of its parent's.
        for (Grant grant = session.grant();
                grant != null;
                grant = grant.parent().orElse(null)) {
            if (grant.wantsApproval(operation.scope())) {
                Approver approver = grant.approver()
                        .orElseThrow(() -> unapproved(operation, ", and the grant names no approver.", null));
                if (asked.add(approver)) {
                    ask(approver, session.grant(), operation, plan);
                }
            }
        }
        if (!asked.isEmpty()) {
            run.beginAnew(time.now());
        }
    }

    private void ask(Approver approver, Grant grant, Operation operation, Supplier<Plan> plan) {
        boolean approved;
        try {
            approved = approver.approves(grant, plan.get());
        } catch (RuntimeException e) {
            throw unapproved(operation, ", and could not be asked.", e);
        }
        if (!approved) {
            throw unapproved(operation, ", and did not.", null);
        }
    }

    private RuntimeException unapproved(Operation operation, String why, @Nullable RuntimeException cause) {
        return Failure.unsent(
                        ErrorCode.APPROVAL_MISSING,
                        connector.system(),
                        operation.name(),
                        "A person must approve " + operation.scope() + why)
                .toException(cause);
    }

    /** Draws one operation on the budgets of the grant and its parents. */
    void spend(Session session, Operation operation) {
        Grant grant = session.grant();
        while (grant != null) {
            spend(operation, grant, "calls", grant.callBudget().orElse(-1));
            if (operation.effect().writes()) {
                spend(operation, grant, "writes", grant.writeBudget().orElse(-1));
            }
            grant = grant.parent().orElse(null);
        }
    }

    private void spend(Operation operation, Grant grant, String what, long limit) {
        if (limit < 0) {
            return;
        }
        if (!ledger.spend(grant.budgetKey() + "/" + what, 1, limit, time.now())) {
            throw refuse(
                    operation, ErrorCode.BUDGET_SPENT, "The grant's budget of " + limit + " " + what + " is spent.");
        }
        forgetting.afterUse();
    }

    static boolean wantsPlan(Session session, Operation operation) {
        return operation.effect() != Effect.READ
                && (session.grant().isDryRun() || session.grant().wantsApproval(operation.scope()));
    }

    private RuntimeException refuse(Operation operation, ErrorCode code, String advice) {
        return Failure.unsent(code, connector.system(), operation.name(), advice)
                .toException();
    }

    static @Nullable String text(@Nullable Ref target) {
        return target == null ? null : target.toString();
    }
}
