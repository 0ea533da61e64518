package dev.sallyport.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.support.Answer;
import dev.sallyport.support.ScriptedHost;
import dev.sallyport.support.Shop;
import dev.sallyport.support.SteppingTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A grant that ends while a call is under way ends what may be sent, not what may be asked about what was sent. */
class GrantTimeTest {
    private static final Grant MINUTE =
            Grant.to("agent").allow("crm:*:*").until(SteppingTime.START.plus(Duration.ofMinutes(1)));

    private static Shop shop(Answer first) {
        ScriptedHost host = new ScriptedHost().script(first);
        return Shop.builder()
                .host(host.otherwise(request -> Answer.json(200, "{\"id\":\"t1\"}")))
                .safeguards(Safeguards.builder().deadline(Duration.ofHours(1)))
                .build();
    }

    private static ErrorCode code(Outcome<Receipt> outcome) {
        return outcome.fold(
                done -> ErrorCode.DRY_RUN,
                notSent -> notSent.reason().code(),
                rejected -> ErrorCode.DRY_RUN,
                unknown -> ErrorCode.DRY_RUN);
    }

    @Test
    void a_write_is_not_sent_that_a_person_approves_too_late() {
        try (Shop shop = shop(Answer.json(201, "{\"id\":\"t1\"}"))) {
            Grant asking = MINUTE.requireApproval("crm:*:create").approver((grant, plan) -> {
                shop.time.step(Duration.ofHours(2));
                return true;
            });
            assertThat(code(shop.create(shop.under(asking)))).isEqualTo(ErrorCode.GRANT_EXPIRED);
            assertThat(shop.host.received()).isEmpty();
        }
    }

    @Test
    void a_write_does_not_go_again_after_it() {
        try (Shop shop = shop(Answer.json(429, "{}", "Retry-After: 120"))) {
            assertThat(code(shop.create(shop.under(MINUTE)))).isEqualTo(ErrorCode.GRANT_EXPIRED);
            assertThat(shop.host.received("POST")).hasSize(1);
        }
    }

    @Test
    void a_read_does_not_go_again_after_it() {
        try (Shop shop = shop(Answer.json(503, "{}", "Retry-After: 120"))) {
            assertThatThrownBy(() -> shop.get(shop.under(MINUTE)))
                    .isInstanceOfSatisfying(
                            ConnectorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.GRANT_EXPIRED));
            assertThat(shop.host.received("GET")).hasSize(1);
        }
    }

    @Test
    void a_write_that_may_have_been_committed_is_still_looked_for() {
        Answer lost = Answer.json(503, "{}", "Retry-After: 120");
        ScriptedHost host = new ScriptedHost().script(lost);
        try (Shop shop = Shop.builder()
                .host(host.otherwise(request -> Answer.json(200, "{\"id\":\"t1\"}")))
                .safeguards(Safeguards.builder().deadline(Duration.ofHours(1)))
                .found(false, Duration.ofMinutes(10))
                .build()) {
            assertThat(shop.create(shop.under(MINUTE)).isCommitted()).isTrue();
            assertThat(shop.host.received("POST")).hasSize(1);
        }
    }

    @Test
    void a_write_that_may_have_been_committed_and_is_not_found_stays_unknown() {
        ScriptedHost host = new ScriptedHost().script(Answer.json(503, "{}", "Retry-After: 120"));
        try (Shop shop = Shop.builder()
                .host(host.otherwise(request -> Answer.json(404, "{}")))
                .safeguards(Safeguards.builder().deadline(Duration.ofHours(1)))
                .found(true, Duration.ofMinutes(10))
                .build()) {
            assertThat(WriteOutcomeTest.name(shop.create(shop.under(MINUTE)))).isEqualTo("unknown");
            assertThat(shop.host.received("POST")).hasSize(1);
        }
    }
}
