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

    @ParameterizedTest
    @EnumSource
    void a_wrong_facade_is_seen(PaperCrm.Slip slip) {
        try (Examination<?, ?> examination = new Examination<>(new PaperContract(slip))) {
            assertThatThrownBy(() -> examination.check(slip.seenBy()))
                    .isInstanceOfSatisfying(
                            Breach.class, breach -> assertThat(breach.rule()).isEqualTo(slip.seenBy()));
        }
    }

    @Test
    void a_good_facade_keeps_the_rules_of_facades() {
        try (Examination<?, ?> examination = new Examination<>(new PaperContract(null))) {
            for (PaperCrm.Slip slip : PaperCrm.Slip.values()) {
                examination.check(slip.seenBy());
            }
        }
    }

    @Test
    void every_rule_has_a_mutant() {
        Set<Rule> unseen = EnumSet.allOf(Rule.class);
        for (Mutant mutant : Mutant.values()) {
            unseen.remove(mutant.seenBy());
        }
        for (PaperCrm.Slip slip : PaperCrm.Slip.values()) {
            unseen.remove(slip.seenBy());
        }
        assertThat(unseen).isEmpty();
        assertThat(Mutant.values()).hasSizeGreaterThan(60);
    }
}
