package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.contract.Examination.EVERYTHING;

import dev.sallyport.Fetched;
import dev.sallyport.connect.Connector;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.testkit.spi.FakeReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Walks through lists of several pages. */
final class Walks<C extends Connector, F> {
    private static final int ENDLESS = 60;
    /** More than most vendors have on one page. */
    private static final int LONG = 120;

    private final Examination<C, F> x;

    Walks(Examination<C, F> examination) {
        x = examination;
    }

    void into(Map<Rule, Runnable> checks) {
        checks.put(
                Rule.A_WALK_IS_WHOLE, () -> x.each(x.exercises().walks(), one -> whole(one, one.sized() ? 13 : LONG)));
        checks.put(
                Rule.A_FULL_LAST_PAGE_ENDS_THE_WALK, () -> x.each(x.exercises().walks(), this::full));
        checks.put(Rule.A_WALK_BEARS_CHANGE, () -> x.each(x.exercises().walks(), this::moving));
        checks.put(Rule.NO_WALK_IS_ENDLESS, () -> x.each(x.exercises().walks(), this::bounded));
    }

    private void full(Exercise.Walking<C, F> exercise) {
        Seen.Nothing.unless(exercise.sized(), "its pages have the vendor's size");
        int there = calm(exercise);
        whole(exercise, 3 * Exercise.Walking.PAGE - there % Exercise.Walking.PAGE);
        whole(exercise, Exercise.Walking.PAGE - there % Exercise.Walking.PAGE);
    }

    private int calm(Exercise<C> exercise) {
        return x.learn(exercise).value() instanceof List<?> list ? list.size() : 0;
    }

    private void whole(Exercise.Walking<C, F> exercise, int more) {
        int there = calm(exercise);
        try (Trial<C, F> trial = x.trial()) {
            add(trial, exercise, 0, more);
            long before = trial.sent();
            Result result = trial.perform(exercise, EVERYTHING);
            if (!result.succeeded()) {
                throw new Seen("over " + (there + more) + " records " + result.words(), result.error());
            }
            long pages = trial.sent() - before;
            int expected = there + more;
            Seen.unless(
                    !exercise.sized() || pages > 1 || expected <= Exercise.Walking.PAGE,
                    "was answered on one page: let the exercise ask for the page size it is given, or the fake page in fives");
            List<String> delivered = identities(result);
            Set<String> once = new HashSet<>(delivered);
            Seen.unless(
                    once.size() == delivered.size(),
                    "delivered " + (delivered.size() - once.size()) + " records twice");
            Seen.unless(once.size() == expected, "delivered " + once.size() + " of " + expected + " records");
        }
    }

    private void moving(Exercise.Walking<C, F> exercise) {
        int there = calm(exercise);
        try (Trial<C, F> trial = x.trial()) {
            add(trial, exercise, 0, 12);
            List<String> delivered = new ArrayList<>();
            Result result = trial.result(() -> {
                Iterator<? extends Fetched<?>> walk = exercise.call()
                        .find(trial.connector(), EVERYTHING, Exercise.Walking.PAGE)
                        .iterator();
                while (walk.hasNext() && delivered.size() < 500) {
                    delivered.add(Deep.identity(walk.next()));
                    if (delivered.size() % 4 == 0 && delivered.size() <= 12) {
                        add(trial, exercise, 12 + delivered.size(), 1);
                    }
                }
                return delivered;
            });
            if (!result.succeeded()) {
                throw new Seen("while records were added " + result.words(), result.error());
            }
            Set<String> once = new HashSet<>(delivered);
            Seen.unless(once.size() == delivered.size(), "doubled a record while others were added");
            Seen.unless(
                    once.size() >= there + 12,
                    "lost a record while others were added: " + once.size() + " of " + (there + 12));
        }
        x.exercises().moving(exercise.operation()).forEach(moving -> stirred(exercise, moving));
    }

    private void stirred(Exercise.Walking<C, F> exercise, Exercises.Moving<C> moving) {
        try (Trial<C, F> trial = x.trial()) {
            add(trial, exercise, 0, 20);
            Result calm = trial.result(() -> moving.call()
                    .find(trial.connector(), EVERYTHING, Exercise.Walking.PAGE)
                    .first(500));
            if (calm.is(ErrorCode.UNSUPPORTED)) {
                return;
            }
            List<String> ids = identities(calm);
            Set<String> still = new HashSet<>(ids);
            List<String> delivered = new ArrayList<>();
            Result result = trial.result(() -> {
                Iterator<? extends Fetched<?>> walk = moving.call()
                        .find(trial.connector(), EVERYTHING, Exercise.Walking.PAGE)
                        .iterator();
                while (walk.hasNext() && delivered.size() < 500) {
                    delivered.add(Deep.identity(walk.next()));
                    if (delivered.size() % Exercise.Walking.PAGE == 0 && delivered.size() <= 15) {
                        stir(trial, moving, ids, delivered.size()).forEach(still::remove);
                    }
                }
                return delivered;
            });
            if (!result.succeeded()) {
                throw new Seen("while records were changed and deleted " + result.words(), result.error());
            }
            Seen.unless(delivered.size() < 500, "did not end while records were changed and deleted");
            delivered.retainAll(still);
            Seen.unless(
                    new HashSet<>(delivered).size() == delivered.size(),
                    "doubled a record that stood still while others were changed and deleted");
            Seen.unless(
                    delivered.size() == still.size(),
                    "lost a record that stood still while others were changed and deleted: " + delivered.size() + " of "
                            + still.size());
        }
    }

    /** Moves the last one of the page that is read, one before it, and some that are still to come; which they were. */
    private static <C extends Connector> List<String> stir(
            Trial<C, ?> trial, Exercises.Moving<C> moving, List<String> ids, int read) {
        List<String> moved = List.of(ids.get(read - 1), ids.get(read - 3), ids.get(read + 1), ids.get(read + 2));
        trial.clock().leap(Duration.ofSeconds(2));
        for (int i = 0; i < moved.size(); i++) {
            Exercises.Moved<C> move = moving.moves().get(i % moving.moves().size());
            move.move(trial.connector(), EVERYTHING, moved.get(i)).orThrow();
        }
        return moved;
    }

    private void bounded(Exercise.Walking<C, F> exercise) {
        try (Trial<C, F> trial = x.trial()) {
            add(trial, exercise, 0, exercise.sized() ? 12 : LONG);
            AtomicReference<FakeReply> first = new AtomicReference<>();
            AtomicInteger pages = new AtomicInteger();
            x.server().tap(new Tape().changing((request, classification, reply) -> {
                        first.compareAndSet(null, reply);
                        return pages.incrementAndGet() > ENDLESS
                                ? FakeReply.json(404, "{}")
                                : Objects.requireNonNull(first.get());
                    }));
            trial.perform(exercise, EVERYTHING);
            Seen.Nothing.unless(pages.get() > 1 || exercise.sized(), "it was answered on one page");
            Seen.unless(pages.get() > 1, "was answered on one page");
            Seen.unless(pages.get() <= ENDLESS, "asked for more than " + ENDLESS + " pages that were all the same");
        }
    }

    private static <C, F> void add(Trial<?, F> trial, Exercise.Walking<C, F> exercise, int from, int count) {
        for (int i = from; i < from + count; i++) {
            exercise.more().add(trial.rig().fake(), i);
        }
    }

    private static List<String> identities(Result result) {
        return Deep.fetched(result.value()).stream().map(Deep::identity).toList();
    }
}
