package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.contract.Examination.EVERYTHING;

import dev.sallyport.Fetched;
import dev.sallyport.access.Grant;
import dev.sallyport.access.Scope;
import dev.sallyport.audit.AuditEvent;
import dev.sallyport.connect.Connector;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Plan;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ErrorCode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a grant allows, and no more. */
final class Grants<C extends Connector, F> {
    private final Examination<C, F> x;

    Grants(Examination<C, F> examination) {
        x = examination;
    }

    void into(Map<Rule, Runnable> checks) {
        checks.put(Rule.WITHOUT_ITS_SCOPE_NOTHING_IS_SENT, () -> x.each(x.exercises().all().stream(), this::unscoped));
        checks.put(Rule.ITS_SCOPE_IS_ENOUGH, () -> x.each(x.exercises().all().stream(), this::enough));
        checks.put(Rule.AN_ENDED_GRANT_SENDS_NOTHING, () -> x.each(x.exercises().all().stream(), this::ended));
        checks.put(Rule.A_SPENT_BUDGET_SENDS_NOTHING, () -> x.each(x.exercises().all().stream(), this::spent));
        checks.put(Rule.APPROVAL_IS_WAITED_FOR, () -> x.each(x.exercises().writes(), this::approved));
        checks.put(Rule.A_DRY_RUN_COMMITS_NOTHING, () -> x.each(x.exercises().writes(), this::dry));
        checks.put(Rule.A_MASKED_FIELD_IS_NO_FILTER, this::filters);
        checks.put(Rule.A_RECORD_RULE_HIDES, this::rules);
    }

    private static Grant of(Collection<Scope> scopes) {
        return Grant.to("contract").allow(scopes.stream().map(Scope::toString).toArray(String[]::new));
    }

    private void unscoped(Exercise<C> exercise) {
        Set<Scope> others = new HashSet<>();
        x.exercises().all().forEach(other -> others.addAll(x.learn(other).scopes()));
        others.removeAll(x.learn(exercise).scopes());
        for (Grant grant : List.of(Grant.to("contract"), of(others))) {
            try (Trial<C, F> trial = x.trial().settled()) {
                Result result = trial.perform(exercise, grant);
                refused(trial, result, ErrorCode.NOT_GRANTED, "without its scope");
                Seen.unless(
                        !trial.witness().lines(AuditEvent.Stage.REFUSED).isEmpty(),
                        "was refused, and the audit does not say so");
            }
        }
    }

    private static void refused(Trial<?, ?> trial, Result result, ErrorCode code, String when) {
        Seen.unless(result.is(code), when + " " + result.words() + " instead of " + code);
        Seen.unless(trial.sent() == 0, when + " was refused only after something was sent");
        Seen.unless(trial.effects() == 0, when + " committed something");
    }

    private void enough(Exercise<C> exercise) {
        try (Trial<C, F> trial = x.trial()) {
            Result result = trial.perform(exercise, of(x.learn(exercise).scopes()));
            Seen.unless(result.succeeded(), "with its own scope alone " + result.words());
        }
    }

    private void ended(Exercise<C> exercise) {
        try (Trial<C, F> trial = x.trial().settled()) {
            Grant over = EVERYTHING.until(trial.clock().now().minusSeconds(1));
            refused(trial, trial.perform(exercise, over), ErrorCode.GRANT_EXPIRED, "after the grant's end");
        }
    }

    private void spent(Exercise<C> exercise) {
        try (Trial<C, F> trial = x.trial().settled()) {
            refused(
                    trial,
                    trial.perform(exercise, EVERYTHING.maxCalls(0)),
                    ErrorCode.BUDGET_SPENT,
                    "with no calls left");
        }
        if (exercise.writes()) {
            try (Trial<C, F> trial = x.trial()) {
                Result result = trial.perform(exercise, EVERYTHING.maxWrites(0));
                Seen.unless(result.is(ErrorCode.BUDGET_SPENT), "with no writes left " + result.words());
                Seen.unless(trial.effects() == 0, "with no writes left committed something");
            }
        }
    }

    private void approved(Exercise<C> exercise) {
        Set<Scope> scopes = x.learn(exercise).scopes();
        Grant asking =
                EVERYTHING.requireApproval(scopes.stream().map(Scope::toString).toArray(String[]::new));
        for (Grant unapproved : List.of(asking, asking.approver((grant, plan) -> false))) {
            try (Trial<C, F> trial = x.trial()) {
                Result result = trial.perform(exercise, unapproved);
                Seen.unless(result.is(ErrorCode.APPROVAL_MISSING), "without an approval " + result.words());
                Seen.unless(trial.effects() == 0, "without an approval committed something");
            }
        }
        List<Plan> plans = new CopyOnWriteArrayList<>();
        try (Trial<C, F> trial = x.trial()) {
            Result result = trial.perform(exercise, asking.approver((grant, plan) -> plans.add(plan)));
            Seen.unless(result.succeeded(), "with an approval " + result.words());
            Seen.unless(!plans.isEmpty(), "was approved without anybody being shown the plan");
        }
    }

    private void dry(Exercise<C> exercise) {
        try (Trial<C, F> trial = x.trial()) {
            Result result = trial.perform(exercise, EVERYTHING.dryRun());
            Seen.unless(trial.effects() == 0, "in a dry run committed something");
            Seen.unless(result.is(ErrorCode.DRY_RUN), "in a dry run " + result.words());
            for (Outcome<Receipt> outcome : result.outcomes()) {
                Seen.unless(
                        outcome instanceof Outcome.NotSent<Receipt> planned
                                && planned.plan().isPresent(),
                        "in a dry run told no plan");
            }
        }
    }

    private void filters() {
        Seen.Nothing.unless(!x.exercises().filters().isEmpty(), "no exercise with a filter");
        for (Exercises.Filtering<C> filter : x.exercises().filters()) {
            try (Trial<C, F> trial = x.trial()) {
                Grant masked = EVERYTHING.mask(filter.field());
                Result result = trial.result(() -> filter.call().read(trial.connector(), masked));
                refused(trial, result, ErrorCode.MASKED, filter.operation() + " by the masked " + filter.field());
            }
        }
    }

    private void rules() {
        Seen.Nothing.unless(!x.exercises().rules().isEmpty(), "no record rule given");
        for (Exercises.Ruled rule : x.exercises().rules()) {
            x.each(
                    x.exercises().all().stream().filter(one -> concerns(one, rule.resource())),
                    exercise -> hidden(exercise, EVERYTHING.where(rule.resource(), rule.nobody())));
        }
    }

    private boolean concerns(Exercise<C> exercise, String resource) {
        return x.learn(exercise).scopes().stream()
                .anyMatch(scope -> scope.qualifiedResource().equals(resource));
    }

    private void hidden(Exercise<C> exercise, Grant grant) {
        try (Trial<C, F> trial = x.trial()) {
            Result result = trial.perform(exercise, grant);
            if (exercise.writes()) {
                Seen.unless(trial.effects() == 0, "wrote what the record rule hides");
                Seen.unless(result.committed() == 0, "said that it wrote what the record rule hides");
            } else {
                List<Fetched<?>> shown = Deep.fetched(result.value());
                Seen.unless(shown.isEmpty(), "showed what the record rule hides");
                Seen.unless(
                        result.failure() != null || result.value() instanceof Collection<?>,
                        "under a record rule that hides everything " + result.words());
            }
        }
    }
}
