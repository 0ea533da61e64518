package dev.sallyport.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Two sides of one call in one process. CPU time is the process's, taken around blocks of calls, by turns, so that threads
 * and garbage of either side count for it. Latency is taken call by call, by turns and after a rest: of calls that follow each
 * other at once, those of the side that comes back sooner would find the server still awake, and the other's would wake it.
 */
final class Pairs {
    private static final long REST = 200_000;

    private final Effort effort;
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    Pairs(Effort effort) {
        this.effort = effort;
    }

    /** One call; what it returns is looked at, so that it is not optimized away. */
    @FunctionalInterface
    interface Call {
        Object make();
    }

    /** What one side took. */
    static final class Side {
        private final long[] nanos;
        private int timed;
        private int calls;
        private long cpuNanos;

        private Side(int most) {
            nanos = new long[most];
        }

        double medianMicros() {
            return percentile(50);
        }

        double percentile(int percent) {
            long[] sorted = Arrays.copyOf(nanos, timed);
            Arrays.sort(sorted);
            return sorted[(int) ((timed - 1) * (long) percent / 100)] / 1e3;
        }

        double cpuMicros() {
            return cpuNanos / 1e3 / calls;
        }
    }

    /**
     * Both sides.
     *
     * @param one the first
     * @param other the second
     * @param latency the first's median for the second's
     * @param cpu the first's CPU time for the second's
     */
    record Compared(Side one, Side other, double latency, double cpu) {}

    Compared run(Call one, Call other, PrintWriter progress) {
        progress.println("  warming up");
        progress.flush();
        turns(one, other, effort.blocks() / 2 + 1, progress, false);
        return turns(one, other, effort.blocks(), progress, true);
    }

    private Compared turns(Call one, Call other, int blocks, PrintWriter progress, boolean tell) {
        Side first = new Side(blocks * effort.calls());
        Side second = new Side(blocks * effort.calls());
        for (int block = 1; block <= blocks; block++) {
            // One, other, other, one: a machine that grows slower meanwhile slows both.
            boolean straight = block % 2 == 0;
            block(straight ? one : other, straight ? first : second);
            block(straight ? other : one, straight ? second : first);
            for (int call = 0; call < effort.calls(); call++) {
                timed(straight ? one : other, straight ? first : second);
                timed(straight ? other : one, straight ? second : first);
            }
            if (tell && block % 20 == 0) {
                progress.printf("  block %d of %d%n", block, blocks);
                progress.flush();
            }
        }
        return new Compared(
                first, second, first.medianMicros() / second.medianMicros(), first.cpuMicros() / second.cpuMicros());
    }

    private void block(Call call, Side side) {
        long cpu = system.getProcessCpuTime();
        for (int i = 0; i < effort.calls(); i++) {
            made(call);
        }
        side.calls += effort.calls();
        side.cpuNanos += system.getProcessCpuTime() - cpu;
    }

    private void timed(Call call, Side side) {
        long rested = System.nanoTime() + REST;
        while (System.nanoTime() < rested) {
            Thread.onSpinWait();
        }
        long start = System.nanoTime();
        made(call);
        side.nanos[side.timed++] = System.nanoTime() - start;
    }

    private void made(Call call) {
        if (call.make() == this) {
            throw new AssertionError("no call returns its caller");
        }
    }
}
