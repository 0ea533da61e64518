package dev.sallyport.benchmarks;

import java.io.PrintWriter;

/** One benchmark: both sides in one run. */
interface Comparison {
    /** By what it is asked for. */
    String name();

    /** What it compares, in a line. */
    String about();

    /**
     * Measures, telling its progress.
     *
     * @throws InterruptedException if it was interrupted
     */
    Findings measure(Effort effort, PrintWriter progress) throws InterruptedException;
}
