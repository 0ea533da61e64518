package dev.sallyport.benchmarks;

import java.util.List;

/**
 * What one benchmark found.
 *
 * @param figures the figures
 * @param profiles what the time goes into
 */
record Findings(List<Figure> figures, List<Profile> profiles) {
    Findings {
        figures = List.copyOf(figures);
        profiles = List.copyOf(profiles);
    }
}
