package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.contract.Examination.EVERYTHING;

import dev.sallyport.connect.Connector;
import dev.sallyport.connect.Recovery;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.effect.Strategy;
import dev.sallyport.testkit.JournalEntry;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.spi.Access;
import dev.sallyport.testkit.spi.FakeReply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** What becomes of a write when something goes wrong, by the fake's own record. */
final class Outcomes<C extends Connector, F> {
    private final Examination<C, F> x;

    Outcomes(Examination<C, F> examination) {
        x = examination;
    }

    void into(Map<Rule, Runnable> checks) {
        honest(checks, Rule.A_RESET_BEFORE_THE_EFFECT_IS_TOLD_HONESTLY, FaultKind.RESET_BEFORE);
        honest(checks, Rule.A_LOST_REPLY_IS_TOLD_HONESTLY, FaultKind.REPLY_LOST);
        honest(checks, Rule.A_LATE_EFFECT_IS_TOLD_HONESTLY, FaultKind.LATE_EFFECT);
        if (x.rig().server().isPresent()) {
            honest(checks, Rule.A_SERVER_ERROR_IS_TOLD_HONESTLY, FaultKind.SERVER_ERROR_AFTER);
            honest(checks, Rule.A_GARBLED_REPLY_IS_TOLD_HONESTLY, FaultKind.TRUNCATED_BODY, FaultKind.HTML_200);
            honest(checks, Rule.A_THROTTLED_WRITE_IS_TOLD_HONESTLY, FaultKind.THROTTLED, FaultKind.UNAVAILABLE);
            checks.put(
                    Rule.COME_BACK_AT_ONCE_IS_NO_ORDER,
                    () -> x.each(x.exercises().writes(), this::comeBackAtOnce));
            checks.put(Rule.RECOVERY_ASKS_AND_NEVER_SENDS, () -> x.each(single(), this::recovers));
        }
        checks.put(Rule.A_BATCH_TELLS_EACH_ITEM, this::batches);
    }

    private void honest(Map<Rule, Runnable> checks, Rule rule, FaultKind... kinds) {
        checks.put(rule, () -> {
            for (FaultKind kind : kinds) {
                x.each(x.exercises().writes(), exercise -> honest(exercise, kind));
            }
        });
    }

    private void honest(Exercise<C> exercise, FaultKind kind) {
        Learned calm = x.learn(exercise);
        try (Trial<C, F> trial = x.trial()) {
            trial.clock().meanwhile(trial.rig()::land);
            Seen.Nothing.unless(trial.rig().befall(kind), "this fake does not go wrong in this way");
            Result result = trial.perform(exercise, EVERYTHING);
            Seen.Nothing.unless(trial.rig().befell(), "no request met the fault");
            trial.rig().land();
            judge(result, trial.effects(), calm, "after " + kind);
        }
    }

    /** What is said of a write against what was committed. */
    static void judge(Result result, long effects, Learned calm, String when) {
        if (result.error() != null) {
            throw new Seen(when + " threw instead of giving an outcome: " + result.words(), result.error());
        }
        long each = calm.effects()
                / Math.max(1, new Result(calm.value(), null).outcomes().size());
        long surely = result.committed() * each;
        long perhaps = surely + result.unknown() * each;
        Seen.unless(
                effects >= surely,
                when + " " + result.words() + ", but only " + effects + " of " + surely + " effects were committed");
        Seen.unless(
                effects <= perhaps,
                when + " " + result.words() + ", but " + effects + " effects were committed instead of " + perhaps);
    }

    private void comeBackAtOnce(Exercise<C> exercise) {
        Learned calm = x.learn(exercise);
        try (Trial<C, F> trial = x.trial()) {
            AtomicBoolean done = new AtomicBoolean();
            x.server().tap(new Tape().changing((request, classification, reply) -> {
                        boolean first = classification.access() == Access.WRITE && done.compareAndSet(false, true);
                        return first ? FakeReply.json(503, "{}").header("Retry-After", "0") : reply;
                    }));
            Result result = trial.perform(exercise, EVERYTHING);
            judge(result, trial.effects(), calm, "after a 503 with Retry-After 0");
        }
    }

    private Stream<Exercise<C>> single() {
        return x.exercises().writes().filter(Exercise.Writing.class::isInstance);
    }

    private void recovers(Exercise<C> exercise) {
        for (FaultKind kind : List.of(FaultKind.REPLY_LOST, FaultKind.RESET_BEFORE)) {
            try (Trial<C, F> trial = x.trial(terms -> terms.deadline(Duration.ofSeconds(5)))) {
                AtomicBoolean written = new AtomicBoolean();
                x.server().tap(new Tape().instead((request, classification) -> {
                            boolean sent = written.get();
                            written.compareAndSet(false, classification.access() == Access.WRITE);
                            return sent ? FakeReply.json(503, "{}") : null;
                        }));
                trial.rig().befall(kind);
                Result result = trial.perform(exercise, EVERYTHING);
                Seen.Nothing.unless(result.unknown() > 0, "nothing was left unknown");
                x.server().tap(new Tape());
                trial.clock().leap(Duration.ofHours(1));
                settle(trial, exercise, result);
            }
        }
    }

    private void settle(Trial<C, F> trial, Exercise<C> exercise, Result result) {
        long writes = writes();
        boolean happened = trial.effects() > 0;
        Recovery recovery = trial.connector().recover();
        Seen.unless(writes() == writes, "recover() sent " + (writes() - writes) + " writes");
        Seen.unless(!happened || recovery.notCommitted() == 0, "recover() says not committed of what was");
        Seen.unless(happened || recovery.committed() == 0, "recover() says committed of what was not");
        Strategy strategy =
                Objects.requireNonNull(trial.connector().strategies().get(exercise.operation()));
        Seen.unless(
                strategy.isNone() || recovery.stillUnknown() == 0,
                "recover() leaves it unknown an hour later, although its strategy is " + strategy.name());
        for (Outcome<Receipt> outcome : result.outcomes()) {
            if (outcome instanceof Outcome.Unknown<Receipt> unknown) {
                Outcome<Receipt> settled = unknown.settle();
                Seen.unless(!settled.isCommitted() || happened, "settle() says committed of what was not");
                Seen.unless(writes() == writes, "settle() sent a write");
            }
        }
    }

    private long writes() {
        return x.server().journal().entries().stream()
                .filter(JournalEntry::isWrite)
                .count();
    }

    private void batches() {
        Seen.Nothing.unless(!x.exercises().mixed().isEmpty(), "no batch with an item that is refused");
        for (Exercise.WritingAll<C> mixed : x.exercises().mixed()) {
            try (Trial<C, F> trial = x.trial()) {
                Result result = trial.perform(mixed, EVERYTHING);
                List<Outcome<Receipt>> outcomes = result.outcomes();
                String when = mixed.operation() + " with an item that is refused";
                Seen.unless(!outcomes.isEmpty(), when + " " + result.words());
                Seen.unless(outcomes.size() > result.committed(), when + " called every item committed");
                Seen.unless(
                        result.committed() <= trial.effects()
                                && trial.effects() <= result.committed() + result.unknown(),
                        when + " called " + result.committed() + " committed, of which " + trial.effects() + " were");
            }
        }
    }
}
