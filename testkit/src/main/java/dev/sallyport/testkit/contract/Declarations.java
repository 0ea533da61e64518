package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.contract.Examination.EVERYTHING;

import dev.sallyport.access.Scope;
import dev.sallyport.connect.Connector;
import dev.sallyport.error.ErrorCode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a connector says of itself. */
final class Declarations<C extends Connector, F> {
    private final Examination<C, F> x;

    Declarations(Examination<C, F> examination) {
        x = examination;
    }

    void into(Map<Rule, Runnable> checks) {
        checks.put(Rule.EVERY_OPERATION_IS_EXERCISED, this::everyOperation);
        checks.put(Rule.WRITES_ARE_DECLARED, () -> x.each(x.exercises().all().stream(), this::declared));
        checks.put(Rule.SCOPES_TELL_READING_FROM_WRITING, this::scopes);
        checks.put(Rule.UNSUPPORTED_IS_REFUSED, () -> {
            Seen.Nothing.unless(!x.exercises().unsupported().isEmpty(), "nothing is named that the system lacks");
            x.each(x.exercises().unsupported().stream(), this::refused);
        });
    }

    private void everyOperation() {
        Set<String> declared = new TreeSet<>();
        try (Trial<C, F> trial = x.trial()) {
            declared.addAll(trial.connector().capabilities());
        }
        Set<String> reached = new TreeSet<>();
        x.each(x.exercises().all().stream(), exercise -> {
            Set<String> operations = x.learn(exercise).reached();
            reached.addAll(operations);
            Seen.unless(
                    operations.contains(exercise.operation()),
                    "is not what its exercise reached: it reached " + operations);
            Seen.unless(declared.containsAll(operations), "reached " + operations + ", of which not all are declared");
        });
        declared.removeAll(reached);
        declared.removeIf(x.exercises()::isAside);
        Seen.unless(declared.isEmpty(), "declared, and reached by no exercise: " + declared);
    }

    private void declared(Exercise<C> exercise) {
        Learned calm = x.learn(exercise);
        if (!exercise.writes()) {
            Seen.unless(calm.effects() == 0, "is a read by its exercise, and committed " + calm.effects() + " effects");
            Seen.unless(!calm.intended(), "is a read by its exercise, and was audited as a write");
            return;
        }
        Seen.unless(calm.effects() > 0, "is a write by its exercise, and committed nothing");
        Seen.unless(calm.intended(), "committed " + calm.effects() + " effects, and was not audited as a write");
        try (Trial<C, F> trial = x.trial()) {
            Seen.unless(
                    trial.connector().strategies().containsKey(exercise.operation()),
                    "writes, and strategies() does not tell how it is found again");
        }
    }

    private void scopes() {
        Set<Scope> reading = scopes(x.exercises().reads());
        Set<Scope> writing = scopes(x.exercises().writes());
        writing.retainAll(reading);
        Seen.unless(writing.isEmpty(), "needed to read and to write alike: " + writing);
    }

    private Set<Scope> scopes(Stream<Exercise<C>> some) {
        return some.flatMap(exercise -> x.learn(exercise).scopes().stream()).collect(Collectors.toSet());
    }

    private void refused(Exercise.Reading<C> lacking) {
        try (Trial<C, F> trial = x.trial().settled()) {
            Result result = trial.perform(lacking, EVERYTHING);
            Seen.unless(result.is(ErrorCode.UNSUPPORTED), result.words() + " instead of UNSUPPORTED");
            Seen.unless(trial.sent() == 0, "was refused only after something was sent");
        }
    }
}
