package dev.sallyport.testkit.database;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Says which commits something befalls. */
@FunctionalInterface
public interface CommitFaults {
    /**
     * What befalls a commit.
     *
     * @param number its place in the order of arrival on the wire, from 1
     */
    Optional<WireFault> at(long number);

    /** Nothing. */
    static CommitFaults none() {
        return number -> Optional.empty();
    }

    /**
     * A share of the commits for each kind of fault. The same seed gives the same faults to the same places in the order of
     * arrival; which transaction has which place is up to the client's threads.
     *
     * @throws IllegalArgumentException if the shares are negative or more than 1 together
     */
    static CommitFaults seeded(long seed, Map<WireFault, Double> shares) {
        // In the order of the kinds: a map may give its entries in another order the next time.
        Map<WireFault, Double> copy = new EnumMap<>(WireFault.class);
        copy.putAll(shares);
        double sum = 0;
        for (double share : copy.values()) {
            if (!(share >= 0)) {
                throw new IllegalArgumentException("a share must be 0 or more, not " + share);
            }
            sum += share;
        }
        if (sum > 1) {
            throw new IllegalArgumentException("the shares are more than 1 together: " + sum);
        }
        return number -> {
            double draw = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number).nextDouble();
            for (Map.Entry<WireFault, Double> share : copy.entrySet()) {
                draw -= share.getValue();
                if (draw < 0) {
                    return Optional.of(share.getKey());
                }
            }
            return Optional.empty();
        };
    }
}
