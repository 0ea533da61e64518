package dev.sallyport.stores.quota;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How a shared store behaves.
 *
 * @param spread how much longer one call may be on its way to the vendor than another, by which windows are kept longer
 * @param largestCharge the most units that one call costs
 * @param expectedMembers how many processes share the limits, for as long as the store never answered
 * @param onHealth told whenever the store goes away or answers again
 */
public record QuotaSettings(Duration spread, int largestCharge, int expectedMembers, Consumer<QuotaHealth> onHealth) {
    /** 20 milliseconds, 10 units, 1 process, nobody is told. */
    public static final QuotaSettings DEFAULT = new QuotaSettings(Duration.ofMillis(20), 10, 1, health -> {});

    public QuotaSettings {
        if (spread.isNegative() || largestCharge < 1 || expectedMembers < 1) {
            throw new IllegalArgumentException("spread " + spread + ", largest charge " + largestCharge
                    + ", expected members " + expectedMembers + ": none may be negative, the last two at least 1");
        }
    }
}
