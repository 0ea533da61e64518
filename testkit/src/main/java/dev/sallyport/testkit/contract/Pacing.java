package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.contract.Examination.EVERYTHING;

import dev.sallyport.connect.Connector;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.testkit.JournalEntry;
import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.spi.Access;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.Quota;
import dev.sallyport.testkit.spi.QuotaState;
import dev.sallyport.testkit.spi.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** When it comes back, how long it waits, and whether it runs into limits. */
final class Pacing<C extends Connector, F> {
    private static final Duration TOLD = Duration.ofSeconds(7);
    private static final Duration GRAIN = Duration.ofMillis(20);
    private static final int SMALL = 150;
    /** Within a deadline of half a minute. */
    private static final int MOST_TRIES = 60;

    private final Examination<C, F> x;

    Pacing(Examination<C, F> examination) {
        x = examination;
    }

    void into(Map<Rule, Runnable> checks) {
        checks.put(Rule.NEVER_EARLIER_THAN_TOLD, () -> x.each(x.exercises().all().stream(), this::told));
        checks.put(Rule.WITHOUT_WORD_IT_BACKS_OFF, () -> x.each(x.exercises().all().stream(), this::untold));
        checks.put(
                Rule.A_WAIT_BEYOND_THE_DEADLINE_IS_REFUSED_AT_ONCE,
                () -> x.each(x.exercises().all().stream(), this::tooLong));
        checks.put(Rule.THE_DEADLINE_HOLDS, () -> x.each(oneOfEach(), this::deadline));
        checks.put(Rule.NO_LIMIT_IS_RUN_INTO, this::limits);
        checks.put(Rule.NO_MORE_AT_ONCE_THAN_ALLOWED, this::concurrency);
        checks.put(
                Rule.AN_INTERRUPT_ENDS_A_WAIT,
                () -> x.each(x.exercises().reads().limit(1), this::interrupted));
    }

    private Stream<Exercise<C>> oneOfEach() {
        return Stream.concat(
                x.exercises().reads().limit(1), x.exercises().writes().limit(1));
    }

    private void told(Exercise<C> exercise) {
        int met = 0;
        for (FaultKind kind : List.of(FaultKind.THROTTLED, FaultKind.UNAVAILABLE)) {
            for (Tape.Changing form :
                    List.<Tape.Changing>of((request, what, reply) -> reply, (request, what, reply) -> dated(reply))) {
                try (Trial<C, F> trial = x.trial()) {
                    x.server().plan(FaultPlan.of(FaultRule.of(kind).retryAfter(TOLD)));
                    x.server().tap(new Tape().changing(form));
                    trial.perform(exercise, EVERYTHING);
                    met += early(x.server().journal().entries());
                }
            }
        }
        Seen.Nothing.unless(met > 0, "this vendor does not say when to come back");
    }

