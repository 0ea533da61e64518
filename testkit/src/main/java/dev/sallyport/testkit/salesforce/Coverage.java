package dev.sallyport.testkit.salesforce;

import java.util.List;

/**
 * What of a vendor a fake answers, and what it does not.
 *
 * @param faked what works
 * @param notFaked what is answered with the vendor's own not-found or refusal
 */
public record Coverage(List<String> faked, List<String> notFaked) {
    /** Copies the lists. */
    public Coverage {
        faked = List.copyOf(faked);
        notFaked = List.copyOf(notFaked);
    }
}
