package dev.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sallyport.Fetched;
import dev.sallyport.Pages;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import dev.sallyport.error.InputException;
import dev.sallyport.error.RetryLaterException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CheckpointTest {
    private static final Instant LATER = Instant.parse("2026-03-02T00:00:00Z");
    private final Map<String, Walk.Page<String>> pages = new HashMap<>();
    private final List<String> read = new ArrayList<>();
    private @Nullable String closedAt;

    CheckpointTest() {
        pages.put("first", page("b", "one", "two"));
        pages.put("b", page("c", "three", "four"));
        pages.put("c", page(null, "five"));
    }

    @Test
    void a_walk_that_a_limit_stops_goes_on_where_it_stopped_and_reads_nothing_twice() {
        closedAt = "b";
        List<String> got = new ArrayList<>();
        RetryLaterException stopped = catchThrowableOfType(
                RetryLaterException.class, () -> walk("all").forEach(found -> got.add(found.value())));
        assertThat(stopped.retryAt()).contains(LATER);
        closedAt = null;
        read.clear();
        walk("all").from(stopped.checkpoint().orElseThrow()).forEach(found -> got.add(found.value()));
        assertThat(got).containsExactly("one", "two", "three", "four", "five");
        assertThat(read).containsExactly("b", "c");
    }

    @Test
    void a_walk_left_in_the_middle_of_a_page_goes_on_with_the_next_record() {
        for (int taken = 0; taken <= 5; taken++) {
            Pages.Steps<String> steps = walk("all").iterator();
            List<String> got = new ArrayList<>();
            for (int i = 0; i < taken; i++) {
                got.add(steps.next().value());
            }
            walk("all").from(steps.checkpoint()).forEach(found -> got.add(found.value()));
            assertThat(got).as("left after %d", taken).containsExactly("one", "two", "three", "four", "five");
        }
    }

    @Test
    void a_continued_walk_can_be_left_again() {
        Pages.Steps<String> steps = walk("all").iterator();
        steps.next();
        Pages.Steps<String> second = walk("all").from(steps.checkpoint()).iterator();
        assertThat(second.next().value()).isEqualTo("two");
        Pages.Steps<String> third = walk("all").from(second.checkpoint()).iterator();
        assertThat(third.next().value()).isEqualTo("three");
    }

    @Test
    void a_page_that_changed_meanwhile_is_delivered_whole_rather_than_not() {
        Pages.Steps<String> steps = walk("all").iterator();
        steps.next();
        String checkpoint = steps.checkpoint();
        pages.put("first", page("b", "zero", "one", "two"));
        assertThat(walk("all").from(checkpoint).iterator().next().value()).isEqualTo("zero");
    }

    @Test
    void a_checkpoint_that_was_changed_or_belongs_to_another_query_is_refused_and_nothing_is_read() {
        Pages.Steps<String> steps = walk("all").iterator();
        steps.next();
        String good = steps.checkpoint();
        read.clear();
        for (String bad : List.of("", "x", "a.b", good + "x", "A" + good, good.replace('.', '-'), "!." + good, ".")) {
            assertThatThrownBy(() -> walk("all").from(bad).iterator().hasNext())
                    .as(bad)
                    .isInstanceOfSatisfying(
                            InputException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT));
        }
        assertThatThrownBy(() -> walk("owner is me").from(good)).isInstanceOf(InputException.class);
        assertThat(read).isEmpty();
    }

    private Walk<String> walk(String query) {
        return new Walk<>(
                cursor -> {
                    String at = cursor == null ? "first" : cursor;
                    if (at.equals(closedAt)) {
                        throw Failure.unsent(ErrorCode.THROTTLED, "shop", "things.find", "The day is used up.")
                                .retryAt(LATER)
                                .toException();
                    }
                    read.add(at);
                    return pages.get(at);
                },
                new Checkpoints(text -> Integer.toHexString(text.hashCode()), "things.find", query));
    }

    private static Walk.Page<String> page(@Nullable String next, String... values) {
        return new Walk.Page<>(
                List.of(values).stream()
                        .map(value -> new Fetched<>(value, List.of(), null, Map.of("value", value)))
                        .toList(),
                next);
    }
}