    private FakeReply dated(FakeReply reply) {
        String seconds = reply.header("Retry-After");
        if (seconds == null || !seconds.matches("\\d+")) {
            return reply;
        }
        Instant then = x.clock().now().plusSeconds(Long.parseLong(seconds) + 1);
        return reply.header("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(then.atOffset(ZoneOffset.UTC)));
    }

    /** How many answers told a time; complains of who came before it. */
    private static int early(List<JournalEntry> entries) {
        int told = 0;
        for (int i = 0; i < entries.size(); i++) {
            JournalEntry answered = entries.get(i);
            Duration wait = answered.retryAfter();
            if (wait == null) {
                continue;
            }
            told++;
            Instant notBefore = answered.at().plus(wait).minus(GRAIN);
            for (JournalEntry later : entries.subList(i + 1, entries.size())) {
                boolean same = later.operation().equals(answered.operation())
                        && later.subject().equals(answered.subject());
                Seen.unless(
                        !same || !later.at().isBefore(notBefore),
                        "came back "
                                + Duration.between(answered.at(), later.at()).toMillis()
                                + " ms after it was told to wait " + wait.toSeconds() + " s");
            }
        }
        return told;
    }

    private void untold(Exercise<C> exercise) {
        try (Trial<C, F> trial = x.trial()) {
            Duration before = trial.clock().leapt();
            long sent = trial.sent();
            x.server().plan(FaultPlan.of(FaultRule.of(FaultKind.THROTTLED).always()));
            x.server().tap(new Tape().changing((request, what, reply) -> reply.without("Retry-After")));
            Result result = trial.perform(exercise, EVERYTHING);
            long tries = trial.sent() - sent;
            Duration waited = trial.clock().leapt().minus(before);
            Seen.unless(!result.succeeded(), "throttled each time " + result.words());
            Seen.unless(tries <= MOST_TRIES, "throttled each time tried " + tries + " times");
            Seen.unless(
                    tries < 2 || waited.toMillis() >= 20 * (tries - 1),
                    "throttled each time tried " + tries + " times within " + waited.toMillis() + " ms");
        }
    }

    private void tooLong(Exercise<C> exercise) {
        try (Trial<C, F> trial = x.trial()) {
            x.server()
                    .plan(FaultPlan.of(FaultRule.of(FaultKind.THROTTLED)
                            .retryAfter(Duration.ofHours(1))
                            .always()));
            Duration before = trial.clock().leapt();
            Result result = trial.perform(exercise, EVERYTHING);
            List<JournalEntry> told = x.server().journal().entries().stream()
                    .filter(entry -> entry.retryAfter() != null)
                    .toList();
            Seen.Nothing.unless(!told.isEmpty(), "this vendor does not say when to come back");
            ConnectorException failure = result.failure();
            if (failure == null) {
                throw new Seen("told to wait for an hour " + result.words(), result.error());
            }
            Duration waited = trial.clock().leapt().minus(before);
            Seen.unless(
                    waited.toSeconds() < 10,
                    "told to wait for an hour waited " + waited.toSeconds() + " s for nothing");
            Seen.unless(
                    failure.retryAt()
                            .filter(at -> at.isAfter(told.get(0).at().plus(Duration.ofMinutes(59))))
                            .isPresent(),
                    "told to wait for an hour did not tell its caller: " + result.words());
        }
    }

    private void deadline(Exercise<C> exercise) {
        Duration deadline = Duration.ofMillis(500);
        try (Trial<C, F> trial = x.trial(terms -> terms.deadline(deadline).attemptTimeout(Duration.ofSeconds(20)))) {
            x.server()
                    .plan(FaultPlan.of(FaultRule.of(FaultKind.SLOW_REPLY)
                            .delay(Duration.ofMillis(2_500))
                            .always()));
            long start = System.nanoTime();
            Result result = trial.perform(exercise, EVERYTHING);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            Seen.unless(!result.succeeded(), "with no reply in time " + result.words());
            Seen.unless(took.toMillis() < 2_000, "took " + took.toMillis() + " ms with a deadline of 500");
        }
    }

    private void limits() {
        Set<String> proved = new HashSet<>();
        for (Quota quota : x.server().limits()) {
            if (quota.window() instanceof Window.Concurrent || quota.limit() > SMALL) {
                continue;
            }
            List<Exercise<C>> drawing = x.exercises().all().stream()
                    .filter(exercise -> draws(exercise, quota))
                    .toList();
            if (!drawing.isEmpty()) {
                proved.add(quota.name());
                exhaust(drawing.subList(0, 1), quota);
                exhaust(drawing, quota);
            }
        }
        Seen.Nothing.unless(
                !proved.isEmpty(), "the fake has no limit of at most " + SMALL + " that an exercise draws on");
    }

    private boolean draws(Exercise<C> exercise, Quota quota) {
        try (Trial<C, F> trial = x.trial()) {
            long before = used(quota);
            trial.perform(exercise, EVERYTHING);
            return used(quota) > before;
        }
    }

    private long used(Quota quota) {
        return x.server().quotas().stream()
                .filter(state -> state.quota().name().equals(quota.name()))
                .mapToLong(QuotaState::used)
                .sum();
    }

    /** In turn: one that is not charged runs the others into the limit. */
    private void exhaust(List<Exercise<C>> inTurn, Quota quota) {
        try (Trial<C, F> trial = x.trial(terms -> terms.deadline(Duration.ofHours(2)))) {
            for (int i = 0; i < quota.limit() + 3 + inTurn.size(); i++) {
                trial.perform(inTurn.get(i % inTurn.size()), EVERYTHING);
            }
            long refusals = x.server().quotaRefusals().getOrDefault(quota.name(), 0L);
            Seen.unless(
                    refusals == 0,
                    inTurn.stream().map(Exercise::operation).collect(Collectors.joining(", ")) + " ran into the limit "
                            + quota.name() + " of " + quota.limit() + " " + refusals + " times");
        }
    }

    private void concurrency() {
        Quota narrow = x.server().limits().stream()
                .filter(quota -> quota.window() instanceof Window.Concurrent)
                .findFirst()
                .orElseThrow(() -> new Seen.Nothing("the fake has no limit of requests at the same time"));
        Exercise<C> read = x.exercises().reads().findFirst().orElseThrow(() -> new Seen.Nothing("no read"));
        try (Trial<C, F> trial = x.trial()) {
            trial.perform(read, EVERYTHING);
            trial.clock().walk(true);
            x.server()
                    .plan(FaultPlan.of(FaultRule.of(FaultKind.SLOW_REPLY)
                            .on(Access.READ)
                            .delay(Duration.ofMillis(50))
                            .always()));
            List<Result> results =
                    Together.all((int) narrow.limit() * 2 + 2, number -> trial.perform(read, EVERYTHING));
            long refusals = x.server().quotaRefusals().getOrDefault(narrow.name(), 0L);
            Seen.unless(
                    refusals == 0,
                    "was refused " + refusals + " times for more requests at once than " + narrow.limit());
            Seen.unless(
                    results.stream().allMatch(Result::succeeded), "failed for a limit that it could have waited for");
        }
    }

    private void interrupted(Exercise<C> exercise) {
        try (Trial<C, F> trial = x.trial()) {
            trial.clock().walk(true);
            x.server()
                    .plan(FaultPlan.of(FaultRule.of(FaultKind.THROTTLED)
                            .retryAfter(Duration.ofSeconds(20))
                            .always()));
            Together.Interrupted interrupted = Together.interrupted(
                    () -> trial.perform(exercise, EVERYTHING),
                    () -> x.server().faults().hits(FaultKind.THROTTLED) > 0);
            Seen.unless(interrupted.result() != null, "went on waiting after an interrupt");
            Seen.unless(
                    interrupted.result() == null || !interrupted.result().succeeded(),
                    "succeeded, though it was interrupted");
            Seen.unless(interrupted.flag(), "swallowed the interrupt: the thread's flag is not set");
        }
    }
}
