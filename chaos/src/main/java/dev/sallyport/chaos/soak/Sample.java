package dev.sallyport.chaos.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the process holds at one moment.
 *
 * @param values bytes of heap after a collection, threads, file handles, sockets, bytes of the ledger; what this platform
 *     does not tell is left out
 */
record Sample(Map<String, Long> values) {
    static final String HEAP = "heap after collection, KiB";
    static final String THREADS = "threads";
    static final String HANDLES = "file handles";
    static final String SOCKETS = "sockets";
    static final String LEDGER = "ledger, KiB";
    private static final Path HANDLES_OF_THIS = Path.of("/proc/self/fd");

    static Sample take(Path ledger) throws IOException {
        Map<String, Long> values = new LinkedHashMap<>();
        values.put(HEAP, heap() / 1024);
        values.put(THREADS, (long) ManagementFactory.getThreadMXBean().getThreadCount());
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            values.put(HANDLES, unix.getOpenFileDescriptorCount());
        }
        if (Files.isDirectory(HANDLES_OF_THIS)) {
            values.put(SOCKETS, sockets());
        }
        values.put(LEDGER, size(ledger) / 1024);
        return new Sample(values);
    }

    /** The least of a few, as a collector may leave some work for later. */
    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int times = 0; times < 3; times++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private static long sockets() throws IOException {
        try (Stream<Path> handles = Files.list(HANDLES_OF_THIS)) {
            return handles.filter(Sample::isSocket).count();
        }
    }

    private static boolean isSocket(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    /** The file and those beside it. */
    private static long size(Path ledger) throws IOException {
        long sum = 0;
        try (Stream<Path> files = Files.list(ledger.getParent())) {
            for (Path file : files.toList()) {
                sum += Files.exists(file) ? Files.size(file) : 0;
            }
        }
        return sum;
    }
}
