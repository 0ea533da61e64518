package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.contract.Examination.EVERYTHING;

import dev.sallyport.audit.AuditEvent;
import dev.sallyport.connect.Connector;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Ledger;
import dev.sallyport.effect.LedgerException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** What stays behind, what threads do to each other, and what is on the record. */
final class Housekeeping<C extends Connector, F> {
    private static final int THREADS = 32;
    private static final int ROUNDS = 4;
    private final Examination<C, F> x;

    Housekeeping(Examination<C, F> examination) {
        x = examination;
    }

    void into(Map<Rule, Runnable> checks) {
        checks.put(Rule.NO_THREAD_STAYS_BEHIND, this::threads);
        checks.put(Rule.NO_CONNECTION_STAYS_BEHIND, this::connections);
        checks.put(Rule.THREADS_DO_NOT_DISTURB_EACH_OTHER, this::together);
        checks.put(Rule.EVERY_CALL_IS_ON_THE_RECORD, () -> x.each(x.exercises().all().stream(), this::recorded));
        checks.put(
                Rule.WITHOUT_A_RECORD_NOTHING_IS_WRITTEN,
                () -> x.each(x.exercises().writes(), this::unrecorded));
    }

    private void threads() {
        round();
        Set<Thread> before = living();
        for (int i = 0; i < ROUNDS; i++) {
            round();
        }
        boolean gone = Together.until(Duration.ofSeconds(2), () -> left(before).size() < ROUNDS);
        Seen.unless(
                gone,
                ROUNDS + " times connected and closed, and left: "
                        + left(before).stream().map(Thread::getName).toList());
    }

    private void round() {
        try (Trial<C, F> trial = x.trial()) {
            x.exercises().all().forEach(exercise -> trial.perform(exercise, EVERYTHING));
        }
    }

    /** The fakes' own threads are of no interest: they serve whoever comes. */
    private static Set<Thread> living() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .filter(thread -> !thread.getName().matches("(qtp|wire-|fake-|pool-\\d+-thread).*"))
                .collect(Collectors.toSet());
    }

    private static Set<Thread> left(Set<Thread> before) {
        Set<Thread> left = new HashSet<>(living());
        left.removeAll(before);
        return left;
    }

    private void connections() {
        Trial<C, F> trial = x.trial();
        try (trial) {
            x.exercises().walks().forEach(walk -> {
                for (int i = 0; i < 12; i++) {
                    walk.more().add(trial.rig().fake(), i);
                }
                for (int i = 0; i < 8; i++) {
                    trial.result(() -> abandoned(walk, trial));
                }
            });
            x.exercises().all().forEach(exercise -> trial.perform(exercise, EVERYTHING));
            Seen.unless(
                    Together.until(Duration.ofSeconds(2), () -> trial.connections() <= 3),
                    "holds " + trial.connections() + " connections after calls that came one after the other");
        }
        Seen.unless(
                Together.until(Duration.ofSeconds(2), () -> trial.connections() <= 0),
                "left " + trial.connections() + " connections open after close()");
    }

    private static <C extends Connector, F> Object abandoned(Exercise.Walking<C, F> walk, Trial<C, F> trial) {
        Iterator<?> begun = walk.call()
                .find(trial.connector(), EVERYTHING, Exercise.Walking.PAGE)
                .iterator();
        return begun.hasNext() ? begun.next() : begun;
    }

    private void together() {
        x.exercises().reads().findFirst().ifPresent(read -> {
            Object calm = x.learn(read).value();
            try (Trial<C, F> trial = x.trial()) {
                trial.clock().walk(true);
                List<Result> results = Together.all(THREADS, number -> trial.perform(read, EVERYTHING));
                for (Result result : results) {
                    Seen.unless(result.succeeded(), read.operation() + " in " + THREADS + " threads " + result.words());
                    Seen.unless(
                            Deep.fetched(result.value()).size()
                                    == Deep.fetched(calm).size(),
                            read.operation() + " in " + THREADS + " threads gave different results");
                }
            }
        });
        x.exercises().writes().findFirst().ifPresent(write -> {
            Learned calm = x.learn(write);
            try (Trial<C, F> trial = x.trial()) {
                trial.clock().walk(true);
                Intent same = Intent.keyed("contract/together");
                List<Result> results = Together.all(THREADS, number -> trial.perform(write, EVERYTHING, same));
                for (Result result : results) {
                    Seen.unless(
                            result.succeeded(), write.operation() + " in " + THREADS + " threads " + result.words());
                }
                Seen.unless(
                        trial.effects() == calm.effects(),
                        write.operation() + " with one intent in " + THREADS + " threads committed " + trial.effects()
                                + " effects instead of " + calm.effects());
            }
        });
    }

    private void recorded(Exercise<C> exercise) {
        try (Trial<C, F> trial = x.trial()) {
            long before = trial.rig().effects();
            trial.perform(exercise, EVERYTHING);
            List<Witness.Line> lines = trial.witness().lines();
            Seen.unless(
                    lines.stream()
                            .anyMatch(line -> line.event().operation().equals(exercise.operation())
                                    && line.event().actor().equals("contract")),
                    "left no line in the audit under its name and its agent's");
            if (exercise.writes()) {
                List<Witness.Line> intended = trial.witness().lines(AuditEvent.Stage.INTENDED);
                Seen.unless(
                        !intended.isEmpty() && intended.get(0).effects() == before,
                        "was committed before the audit had its intent");
                Seen.unless(
                        !trial.witness().lines(AuditEvent.Stage.SETTLED).isEmpty(),
                        "left no line that tells how it ended");
            }
        }
    }

    private void unrecorded(Exercise<C> exercise) {
        try (Trial<C, F> trial = x.trial()) {
            trial.witness().turnDeaf();
            unsent(trial, trial.perform(exercise, EVERYTHING), "without an audit");
        }
        AtomicBoolean broken = new AtomicBoolean();
        try (Ledger good = Ledger.inMemory();
                Trial<C, F> trial = x.trial(terms -> terms.ledger(breakable(good, broken)))) {
            broken.set(true);
            unsent(trial, trial.perform(exercise, EVERYTHING), "without a ledger");
        }
    }

    private static void unsent(Trial<?, ?> trial, Result result, String when) {
        Seen.unless(trial.effects() == 0, when + " committed something");
        Seen.unless(result.committed() == 0 && result.failure() != null, when + " " + result.words());
    }

    private static Ledger breakable(Ledger good, AtomicBoolean broken) {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    if (broken.get() && !method.getName().equals("close")) {
                        throw new LedgerException("the ledger's disk is full", null);
                    }
                    try {
                        return method.invoke(good, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
