package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.contract.Examination.EVERYTHING;

import dev.sallyport.connect.Connector;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.testkit.spi.FakeRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What works on a calm day, and what is asked for in vain. */
final class Functions<C extends Connector, F> {
    private static final List<String> HOSTILE = List.of(
            "../admin", "..", "a/b", "a?b=c&d", "a#b", "a%2fb", "a b", "' or '1'='1", "a;b", "x\\y", "\u202eevil");
    private final Examination<C, F> x;

    Functions(Examination<C, F> examination) {
        x = examination;
    }

    void into(Map<Rule, Runnable> checks) {
        checks.put(Rule.IT_WORKS_ON_A_CALM_DAY, () -> x.each(x.exercises().all().stream(), this::works));
        checks.put(Rule.AN_INTENT_IS_ONE_WRITE, () -> x.each(x.exercises().writes(), this::replays));
        checks.put(
                Rule.A_MISSING_RECORD_IS_NOT_FOUND, () -> x.each(x.exercises().gets(), this::missing));
        if (x.rig().server().isPresent()) {
            checks.put(
                    Rule.AN_ID_NEVER_BECOMES_A_PATH, () -> x.each(x.exercises().gets(), this::ids));
        }
    }

    private void works(Exercise<C> exercise) {
        try (Trial<C, F> trial = x.trial()) {
            Result first = trial.perform(exercise, EVERYTHING);
            if (!first.succeeded()) {
                throw new Seen(first.words(), first.error());
            }
            if (exercise.writes()) {
                Seen.unless(trial.effects() > 0, "said committed, and nothing was");
                Seen.unless(
                        first.outcomes().stream().noneMatch(one -> one.orThrow().replayed()),
                        "called its first sending a replay");
            } else {
                Result second = trial.perform(exercise, EVERYTHING);
                List<Deep.Drift> drifts = Deep.between(values(first), values(second));
                Seen.unless(drifts.isEmpty(), "gave something else the second time, at " + paths(drifts));
            }
        }
    }

    private static Object values(Result result) {
        List<?> records =
                Deep.fetched(result.value()).stream().map(one -> one.value()).toList();
        return records.isEmpty() ? String.valueOf(result.value()) : records;
    }

    static List<String> paths(List<Deep.Drift> drifts) {
        return drifts.stream().map(Deep.Drift::path).toList();
    }

    private void replays(Exercise<C> exercise) {
        Intent once = Intent.keyed("contract/once");
        try (Trial<C, F> trial = x.trial()) {
            Result first = trial.perform(exercise, EVERYTHING, once);
            long committed = trial.effects();
            Seen.unless(first.succeeded(), first.words());
            Result second = trial.perform(exercise, EVERYTHING, once);
            Seen.unless(second.succeeded(), "asked for again " + second.words());
            List<Outcome<Receipt>> again = second.outcomes();
            Seen.unless(again.stream().allMatch(one -> one.orThrow().replayed()), "asked for again was no replay");
            Seen.unless(
                    trial.effects() == committed,
                    "asked for again committed " + (trial.effects() - committed) + " more");
        }
    }

    private void missing(Exercise.Getting<C> exercise) {
        try (Trial<C, F> trial = x.trial()) {
            Result result = trial.result(() -> exercise.call().get(trial.connector(), EVERYTHING, exercise.missing()));
            Seen.unless(result.is(ErrorCode.NOT_FOUND), "for an id that nobody has " + result.words());
        }
    }

    private void ids(Exercise.Getting<C> exercise) {
        try (Trial<C, F> trial = x.trial()) {
            Tape ordinary = new Tape();
            x.server().tap(ordinary);
            trial.perform(exercise, EVERYTHING);
            Set<Integer> depths = ordinary.taken().stream()
                    .map(taken -> taken.request().segments().size())
                    .collect(Collectors.toSet());
            for (String id : HOSTILE) {
                Tape tape = new Tape();
                x.server().tap(tape);
                Result result = trial.result(() -> exercise.call().get(trial.connector(), EVERYTHING, id));
                Seen.unless(!result.succeeded(), "gave a record for the id '" + id + "'");
                for (Tape.Taken taken : tape.taken()) {
                    Seen.unless(
                            depths.contains(taken.request().segments().size()) && carries(taken.request(), id),
                            "with the id '" + id + "' asked for something else: "
                                    + taken.request().path());
                }
            }
        }
    }

    private static boolean carries(FakeRequest request, String id) {
        Stream<String> parameters = request.queryParameters().values().stream().flatMap(List::stream);
        return Stream.concat(Stream.concat(request.segments().stream(), parameters), Stream.of(request.text()))
                .anyMatch(part -> part.contains(id));
    }
}
