package dev.sallyport.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UpdateMarksTest {
    private static final String FIRST = stamp(1);
    private static final String SECOND = stamp(2);
    private static final String THIRD = stamp(3);
    private static final String NOW = UpdateMarks.hasty(Instant.parse("2026-03-01T10:00:00Z"));
    private static final String THEN = UpdateMarks.hasty(Instant.parse("2026-03-01T10:00:01Z"));
    private static final String LATE = "";
    private static final UpdateMarks NONE = UpdateMarks.of("");

    private static String stamp(int number) {
        return String.format("sp-%032x", 0xabcdef0123456789L * number).replaceFirst("0{16}(.{16})$", "$1$1");
    }

    private static UpdateMarks after(String text, String stamp, String hasty) {
        return UpdateMarks.of(UpdateMarks.of(text).with(stamp, hasty));
    }

    @Test
    void each_update_is_known_by_its_mark_until_twelve_others_came() {
        String text = NONE.with(FIRST, LATE);
        for (int other = 2; other <= 12; other++) {
            text = UpdateMarks.of(text).with(stamp(other), other % 2 == 0 ? NOW : LATE);
            assertThat(UpdateMarks.of(text).holds(FIRST)).isTrue();
        }
        text = UpdateMarks.of(text).with(stamp(13), LATE);
        assertThat(UpdateMarks.of(text).holds(FIRST)).isFalse();
        assertThat(UpdateMarks.of(text).holds(SECOND)).isTrue();
    }

    @Test
    void the_field_is_never_too_short_and_what_is_no_mark_is_left_out() {
        String text = "! by hand 0123456789abcdef";
        for (int update : IntStream.range(1, 50).toArray()) {
            text = UpdateMarks.of(text).with(stamp(update), NOW);
            assertThat(text.length()).isLessThanOrEqualTo(UpdateMarks.LENGTH);
            assertThat(UpdateMarks.of(text).madeAgain()).isTrue();
            assertThat(text).doesNotContain("hand");
        }
    }

    @Test
    void a_list_on_which_nothing_came_lacks_nothing() {
        assertThat(NONE.isWholeSince(NONE.newest(NOW))).isTrue();
        UpdateMarks one = after("", FIRST, NOW);
        assertThat(one.isWholeSince(one.newest(NOW))).isTrue();
    }

    @Test
    void what_came_next_would_have_kept_an_earlier_mark_unless_both_went_on_one_version_in_its_second() {
        for (String base : List.of("", NONE.with(FIRST, LATE))) {
            UpdateMarks marks = UpdateMarks.of(base);
            assertThat(after(base, SECOND, LATE).isWholeSince(marks.newest(NOW)))
                    .isTrue();
            assertThat(after(base, SECOND, NOW).isWholeSince(marks.newest(LATE)))
                    .isTrue();
            assertThat(after(base, SECOND, NOW).isWholeSince(marks.newest(NOW))).isFalse();
            assertThat(after(base, SECOND, THEN).isWholeSince(marks.newest(NOW)))
                    .as("on a later version")
                    .isTrue();
            String sure = marks.with(SECOND, LATE);
            assertThat(after(sure, THIRD, NOW).isWholeSince(marks.newest(NOW))).isTrue();
        }
    }

    @Test
    void a_list_that_was_cut_or_does_not_hold_what_was_newest_tells_nothing() {
        String text = "";
        for (int update = 1; update <= 13; update++) {
            text = UpdateMarks.of(text).with(stamp(update), LATE);
        }
        assertThat(UpdateMarks.of(text).isWholeSince(NONE.newest(LATE))).isFalse();
        assertThat(UpdateMarks.of(text).isWholeSince("0123456789abcdef")).isFalse();
        assertThat(UpdateMarks.of(text).isWholeSince("")).isFalse();
    }

    @Test
    void a_short_list_tells_even_where_what_was_newest_is_not_known() {
        assertThat(after("", FIRST, LATE).isWholeSince("")).isTrue();
        assertThat(after("", FIRST, NOW).isWholeSince("")).isFalse();
    }
}
