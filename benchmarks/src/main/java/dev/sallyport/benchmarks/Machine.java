package dev.sallyport.benchmarks;

/**
 * On what it was measured.
 *
 * @param processors how many processors the JVM sees
 * @param java the JDK's version
 * @param system the operating system and the processor's kind
 */
record Machine(int processors, String java, String system) {
    static Machine here() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }

    @Override
    public String toString() {
        return processors + " processors, " + system + ", JDK " + java;
    }
}
