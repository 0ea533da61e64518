package dev.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Ref;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Attribution;
import dev.sallyport.effect.Effect;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.pipeline.Pipeline;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Reconciliation;
import dev.sallyport.spi.Sighting;
import dev.sallyport.spi.Trace;
import dev.sallyport.spi.Write;
import dev.sallyport.spi.Written;
import dev.sallyport.support.SteppingTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a record whose version is the second of its last change: what changes it later in that second is not seen. */
class ConditionalWriteTest {
    private static final Ref RECORD = new Ref("thing", "t1");
    private static final Duration BOUND = Duration.ofMinutes(10);
    private final SteppingTime time = new SteppingTime();
    private final Queue<Fate> script = new ArrayDeque<>();
    private final List<String> taken = new ArrayList<>();
    private final Queue<Runnable> late = new ArrayDeque<>();
    private final Queue<Runnable> beforeRead = new ArrayDeque<>();
    private String value = "old";
    private Instant changed = SteppingTime.START.minus(Duration.ofHours(1));
    private Duration behind = Duration.ZERO;
    private int sendings;
    private int looks;

    /** What becomes of one sending. */
    private interface Fate {
        Written of(String wanted, String version, String stamp) throws AttemptFailure;
    }

    private Written applied(String wanted, String version, String stamp) throws AttemptFailure {
        if (!version().equals(version)) {
            throw AttemptFailure.answered(ErrorCode.CONFLICT, "another version");
        }
        value = wanted;
        changed = time.now();
        taken.add(stamp);
        return Written.ours(RECORD, version());
    }

    private Fate lostBefore() {
        return (wanted, version, stamp) -> {
            throw AttemptFailure.perhaps(ErrorCode.UNAVAILABLE, "cut", null);
        };
    }

    private Fate lostAfter() {
        return (wanted, version, stamp) -> {
            applied(wanted, version, stamp);
            throw AttemptFailure.perhaps(ErrorCode.UNAVAILABLE, "cut", null);
        };
    }

    private Fate lateEffect() {
        return (wanted, version, stamp) -> {
            late.add(() -> {
                try {
                    applied(wanted, version, stamp);
                } catch (AttemptFailure refused) {
                    assertThat(refused.code()).isEqualTo(ErrorCode.CONFLICT);
                }
            });
            throw AttemptFailure.perhaps(ErrorCode.UNAVAILABLE, "cut", null);
        };
    }

    private Fate then(Fate fate, Runnable meanwhile) {
        return (wanted, version, stamp) -> {
            try {
                return fate.of(wanted, version, stamp);
            } finally {
                meanwhile.run();
            }
        };
    }

    private void human(String edit) {
        value = edit;
        changed = time.now().minus(behind);
    }

