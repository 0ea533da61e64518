package dev.sallyport.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A server in a process of its own, so that its CPU time is not the client's. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final List<String> told;

    private ServerProcess(Process process, List<String> told) {
        this.process = process;
        this.told = told;
    }

    /** Starts a program that prints an address, a token and more, in a line, once it serves, and ends when its input does. */
    static ServerProcess by(Class<?> main) {
        try {
            Process process = new ProcessBuilder(Launcher.java(main))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = out.readLine();
            if (line == null) {
                process.destroy();
                throw new IllegalStateException("the server did not start; its own words are above");
            }
            return new ServerProcess(process, List.of(line.split(" ", -1)));
        } catch (IOException e) {
            throw new UncheckedIOException("the server cannot be started", e);
        }
    }

    /** A part of the line that it printed. */
    String told(int index) {
        return told.get(index);
    }

    /** The CPU time that it has taken so far. */
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
