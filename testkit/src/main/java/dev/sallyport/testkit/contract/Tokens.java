package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.contract.Examination.EVERYTHING;

import dev.sallyport.connect.Connector;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.testkit.JournalEntry;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.spi.FakeReply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tokens that expire. */
final class Tokens<C extends Connector, F> {
    private static final int THREADS = 16;
    /** With a few new tokens, for each of two requests. */
    private static final int MOST_TRIES = 12;

    private final Examination<C, F> x;

    Tokens(Examination<C, F> examination) {
        x = examination;
    }

    void into(Map<Rule, Runnable> checks) {
        checks.put(Rule.AN_EXPIRED_TOKEN_IS_RENEWED, () -> x.each(x.exercises().all().stream(), this::renewed));
        checks.put(Rule.DEAD_CREDENTIALS_ARE_A_PERSONS_MATTER, () -> x.each(x.exercises().all().stream(), this::dead));
        checks.put(Rule.ONE_RENEWAL_FOR_ALL, () -> x.each(x.exercises().reads().limit(1), this::once));
    }

    private void renewed(Exercise<C> exercise) {
        Learned calm = x.learn(exercise);
        try (Trial<C, F> trial = x.trial()) {
            x.server().plan(FaultPlan.of(FaultRule.of(FaultKind.TOKEN_EXPIRED)));
            Result result = trial.perform(exercise, EVERYTHING);
            Seen.Nothing.unless(x.server().faults().hits(FaultKind.TOKEN_EXPIRED) > 0, "its token cannot be renewed");
            if (!result.succeeded()) {
                throw new Seen("with an expired token " + result.words(), result.error());
            }
            Seen.unless(
                    trial.effects() == calm.effects(),
                    "with an expired token committed " + trial.effects() + " effects");
            List<JournalEntry> entries = x.server().journal().entries();
            for (int i = 0; i < entries.size(); i++) {
                if (entries.get(i).fault() == FaultKind.TOKEN_EXPIRED) {
                    String expired = entries.get(i).token();
                    Seen.unless(
                            entries.subList(i + 1, entries.size()).stream()
                                    .noneMatch(later -> Objects.equals(later.token(), expired)),
                            "showed a token again that had been refused as expired");
                }
            }
        }
    }

    private void dead(Exercise<C> exercise) {
        try (Trial<C, F> trial = x.trial()) {
            Tape tape = new Tape().instead((request, classification) -> FakeReply.json(401, "{}"));
            x.server().tap(tape);
            Result result = trial.perform(exercise, EVERYTHING);
            Seen.unless(
                    result.is(ErrorCode.NOT_AUTHENTICATED),
                    "with credentials that are no longer taken " + result.words());
            int tries = tape.taken().size();
            Seen.unless(tries <= MOST_TRIES, "showed credentials that are no longer taken " + tries + " times");
        }
    }

    private void once(Exercise<C> exercise) {
        try (Trial<C, F> trial = x.trial()) {
            trial.perform(exercise, EVERYTHING);
            List<JournalEntry> first = tokens();
            Seen.Nothing.unless(!first.isEmpty(), "it asks for no token");
            trial.clock().walk(true);
            x.server()
                    .plan(FaultPlan.of(
                            FaultRule.of(FaultKind.SLOW_REPLY)
                                    .on(first.get(0).operation())
                                    .delay(Duration.ofMillis(150))
                                    .always(),
                            FaultRule.of(FaultKind.TOKEN_EXPIRED)));
            List<Result> results = Together.all(THREADS, number -> trial.perform(exercise, EVERYTHING));
            Seen.unless(
                    results.stream().allMatch(Result::succeeded),
                    "failed when the token expired under several threads");
            int renewals = tokens().size() - first.size();
            Seen.unless(renewals == 1, "renewed the token " + renewals + " times for " + THREADS + " threads");
        }
    }

    private List<JournalEntry> tokens() {
        return x.server().journal().entries().stream()
                .filter(JournalEntry::tokenEndpoint)
                .toList();
    }
}
