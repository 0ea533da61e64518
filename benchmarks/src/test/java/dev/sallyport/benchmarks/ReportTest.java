package dev.sallyport.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the report says of aims. */
class ReportTest {
    private static final Profile PROFILE = new Profile("a call", "ns", List.of(new Profile.Part("guard", 12)));

    @Test
    void a_missed_aim_is_named_with_what_the_time_goes_into() {
        assertThat(report(Figure.of("a call", Spread.of(3, 1, 2, 9), "us").aimedAt(Aim.atMost(2.4))))
                .containsPattern("a call +2.500 us +1.000 to 9.000 +<= 2.40 +MISSED")
                .containsPattern("guard +12.0 ns");
    }

    @Test
    void where_the_aim_is_met_the_profile_is_left_out() {
        assertThat(report(Figure.of("intents", 4.0, "").aimedAt(Aim.atLeast(4))))
                .containsPattern(">= 4.00 +met")
                .doesNotContain("guard");
    }

    @Test
    void a_busy_machine_is_said_to_be_busy() {
        Figure figure = Figure.of("a call", 1, "us");
        assertThat(report(figure, 9)).contains("busy with other things (load 9.0)");
        assertThat(report(figure, 2)).doesNotContain("busy");
    }

    private static String report(Figure figure) {
        return report(figure, 0);
    }

    private static String report(Figure figure, double load) {
        Findings findings = new Findings(List.of(figure), List.of(PROFILE));
        return new Report(new Machine(2, "17", "any", load), Map.of("one", findings)).text();
    }
}
