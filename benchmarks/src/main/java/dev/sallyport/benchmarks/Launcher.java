package dev.sallyport.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Runs {@link Bench} in a JVM of its own, so that the build tool's heap, flags and threads are not measured. */
public final class Launcher {
    private Launcher() {}

    /** Runs it and ends with its exit status. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java(Bench.class));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        System.exit(process.waitFor());
    }

    /** The command that runs a class with this process's class path, in 1 GiB. */
    static List<String> java(Class<?> main) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, "-Xms1g", "-Xmx1g", "-cp", classPath(), main.getName());
    }

    /** A build tool's own loader knows the class path; the system property then names the build tool's. */
    private static String classPath() {
        if (Launcher.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(Launcher::path)
                    .collect(Collectors.joining(System.getProperty("path.separator")));
        }
        return System.getProperty("java.class.path");
    }

    private static String path(URL url) {
        return Path.of(URI.create(url.toString())).toString();
    }
}
