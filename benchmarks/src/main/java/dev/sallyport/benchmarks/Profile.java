package dev.sallyport.benchmarks;

import java.util.List;

/**
 * What time goes into.
 *
 * @param title of what
 * @param unit of the amounts
 * @param parts its parts, the largest first or in their order
 */
record Profile(String title, String unit, List<Part> parts) {
    Profile {
        parts = List.copyOf(parts);
    }

    /**
     * One part.
     *
     * @param name its name
     * @param amount how much of the whole
     */
    record Part(String name, double amount) {}
}
