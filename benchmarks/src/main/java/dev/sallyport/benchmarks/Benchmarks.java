package dev.sallyport.benchmarks;

import java.util.List;

/** All there are, in the order in which they run. */
final class Benchmarks {
    static final List<Comparison> ALL = List.of(
            new GuardedRead(),
            new PipelineAlone(),
            new DurableIntents(),
            new ThreadKinds(),
            new FakeReads(),
            new FakeStarts());

    private Benchmarks() {}
}
