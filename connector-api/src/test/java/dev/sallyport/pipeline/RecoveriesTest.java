package dev.sallyport.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Recovery;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Attribution;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Ledger;
import dev.sallyport.effect.LedgerEntry;
import dev.sallyport.effect.LedgerEntry.State;
import dev.sallyport.support.Answer;
import dev.sallyport.support.ScriptedHost;
import dev.sallyport.support.Shop;
import dev.sallyport.support.SteppingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecoveriesTest {
    @Test
    void recovery_walks_all_open_intents_however_many_and_asks_about_each_once() {
        Ledger ledger = Ledger.inMemory();
        try (Shop shop = Shop.builder().ledger(ledger).build()) {
            for (int i = 0; i < 2_500; i++) {
                ledger.settle(unknown("key-" + i, SteppingTime.START.minusSeconds(i / 2)));
            }
            assertThat(shop.pipeline.recover()).isEqualTo(new Recovery(0, 0, 2_500));
            shop.time.step(Duration.ofDays(100));
            assertThat(shop.pipeline.recover()).as("unknown is never forgotten").isEqualTo(new Recovery(0, 0, 2_500));
        }
    }

    @Test
    void intents_older_than_the_retention_are_forgotten_while_writing_goes_on() {
        Ledger ledger = Ledger.inMemory();
        ScriptedHost host = new ScriptedHost().otherwise(request -> Answer.json(201, "{\"id\":\"t1\"}"));
        try (Shop shop = Shop.builder()
                .host(host)
                .safeguards(Safeguards.builder().ledger(ledger).retention(Duration.ofMinutes(1)))
                .build()) {
            for (int i = 0; i < 400; i++) {
                shop.create(shop.unlimited(), Intent.keyed("key-" + i), Map.of("name", "lamp"))
                        .orThrow();
                shop.time.step(Duration.ofSeconds(1));
            }
            Instant now = shop.time.now();
            assertThat(ledger.forget(now, Duration.ofMinutes(1), 1_000))
                    .as("what was left over since the last time")
                    .isLessThan(64);
            assertThat(ledger.forget(now, Duration.ZERO, 1_000)).isBetween(59, 61);
        }
    }

    @Test
    void budgets_that_nobody_uses_any_more_are_forgotten_although_nothing_is_written() {
        Ledger ledger = Ledger.inMemory();
        try (Shop shop = Shop.builder()
                .safeguards(Safeguards.builder().ledger(ledger).retention(Duration.ofMinutes(1)))
                .build()) {
            for (int i = 0; i < 400; i++) {
                shop.get(shop.under(
                        Grant.to("agent").allow("crm:*:*").forTask("T-" + i).maxCalls(1)));
                shop.time.step(Duration.ofSeconds(1));
            }
            Instant now = shop.time.now();
            assertThat(ledger.forget(now, Duration.ofMinutes(1), 1_000))
                    .as("what was left over since the last time")
                    .isLessThan(64);
            assertThat(ledger.forget(now, Duration.ZERO, 1_000)).isBetween(59, 61);
        }
    }

    private static LedgerEntry unknown(String key, Instant claimedAt) {
        return new LedgerEntry(
                key,
                "shop/acme",
                "a.forgotten.operation",
                "sp-" + key,
                null,
                Map.of(),
                State.UNKNOWN,
                "dead",
                claimedAt,
                claimedAt,
                claimedAt,
                null,
                0,
                Attribution.OURS);
    }
}
