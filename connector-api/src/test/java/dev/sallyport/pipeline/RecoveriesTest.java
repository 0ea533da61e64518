package dev.sallyport.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.connect.Recovery;
import dev.sallyport.effect.Attribution;
import dev.sallyport.effect.Ledger;
import dev.sallyport.effect.LedgerEntry;
import dev.sallyport.effect.LedgerEntry.State;
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
