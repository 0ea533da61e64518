package dev.sallyport.benchmarks;

import dev.sallyport.testkit.standalone.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The benchmarks' command. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        version = "Sallyport benchmarks 0.1.0-SNAPSHOT",
        sortOptions = false,
        usageHelpWidth = 100,
        description = {
            "Measures what the promises cost, each beside what does without them, both sides by turns in one run."
                    + " At the end a table: the figure, its aim, met or missed, and what the time goes into.",
            "Exit status: 0 when everything was measured, aims missed or not; 1 if a benchmark failed; 2 for a wrong"
                    + " argument.",
            ""
        })
public final class Bench implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "runs these benchmarks only; --list names them")
    private List<String> only = new ArrayList<>();

    @Option(names = "--quick", description = "about one minute instead of five; the figures are rougher")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "writes the figures for machines")
    private @Nullable Path json;

    @Option(
            names = "--temp",
            paramLabel = "DIR",
            description = "folder for ledgers and audits, on the disk to be measured (default: the system's)")
    private @Nullable Path temp;

    @Option(names = "--list", description = "names the benchmarks and ends")
    private boolean list;

    private final @Nullable Effort given;

    /** For the command line. */
    public Bench() {
        this(null);
    }

    private Bench(@Nullable Effort given) {
        this.given = given;
    }

    /** Runs the benchmarks and ends the process. */
    public static void main(String[] arguments) {
        System.exit(Console.run((to, errors, given) -> run(null, to, errors, given), arguments));
    }

    /** Runs the benchmarks; the exit status. An effort that is given stands instead of the arguments' own. */
    static int run(@Nullable Effort effort, PrintWriter to, PrintWriter errors, String... arguments) {
        return Console.run(new Bench(effort), to, errors, arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter to = spec().commandLine().getOut();
        if (list) {
            Benchmarks.ALL.forEach(one -> to.printf("%-14s %s%n", one.name(), one.about()));
            return 0;
        }
        List<Comparison> chosen = chosen();
        if (temp != null) {
            Files.createDirectories(temp);
            System.setProperty("java.io.tmpdir", temp.toAbsolutePath().toString());
        }
        Effort effort = given != null ? given : quick ? Effort.QUICK : Effort.FULL;
        Map<String, Findings> all = new LinkedHashMap<>();
        for (Comparison one : chosen) {
            to.println(one.name() + ": " + one.about());
            to.flush();
            all.put(one.name(), one.measure(effort, to));
        }
        Report report = new Report(Machine.here(), all);
        to.println();
        to.print(report.text());
        to.flush();
        if (json != null) {
            Console.write(json, report.json());
        }
        return 0;
    }

    private List<Comparison> chosen() {
        List<String> known = Benchmarks.ALL.stream().map(Comparison::name).toList();
        for (String name : only) {
            if (!known.contains(name)) {
                throw new ParameterException(
                        spec().commandLine(), "no benchmark '" + name + "'; there are " + String.join(", ", known));
            }
        }
        return Benchmarks.ALL.stream()
                .filter(one -> only.isEmpty() || only.contains(one.name()))
                .toList();
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        return spec;
    }
}
