package dev.sallyport.pipeline;

import static dev.sallyport.pipeline.Stage.ATTEMPT;
import static dev.sallyport.pipeline.Stage.FEASIBLE;
import static dev.sallyport.pipeline.Stage.GUARD;
import static dev.sallyport.pipeline.Stage.INTEND;
import static dev.sallyport.pipeline.Stage.OPEN;
import static dev.sallyport.pipeline.Stage.PACE;
import static dev.sallyport.pipeline.Stage.READ;
import static dev.sallyport.pipeline.Stage.SETTLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.access.Grant;
import dev.sallyport.error.AccessException;
import dev.sallyport.support.Answer;
import dev.sallyport.support.Shop;
import org.junit.jupiter.api.Test;

/** Prints the way of a call, and holds it to its order. */
class PipelineStagesTest {
    @Test
    void a_read_with_one_retry_passes_the_guard_once_and_everything_else_for_each_attempt() {
        try (Shop shop = Shop.open()) {
            shop.host.script(Answer.json(500, "{}"));
            shop.get(shop.unlimited());
            System.out.println("read, one retry: " + shop.stages);
            assertThat(shop.stages)
                    .containsExactly(
                            GUARD, OPEN, FEASIBLE, PACE, ATTEMPT, READ, OPEN, FEASIBLE, PACE, ATTEMPT, READ, SETTLE);
            assertThat(shop.host.received()).hasSize(2);
        }
    }

    @Test
    void a_write_has_its_intent_in_the_ledger_before_the_first_byte_leaves() {
        try (Shop shop = Shop.open()) {
            shop.host.script(Answer.json(201, "{\"id\":\"t1\"}"));
            assertThat(shop.create(shop.unlimited()).isCommitted()).isTrue();
            System.out.println("write: " + shop.stages);
            assertThat(shop.stages).containsExactly(GUARD, INTEND, OPEN, FEASIBLE, PACE, ATTEMPT, READ, SETTLE);
            assertThat(shop.audit.lines()).containsExactly("INTENDED pending", "SETTLED committed");
        }
    }

    @Test
    void a_refused_call_gets_no_further_than_the_guard() {
        try (Shop shop = Shop.open()) {
            assertThatThrownBy(() -> shop.get(shop.under(Grant.to("agent").allow("crm:thing:create"))))
                    .isInstanceOf(AccessException.class);
            assertThat(shop.stages).containsExactly(GUARD, SETTLE);
        }
    }
}
