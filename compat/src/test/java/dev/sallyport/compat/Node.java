package dev.sallyport.compat;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Node and the clients from npm, in a folder under {@code target}. Where Node or npm is absent the checks are skipped, and
 * fail where {@code CI} is {@code true}.
 */
final class Node {
    private static final Path FOLDER = Path.of("target", "node").toAbsolutePath();
    private static final Path SCRIPTS = Path.of("src", "test", "node");
    private static final long MINUTES = 5;

    private Node() {}

    /** Runs a file of tests; what it says goes into a file of its own, and into the failure. */
    static void run(String script, Map<String, String> environment) {
        prepare();
        Path log = FOLDER.resolve(script + ".log");
        int code = execute(log, environment, List.of("node", "--test", script));
        if (code != 0) {
            fail(script + " ended with " + code + ":\n" + read(log));
        }
    }

    private static synchronized void prepare() {
        try {
            Files.createDirectories(FOLDER);
            require("node", 20);
            require("npm", 1);
            install();
            try (Stream<Path> scripts = Files.list(SCRIPTS)) {
                for (Path script : scripts.toList()) {
                    Files.copy(script, FOLDER.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void require(String program, int major) throws IOException {
        Path log = FOLDER.resolve(program + ".version");
        int code;
        try {
            code = execute(log, Map.of(), List.of(program, "--version"));
        } catch (UncheckedIOException absent) {
            code = -1;
        }
        String version = code == 0 ? Files.readString(log).strip().replaceFirst("^v", "") : "none";
        if (code != 0 || Integer.parseInt(version.split("\\.", 2)[0]) < major) {
            String lacking = program + " " + major + " or later is not there (found: " + version + ")";
            if ("true".equalsIgnoreCase(System.getenv("CI"))) {
                fail(lacking);
            }
            // Said aloud: a quiet build shows no skipped test.
            System.err.println("compat: skipped, " + lacking);
            Assumptions.abort(lacking);
        }
    }

    /** Installs what the lock names, once for each state of the lock. */
    private static void install() throws IOException {
        Path lock = Path.of("package-lock.json");
        Path installed = FOLDER.resolve("package-lock.json");
        Path done = FOLDER.resolve("installed");
        if (Files.exists(done) && Files.exists(installed) && Files.mismatch(lock, installed) < 0) {
            return;
        }
        Files.deleteIfExists(done);
        Files.copy(Path.of("package.json"), FOLDER.resolve("package.json"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
        Path log = FOLDER.resolve("npm.log");
        List<String> command = List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        int code = execute(log, Map.of(), command);
        if (code != 0) {
            fail("npm ci ended with " + code + ":\n" + read(log));
        }
        Files.createFile(done);
    }

    private static int execute(Path log, Map<String, String> environment, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            if (!environment.isEmpty()) {
                // The fakes are on this machine; npm alone may need a way out.
                builder.environment()
                        .keySet()
                        .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
            }
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                fail(command + " did not end within " + MINUTES + " minutes:\n" + read(log));
            }
            return process.exitValue();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return fail("interrupted");
        }
    }

    private static String read(Path log) {
        try {
            String text = Files.readString(log);
            return text.length() > 20_000 ? text.substring(text.length() - 20_000) : text;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
