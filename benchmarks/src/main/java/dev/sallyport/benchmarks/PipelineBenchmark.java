package dev.sallyport.benchmarks;

import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The pipeline alone, one thread. Run by JMH. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PipelineBenchmark {
    /** For JMH. */
    public PipelineBenchmark() {}

    /** Ledger in memory, no audit, no telemetry. A new ledger for each iteration, so that it does not fill the heap. */
    @State(Scope.Benchmark)
    public static class Bare {
        private @Nullable Door door;

        /** For JMH. */
        public Bare() {}

        /** Opens the pipeline. */
        @Setup(Level.Iteration)
        public void open() {
            door = Door.open(Safeguards.defaults());
        }

        Door door() {
            return opened(door);
        }
    }

    /** Ledger in memory, audit in a file, spans and metrics through OpenTelemetry's SDK. */
    @State(Scope.Benchmark)
    public static class Recorded {
        private @Nullable RecordedSafeguards recording;
        private @Nullable Door door;

        /** For JMH. */
        public Recorded() {}

        /** Opens the pipeline. */
        @Setup(Level.Iteration)
        public void open() {
            recording = RecordedSafeguards.start();
            door = Door.open(recording.safeguards());
        }

        /** Removes what was recorded. */
        @TearDown(Level.Iteration)
        public void close() {
            opened(recording).close();
        }

        Door door() {
            return opened(door);
        }
    }

    /** A read. */
    @Benchmark
    public String read(Bare bare) {
        return bare.door().read();
    }

    /** A write. */
    @Benchmark
    public Outcome<Receipt> write(Bare bare) {
        return bare.door().write();
    }

    /** A read, recorded. */
    @Benchmark
    public String readRecorded(Recorded recorded) {
        return recorded.door().read();
    }

    /** A write, recorded. */
    @Benchmark
    public Outcome<Receipt> writeRecorded(Recorded recorded) {
        return recorded.door().write();
    }

    private static <T> T opened(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("JMH sets it up first");
        }
        return part;
    }
}
