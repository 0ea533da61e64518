package dev.sallyport.benchmarks;

import java.lang.management.ManagementFactory;

/**
 * On what it was measured.
 *
 * @param processors how many processors the JVM sees
 * @param java the JDK's version
 * @param system the operating system and the processor's kind
 * @param load how many threads of the whole machine ran or waited to run, over the last minute; negative if not known
 */
record Machine(int processors, String java, String system, double load) {
    /** What is measured keeps two of them busy by itself. */
    private static final int OWN = 2;

    static Machine here() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** Whether others wanted the processors too: then times tell of them, and CPU times are what can be compared. */
    boolean isBusy() {
        return load > Math.max(processors, OWN) + 1;
    }

    @Override
    public String toString() {
        return processors + " processors, " + system + ", JDK " + java;
    }
}
