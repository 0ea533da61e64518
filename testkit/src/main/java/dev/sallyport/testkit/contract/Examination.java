package dev.sallyport.testkit.contract;

import dev.sallyport.access.Grant;
import dev.sallyport.audit.AuditEvent;
import dev.sallyport.connect.Connector;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.JournalEntry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** Examines one connector: the rules that can be proved on its fake, each as a check. For one thread. */
final class Examination<C extends Connector, F> implements AutoCloseable {
    /** A grant of everything there is. */
    static final Grant EVERYTHING = Grant.to("contract").allow("*:*:*");

    private final ConnectorContract<C, F> contract;
    private final Rig<F> rig;
    private final LeapingClock clock = new LeapingClock();
    private final Exercises<C, F> exercises;
    private final Map<Rule, Runnable> checks = new EnumMap<>(Rule.class);
    private final IdentityHashMap<Exercise<C>, Learned> learned = new IdentityHashMap<>();

    Examination(ConnectorContract<C, F> contract) {
        this.contract = contract;
        rig = contract.rig();
        rig.start(clock);
        try (Trial<C, F> trial = trial()) {
            exercises = new Exercises<>(trial.connector().capabilities());
        }
        contract.exercises(exercises);
        new Declarations<>(this).into(checks);
        new Functions<>(this).into(checks);
        new Grants<>(this).into(checks);
        new Outcomes<>(this).into(checks);
        new Housekeeping<>(this).into(checks);
        if (rig.server().isPresent()) {
            new WireFields<>(this).into(checks);
            new Masks<>(this).into(checks);
            new WireReplies<>(this).into(checks);
            new Walks<>(this).into(checks);
            new Redirects<>(this).into(checks);
            new Pacing<>(this).into(checks);
            new Redaction<>(this).into(checks);
            new Tokens<>(this).into(checks);
        }
        contract.checks(this, checks);
    }

    /** The rules that can be proved here. */
    Set<Rule> rules() {
        return new TreeSet<>(checks.keySet());
    }

    /**
     * Proves a rule.
     *
     * @throws Breach if it is broken
     * @throws TestAbortedException if this connector has nothing by which it could be proved
     */
    void check(Rule rule) {
        Runnable check = checks.get(rule);
        if (check == null) {
            throw new TestAbortedException(rule + " is proved on another kind of fake");
        }
        try {
            check.run();
        } catch (Several several) {
            throw new Breach(rule, several.seen);
        } catch (Seen seen) {
            throw new Breach(rule, List.of(seen));
        } catch (Seen.Nothing nothing) {
            throw new TestAbortedException("nothing to prove: " + nothing.getMessage());
        }
    }

    Exercises<C, F> exercises() {
        return exercises;
    }

    Trial<C, F> trial() {
        return trial(UnaryOperator.identity());
    }

    /** A trial under other safeguards. */
    Trial<C, F> trial(UnaryOperator<Safeguards.Builder> terms) {
        return new Trial<>(contract, rig, clock, terms);
    }

    FakeServer server() {
        return rig.server().orElseThrow();
    }

    Rig<F> rig() {
        return rig;
    }

    void seed() {
        contract.seed(rig.fake());
    }

    C connect(Safeguards safeguards) {
        return contract.connect(rig.fake(), safeguards);
    }

    LeapingClock clock() {
        return clock;
    }

    /** What an exercise does on a calm day. */
    Learned learn(Exercise<C> exercise) {
        Learned known = learned.get(exercise);
        if (known == null) {
            known = tried(exercise);
            learned.put(exercise, known);
        }
        return known;
    }

    private Learned tried(Exercise<C> exercise) {
        try (Trial<C, F> trial = trial()) {
            long before = trial.rig().sent();
            Result result = trial.perform(exercise, EVERYTHING);
            if (!result.succeeded()) {
                throw new Seen("on a calm day " + exercise.operation() + " " + result.words(), result.error());
            }
            List<AuditEvent> lines =
                    trial.witness().lines().stream().map(Witness.Line::event).toList();
            Set<String> operations = rig.server()
                    .map(server -> server.journal(before, Integer.MAX_VALUE).entries().stream()
                            .map(JournalEntry::operation)
                            .collect(Collectors.toSet()))
                    .orElse(Set.of());
            return new Learned(lines, trial.effects(), result.value(), operations);
        }
    }

    /** Checks each; what is seen is gathered. Where none has anything to prove, there is nothing to prove. */
    <E extends Exercise<C>> void each(Stream<E> some, Consumer<E> check) {
        List<E> list = some.toList();
        Seen.Nothing.unless(!list.isEmpty(), "no exercise of this kind");
        List<Seen> seen = new ArrayList<>();
        Seen.Nothing nothing = null;
        int proved = 0;
        for (E exercise : list) {
            try {
                check.accept(exercise);
                proved++;
            } catch (Seen one) {
                seen.add(new Seen(exercise.operation() + " " + one.getMessage(), one.getCause()));
            } catch (Seen.Nothing none) {
                nothing = none;
            }
        }
        if (!seen.isEmpty()) {
            throw new Several(seen);
        }
        if (proved == 0 && nothing != null) {
            throw nothing;
        }
    }

    @Override
    public void close() {
        rig.close();
    }

    /** What was seen on several exercises. */
    private static final class Several extends RuntimeException {
        private final transient List<Seen> seen;

        Several(List<Seen> seen) {
            this.seen = List.copyOf(seen);
        }
    }
}
