package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.contract.Examination.EVERYTHING;

import dev.sallyport.connect.Connector;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.Remedy;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.spi.FakeReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Replies to reads that are none. */
final class WireReplies<C extends Connector, F> {
    private static final Set<Remedy> PERSON = EnumSet.of(Remedy.ASK_A_PERSON);
    private static final Set<Remedy> INPUT = EnumSet.of(Remedy.FIX_INPUT);
    private static final Set<Remedy> VENDOR = EnumSet.of(Remedy.WAIT, Remedy.STOP);
    /** After it, whatever the connector took from the failures before is forgotten. */
    private static final Duration LONG = Duration.ofMinutes(20);

    private final Examination<C, F> x;

    WireReplies(Examination<C, F> examination) {
        x = examination;
    }

    void into(Map<Rule, Runnable> checks) {
        checks.put(Rule.HTML_IS_NO_DATA, () -> x.each(x.exercises().reads(), one -> fault(one, FaultKind.HTML_200)));
        checks.put(
                Rule.HALF_A_REPLY_IS_NO_DATA,
                () -> x.each(x.exercises().reads(), one -> fault(one, FaultKind.TRUNCATED_BODY)));
        checks.put(Rule.ANOTHER_SHAPE_IS_NO_DATA, () -> x.each(x.exercises().reads(), this::shapes));
        checks.put(Rule.A_REFUSAL_IS_NO_DATA, () -> x.each(x.exercises().reads(), this::refusals));
    }

    private void fault(Exercise<C> exercise, FaultKind kind) {
        Object calm = x.learn(exercise).value();
        try (Trial<C, F> trial = x.trial()) {
            x.server().plan(FaultPlan.of(FaultRule.of(kind).always()));
            failed(trial.perform(exercise, EVERYTHING), "answered with " + kind + " each time");
            x.server().plan(FaultPlan.of(FaultRule.of(kind)));
            trial.clock().leap(LONG);
            Result once = trial.perform(exercise, EVERYTHING);
            Seen.unless(
                    once.failure() != null
                            || Deep.fetched(once.value()).size()
                                    == Deep.fetched(calm).size(),
                    "answered with " + kind + " once gave another result");
        }
    }

    private void shapes(Exercise<C> exercise) {
        List<FakeReply> strange = List.of(
                FakeReply.json(200, "{}"),
                FakeReply.json(200, "[]"),
                FakeReply.json(200, "null"),
                FakeReply.json(200, "\"fine\""),
                FakeReply.empty(200),
                FakeReply.of(200, "text/plain", "fine".getBytes(StandardCharsets.UTF_8)),
                FakeReply.json(200, "{\"error\":{\"message\":\"no\"}}"));
        try (Trial<C, F> trial = x.trial()) {
            for (FakeReply reply : strange) {
                x.server().tap(new Tape().instead((request, classification) -> reply));
                failed(trial.perform(exercise, EVERYTHING), "answered with 200 and '" + reply.text() + "'");
                trial.clock().leap(LONG);
            }
        }
    }

    private void refusals(Exercise<C> exercise) {
        refused(exercise, 401, PERSON);
        refused(exercise, 403, PERSON);
        refused(exercise, 404, INPUT);
        refused(exercise, 500, VENDOR);
    }

    private void refused(Exercise<C> exercise, int status, Set<Remedy> remedies) {
        try (Trial<C, F> trial = x.trial()) {
            x.server().tap(new Tape().instead((request, classification) -> FakeReply.json(status, "{}")));
            Result result = trial.perform(exercise, EVERYTHING);
            ConnectorException failure = failed(result, "answered with " + status);
            Seen.unless(
                    remedies.contains(failure.remedy()),
                    "answered with " + status + " " + result.words() + ", which tells the agent to "
                            + failure.remedy());
        }
    }

    private static ConnectorException failed(Result result, String when) {
        ConnectorException failure = result.failure();
        if (failure == null) {
            throw new Seen(when + " " + result.words(), result.error());
        }
        return failure;
    }
}
