package dev.sallyport.chaos.proof;

import java.time.Duration;

/** One proof: work under fire, and the promises that must hold afterwards. */
public interface Scenario {
    /** One word, as {@code --only} takes it. */
    String name();

    /** What it proves, in one line. */
    String proves();

    /** About how long it takes on two cores. */
    Duration estimate(double scale);

    /**
     * Runs it; what it finds goes to the trial.
     *
     * @throws InterruptedException if the run is stopped; what was found until then stays
     * @throws Exception if it cannot be carried out, which breaks it
     */
    void run(Trial trial) throws Exception;
}
