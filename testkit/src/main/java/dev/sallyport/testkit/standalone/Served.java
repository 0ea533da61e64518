package dev.sallyport.testkit.standalone;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.control.ControlServer;
import dev.sallyport.testkit.control.MovableClock;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.spi.FakeProvider;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Fakes and their control while they are served. */
final class Served implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<FakeServer> fakes = new ArrayList<>();
    private @Nullable ControlServer control;

    private Served() {}

    /** A fake that is to be served. */
    record Wanted(FakeProvider provider, int port) {}

    /** All that is to be served, and how. */
    record Settings(
            List<Wanted> wanted,
            long seed,
            Filling filling,
            FaultPlan faults,
            MovableClock clock,
            int control,
            String bind,
            List<String> hosts) {}

    /**
     * Starts all or nothing.
     *
     * @throws IllegalStateException if a port is taken
     */
    static Served start(Settings settings) {
        Served served = new Served();
        try {
            for (Wanted wanted : settings.wanted()) {
                served.fakes.add(fake(settings, wanted));
            }
            ControlServer.Builder builder = ControlServer.of(served.fakes.toArray(FakeServer[]::new))
                    .port(settings.control())
                    .bindAddress(settings.bind())
                    .clock(settings.clock());
            settings.hosts().forEach(builder::allowHost);
            Optional.ofNullable(System.getenv("SALLYPORT_FAKES_TOKEN")).ifPresent(builder::token);
            served.control = builder.start();
            return served;
        } catch (RuntimeException failure) {
            served.close();
            throw failure instanceof UncheckedIOException
                    ? new IllegalStateException(failure.getMessage(), failure)
                    : failure;
        }
    }

    private static FakeServer fake(Settings settings, Wanted wanted) {
        try {
            return settings.filling()
                    .builder(wanted.provider())
                    .seed(settings.seed())
                    .faults(settings.faults())
                    .clock(settings.clock())
                    .bindAddress(settings.bind())
                    .port(wanted.port())
                    .start();
        } catch (RuntimeException failure) {
            if (isTaken(failure)) {
                throw new IllegalStateException(
                        "port " + wanted.port() + " for " + wanted.provider().system()
                                + " is in use or not allowed; name another, or 0 for any",
                        failure);
            }
            throw failure;
        }
    }

    private static boolean isTaken(@Nullable Throwable failure) {
        return failure != null
                && (failure instanceof BindException
                        || String.valueOf(failure.getMessage()).contains("Failed to bind")
                        || isTaken(failure.getCause()));
    }

    /** One line for each fake that a program can read, and one for people. */
    void announce(PrintWriter out, PrintWriter errors) {
        ControlServer running = running();
        for (FakeServer fake : fakes) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("system", fake.system());
            line.put("url", fake.url());
            line.put("control", running.url(fake.system()));
            line.put("token", running.token());
            line.put("credentials", new TreeMap<>(fake.credentials()));
            out.println(JSON.writeValueAsString(line));
        }
        out.flush();
        errors.println("page: " + running.page());
        errors.flush();
    }

    private ControlServer running() {
        if (control == null) {
            throw new IllegalStateException("not started");
        }
        return control;
    }

    /** Waits for the end of the process and closes everything then; the exit status is 0. */
    int awaitEnd(PrintWriter errors) {
        CountDownLatch end = new CountDownLatch(1);
        Thread closing = new Thread(
                () -> {
                    report(errors);
                    close();
                    errors.println("ended");
                    errors.flush();
                    // The end was asked for and went well, so the status is not that of a signal.
                    Runtime.getRuntime().halt(0);
                },
                "fakes-end");
        Runtime.getRuntime().addShutdownHook(closing);
        try {
            end.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private void report(PrintWriter errors) {
        for (FakeServer fake : fakes) {
            for (FaultRule rule : fake.faults().neverHit()) {
                errors.println(fake.system() + ": no request met the fault " + rule);
            }
            fake.problems()
                    .forEach(problem -> errors.println(fake.system() + ": failed inside at " + problem.where() + ": "
                            + problem.cause().getClass().getName()));
        }
    }

    @Override
    public void close() {
        if (control != null) {
            control.close();
        }
        fakes.forEach(FakeServer::close);
    }
}
