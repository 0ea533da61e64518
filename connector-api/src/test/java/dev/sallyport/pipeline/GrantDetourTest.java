package dev.sallyport.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Secret;
import dev.sallyport.access.Grant;
import dev.sallyport.effect.Outcome;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.http.Authorization;
import dev.sallyport.query.Filter;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.Session;
import dev.sallyport.support.Shop;
import dev.sallyport.support.SteppingTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Mistakes in a grant, and a slow token, that must not let a call through. */
class GrantDetourTest {
    private static final Grant ALL = Grant.to("agent").allow("crm:*:*");

    @Test
    void a_rule_on_a_masked_field_lets_nothing_through() {
        try (Shop shop = Shop.open()) {
            Session session = shop.under(ALL.mask("crm:thing:owner")
                    .where("crm:thing", Filter.where(Shop.OWNER).isEmpty()));
            assertThat(session.admits("crm:thing", new Shop.Thing(Shop.THING, "lamp", "")))
                    .isFalse();
        }
    }

    @Test
    void a_rule_that_would_limit_nothing_is_refused() {
        assertThatThrownBy(() -> ALL.where("crm:*", Filter.where(Shop.OWNER).is("queue-7")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_token_that_comes_after_the_deadline_sends_no_write() {
        SteppingTime time = new SteppingTime();
        Authorization slow = new Authorization() {
            @Override
            public Secret header(AttemptContext context) {
                time.step(Duration.ofMinutes(5));
                return Secret.of("Bearer late");
            }

            @Override
            public boolean expired(Secret header) {
                return false;
            }
        };
        try (Shop shop = Shop.builder().time(time).authorization(slow).build()) {
            assertThat(shop.create(shop.unlimited()))
                    .isInstanceOfSatisfying(
                            Outcome.NotSent.class,
                            held -> assertThat(held.reason().code()).isEqualTo(ErrorCode.DEADLINE));
            assertThat(shop.host.received()).isEmpty();
        }
    }
}
