package dev.sallyport.benchmarks;

import dev.sallyport.connect.Safeguards;
import dev.sallyport.spi.Attempt;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/** 256 callers whose attempts wait a millisecond, on platform threads and, where the JDK has them, on virtual ones. */
final class ThreadKinds implements Comparison {
    private static final int CALLERS = 256;
    private static final Attempt<String> WAITS = context -> {
        LockSupport.parkNanos(1_000_000);
        return "a thing";
    };

    @Override
    public String name() {
        return "threads";
    }

    @Override
    public String about() {
        return "256 callers at once on platform and on virtual threads (JDK 21 and later): nothing pins";
    }

    @Override
    public Findings measure(Effort effort, PrintWriter progress) throws InterruptedException {
        List<Double> platform = new ArrayList<>();
        List<Double> virtual = new ArrayList<>();
        AtomicLong pinned = new AtomicLong();
        boolean hasVirtual = Runtime.version().feature() >= 21;
        for (int round = 1; round <= effort.rounds(); round++) {
            platform.add(rate(Executors.newFixedThreadPool(CALLERS), effort));
            if (hasVirtual) {
                virtual.add(watched(pinned, effort));
            }
            progress.printf("  round %d of %d%n", round, effort.rounds());
            progress.flush();
        }
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("256 callers on platform threads", Spread.of(platform), "reads/s"));
        if (hasVirtual) {
            figures.add(Figure.of("256 callers on virtual threads", Spread.of(virtual), "reads/s"));
            figures.add(Figure.of("times a virtual thread was pinned", (double) pinned.get(), "")
                    .aimedAt(Aim.atMost(0)));
        } else {
            progress.println("  this JDK has no virtual threads");
        }
        return new Findings(figures, List.of());
    }

    private static double watched(AtomicLong pinned, Effort effort) throws InterruptedException {
        try (Folder folder = Folder.make();
                Recording events = new Recording()) {
            events.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ZERO);
            events.start();
            double rate = rate(virtualThreads(), effort);
            events.stop();
            Path file = folder.file("pinned.jfr");
            events.dump(file);
            pinned.addAndGet(RecordingFile.readAllEvents(file).size());
            return rate;
        } catch (IOException e) {
            throw new UncheckedIOException("the JVM's own recording failed", e);
        }
    }

    private static double rate(ExecutorService threads, Effort effort) throws InterruptedException {
        Door door = Door.waiting(Safeguards.defaults(), WAITS);
        int each = effort.calls() * 4;
        Callable<String> caller = () -> {
            String last = "";
            for (int i = 0; i < each; i++) {
                last = door.read();
            }
            return last;
        };
        List<Callable<String>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(caller);
        }
        try {
            long start = System.nanoTime();
            for (Future<String> ended : threads.invokeAll(callers)) {
                ended.get();
            }
            return CALLERS * (double) each / ((System.nanoTime() - start) / 1e9);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a read failed", e.getCause());
        } finally {
            threads.shutdown();
        }
    }

    /** By reflection, because the code is compiled for JDK 17. */
    private static ExecutorService virtualThreads() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("JDK 21 and later have virtual threads", e);
        }
    }
}
