package dev.sallyport.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testkit.contract.shelf.Mutant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A contract is worth what it catches: a good connector keeps every rule, and each wrong one is seen by the rule that is meant for it. */
class MutantsTest {
    @Nested
    class GoodOne extends ShelfContract {
        GoodOne() {
            super(null);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_wrong_connector_is_seen(Mutant mutant) {
        try (Examination<?, ?> examination = new Examination<>(new ShelfContract(mutant))) {
            assertThatThrownBy(() -> examination.check(mutant.seenBy()))
                    .isInstanceOfSatisfying(
                            Breach.class, breach -> assertThat(breach.rule()).isEqualTo(mutant.seenBy()))
                    .hasMessageContainingAll(
                            mutant.seenBy().number(),
                            "seen:",
                            "holds:",
                            mutant.seenBy().mend());
        }
    }

    @Test
    void every_rule_that_needs_no_facade_has_a_mutant() {
        Set<Rule> unseen = EnumSet.allOf(Rule.class);
        for (Mutant mutant : Mutant.values()) {
            unseen.remove(mutant.seenBy());
        }
        assertThat(unseen)
                .containsExactlyInAnyOrder(
                        Rule.WHAT_IS_WRITTEN_IS_READ_BACK,
                        Rule.A_FILTER_IS_RIGHT_OR_REFUSED,
                        Rule.A_SORT_IS_RIGHT_OR_REFUSED,
                        Rule.AN_OLD_VERSION_IS_A_CONFLICT);
        assertThat(Mutant.values()).hasSizeGreaterThan(60);
    }
}
