package dev.sallyport.testkit.spi;

import java.util.List;

/**
 * What of a vendor a fake answers, and what it does not.
 *
 * @param faked what works
 * @param notFaked what is answered with the vendor's own not-found or refusal; empty where everything else is
 */
public record FakeCoverage(List<String> faked, List<String> notFaked) {
    /** Copies the lists. */
    public FakeCoverage {
        faked = List.copyOf(faked);
        notFaked = List.copyOf(notFaked);
    }
}
