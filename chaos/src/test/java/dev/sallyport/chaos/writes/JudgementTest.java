package dev.sallyport.chaos.writes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Ref;
import dev.sallyport.chaos.proof.Progress;
import dev.sallyport.chaos.proof.Promise;
import dev.sallyport.chaos.proof.Scenario;
import dev.sallyport.chaos.proof.Trial;
import dev.sallyport.effect.Attribution;
import dev.sallyport.effect.Durability;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A judge that can say no: each way of breaking a promise is seen to break that one and no other. */
class JudgementTest {
    private static Said said(String marker, Outcome<Receipt> outcome) {
        Said said = new Said(marker, "test write", false);
        said.says(outcome);
        return said;
    }

    private static Outcome<Receipt> committed(boolean replayed, Attribution whose) {
        return new Outcome.Committed<>(new Receipt(
                new Ref("note", "1"), "key", Instant.EPOCH, replayed, whose, Durability.MEMORY, null, 1, 1));
    }

    private static Outcome<Receipt> ours() {
        return committed(false, Attribution.OURS);
    }

    private static Outcome<Receipt> notSent() {
        return new Outcome.NotSent<>(
                Failure.unsent(ErrorCode.UNAVAILABLE, "test", "write", "Away.").toException(), null);
    }

    private static Outcome<Receipt> unknown() {
        return new Outcome.Unknown<>(
                "key",
                Failure.unsent(ErrorCode.UNKNOWN_OUTCOME, "test", "write", "Who knows.")
                        .toException(),
                JudgementTest::unknown);
    }

    private static List<String> broken(List<Said> said, String... truth) {
        Trial trial = new Trial(1, 1, new Progress(new PrintWriter(new StringWriter()), "test"));
        Judgement.of(said, List.of(truth)).report(trial);
        return trial.result(new Nothing(), 0, true).promises().stream()
                .filter(promise -> promise.verdict() == Promise.Verdict.BROKEN)
                .map(Promise::sentence)
                .toList();
    }

    @Test
    void what_was_said_and_what_stands_agree() {
        assertThat(broken(
                        List.of(said("a", ours()), said("b", notSent()), said("c", unknown()), said("d", unknown())),
                        "a",
                        "c"))
                .isEmpty();
    }

    @Test
    void a_write_that_stands_twice_is_doubled() {
        assertThat(broken(List.of(said("a", ours())), "a", "a")).containsExactly("no write doubled");
        assertThat(broken(List.of(said("a", unknown())), "a", "a")).containsExactly("no write doubled");
    }

    @Test
    void a_committed_write_that_does_not_stand_is_lost() {
        assertThat(broken(List.of(said("a", ours())))).containsExactly("no write lost that was reported committed");
    }

    @Test
    void a_write_that_was_not_sent_and_stands_is_wrongly_reported() {
        assertThat(broken(List.of(said("a", notSent())), "a"))
                .containsExactly("no definite outcome that the truth contradicts");
    }

    @Test
    void two_writes_of_the_same_words_that_stand_once_are_a_swallowed_one() {
        assertThat(broken(List.of(said("a", ours()), said("a", ours())), "a"))
                .containsExactly("no legitimate write swallowed");
        assertThat(broken(List.of(said("a", ours()), said("a", committed(true, Attribution.OURS))), "a", "a"))
                .containsExactly("no legitimate write swallowed");
    }

    @Test
    void who_says_that_somebody_did_it_claims_no_effect_of_its_own() {
        assertThat(broken(List.of(said("a", ours()), said("a", committed(false, Attribution.UNKNOWN))), "a"))
                .isEmpty();
    }

    @Test
    void an_effect_that_nobody_asked_for_is_seen() {
        assertThat(broken(List.of(said("a", ours())), "a", "z"))
                .containsExactly("nothing committed that nobody asked for");
    }

    private static final class Nothing implements Scenario {
        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public String proves() {
            return "nothing";
        }

        @Override
        public Duration estimate(double scale) {
            return Duration.ZERO;
        }

        @Override
        public void run(Trial trial) {}
    }
}