    private String version() {
        return changed.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private final ConditionalWrite.VersionReader versions = new ConditionalWrite.VersionReader() {
        @Override
        public ConditionalWrite.Version read(AttemptContext context) {
            Optional.ofNullable(beforeRead.poll()).ifPresent(Runnable::run);
            return new ConditionalWrite.Version(version(), changedAt(version()), time.now(), value + taken.size());
        }

        @Override
        public Instant changedAt(String mark) {
            return Instant.parse(mark);
        }

        @Override
        public Instant byItsClock(Instant ours) {
            return ours.minus(behind);
        }
    };

    /** As an audit would: whose write it was is read from the record. */
    private Sighting byStamp(Trace trace) {
        looks++;
        return taken.contains(trace.stamp()) ? new Sighting.Present(Written.ours(RECORD, null)) : new Sighting.Absent();
    }

    private Pipeline pipeline() {
        Operation set = operation("things.update", Effect.SET);
        Operation append = operation("things.note", Effect.APPEND);
        return Pipeline.open(
                new ConnectorDescriptor("shop", "crm", "acme", List.of(), List.of(set, append)),
                Safeguards.builder().time(time).seed(7).build());
    }

    private Operation operation(String name, Effect effect) {
        return Operation.write(name, "crm:thing:update", effect)
                .reconciledBy(new Reconciliation("stamp", true, BOUND, (trace, reads) -> byStamp(trace)));
    }

    private ConditionalWrite.Sender sender(String wanted) {
        return version -> context -> {
            sendings++;
            Fate fate = script.poll();
            return fate == null ? applied(wanted, version, context.stamp()) : fate.of(wanted, version, context.stamp());
        };
    }

    private final Pipeline pipeline = pipeline();

    private Outcome<Receipt> write(String name, Effect effect, Intent intent, Attempt<Written> attempt) {
        Write write = Write.of(operation(name, effect), intent, RECORD, Map.of("name", "x"), attempt);
        return pipeline.write(pipeline.bind(Grant.to("agent").allow("crm:thing:update")), write);
    }

    private Outcome<Receipt> set(Intent intent, Optional<String> expected) {
        return write("things.update", Effect.SET, intent, ConditionalWrite.set(expected, versions, sender("ours")));
    }

    private Outcome<Receipt> set() {
        return set(Intent.automatic(), Optional.empty());
    }

    private Outcome<Receipt> append() {
        return append(Intent.automatic());
    }

    private Outcome<Receipt> append(Intent intent) {
        return write("things.note", Effect.APPEND, intent, ConditionalWrite.append(versions, sender("ours")));
    }

    private static Optional<ErrorCode> refusal(Outcome<Receipt> outcome) {
        return outcome instanceof Outcome.Rejected<Receipt> rejected
                ? Optional.of(rejected.reason().code())
                : Optional.empty();
    }

    @Test
    void a_record_that_was_just_changed_is_written_to_without_waiting() {
        human("just now");
        assertThat(set().isCommitted()).isTrue();
        assertThat(time.passed()).isZero();
        assertThat(value).isEqualTo("ours");
    }

    @Test
    void what_was_lost_on_its_way_goes_again_where_nobody_changed_the_record() {
        script.add(lostBefore());
        assertThat(set().isCommitted()).isTrue();
        assertThat(sendings).isEqualTo(2);
        assertThat(taken).hasSize(1);
    }

    @Test
    void a_second_sending_never_overwrites_what_a_human_changed_in_between() {
        script.add(then(lostBefore(), () -> human("human's")));
        assertThat(refusal(set())).contains(ErrorCode.CONFLICT);
        assertThat(value).isEqualTo("human's");
    }

    @ParameterizedTest(name = "{0} ms after the change")
    @ValueSource(ints = {0, 300, 900})
    void a_human_who_edits_within_the_very_second_of_the_version_is_not_overwritten_either(int millis) {
        human("before");
        time.step(Duration.ofMillis(millis));
        String before = version();
        script.add(then(lostBefore(), () -> human("human's")));
        Outcome<Receipt> outcome = set();
        assertThat(version()).isEqualTo(before);
        assertThat(value).isEqualTo("human's");
        assertThat(outcome.isCommitted()).isFalse();
    }

    @Test
    void a_lost_write_to_a_record_of_this_second_goes_again_when_the_second_is_over_and_nothing_changed() {
        human("before");
        script.add(lostBefore());
        assertThat(set().isCommitted()).isTrue();
        assertThat(time.passed()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(taken).hasSize(1);
    }

    @Test
    void a_commit_whose_reply_was_lost_is_found_although_a_human_changed_the_record_since() {
        script.add(then(lostAfter(), () -> human("human's")));
        assertThat(set().orThrow().attribution()).isEqualTo(Attribution.OURS);
        assertThat(value).isEqualTo("human's");
        assertThat(sendings).isOne();
    }

    @ParameterizedTest(name = "version of this second: {0}")
    @ValueSource(booleans = {true, false})
    void a_late_effect_and_a_second_sending_are_one_write(boolean young) {
        if (young) {
            human("before");
        }
        script.add(lateEffect());
        assertThat(set().isCommitted()).isTrue();
        human("human's");
        late.remove().run();
        assertThat(value).isEqualTo("human's");
        assertThat(taken).hasSize(1);
    }

    @Test
    void an_addition_goes_again_after_a_humans_change_and_is_there_once() {
        script.add(then(lateEffect(), () -> human("human's")));
        assertThat(append().isCommitted()).isTrue();
        late.remove().run();
        assertThat(taken).hasSize(1);
    }

    @Test
    void an_addition_that_shows_late_between_the_look_and_the_reading_of_the_version_is_there_once() {
        Intent once = Intent.keyed("once");
        script.add(then(lateEffect(), () -> time.step(Duration.ofMinutes(1))));
        assertThat(append(once)).isInstanceOf(Outcome.Unknown.class);
        beforeRead.add(() -> {
            late.remove().run();
            time.step(Duration.ofSeconds(10));
        });
        assertThat(append(once).isCommitted()).isTrue();
        assertThat(taken).hasSize(1);
    }

    @Test
    void an_addition_that_was_lost_goes_again_in_a_later_call() {
        Intent once = Intent.keyed("once");
        script.add(then(lostBefore(), () -> time.step(Duration.ofMinutes(1))));
        assertThat(append(once)).isInstanceOf(Outcome.Unknown.class);
        assertThat(append(once).isCommitted()).isTrue();
        assertThat(taken).hasSize(1);
    }

    @Test
    void a_conflict_that_only_others_can_have_caused_is_not_looked_into() {
        script.add(then(
                (wanted, version, stamp) -> {
                    throw AttemptFailure.answered(ErrorCode.CONFLICT, "another version");
                },
                () -> human("human's")));
        assertThat(set().isCommitted()).isTrue();
        assertThat(looks).isZero();
        assertThat(value).isEqualTo("ours");
    }

    @Test
    void a_later_call_of_the_same_intent_does_not_undo_what_a_human_changed_since_the_first() {
        Intent once = Intent.keyed("once");
        script.add(then(lostBefore(), () -> time.step(Duration.ofMinutes(1))));
        assertThat(set(once, Optional.empty())).isInstanceOf(Outcome.Unknown.class);
        human("human's");
        time.step(Duration.ofMinutes(1));
        assertThat(set(once, Optional.empty()).isCommitted()).isFalse();
        assertThat(value).isEqualTo("human's");
    }

    @Test
    void a_later_call_of_the_same_intent_sends_again_where_nobody_changed_the_record() {
        Intent once = Intent.keyed("once");
        script.add(then(lostBefore(), () -> time.step(Duration.ofMinutes(1))));
        assertThat(set(once, Optional.empty())).isInstanceOf(Outcome.Unknown.class);
        assertThat(set(once, Optional.empty()).isCommitted()).isTrue();
        assertThat(taken).hasSize(1);
    }

    @Test
    void a_version_that_the_caller_insists_on_is_never_exchanged_for_another() {
        String mine = version();
        human("human's");
        assertThat(refusal(set(Intent.automatic(), Optional.of(mine)))).contains(ErrorCode.CONFLICT);
        assertThat(value).isEqualTo("human's");
        script.add(then(lostBefore(), () -> human("again")));
        time.step(Duration.ofHours(1));
        assertThat(refusal(set(Intent.automatic(), Optional.of(version())))).contains(ErrorCode.CONFLICT);
        assertThat(value).isEqualTo("again");
    }

    @ParameterizedTest(name = "the vendor''s clock is {0} minutes behind")
    @ValueSource(ints = {0, 5})
    void a_young_version_that_the_caller_insists_on_is_sent_once(int minutes) {
        behind = Duration.ofMinutes(minutes);
        human("before");
        script.add(lostBefore());
        assertThat(set(Intent.automatic(), Optional.of(version())).isCommitted())
                .isFalse();
        assertThat(sendings).isOne();
    }
}
