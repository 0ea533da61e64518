package dev.sallyport.chaos;

import dev.sallyport.chaos.fleet.Fleet;
import dev.sallyport.chaos.headers.Headers;
import dev.sallyport.chaos.kill.Kill;
import dev.sallyport.chaos.lanes.Lanes;
import dev.sallyport.chaos.proof.Proof;
import dev.sallyport.chaos.proof.Report;
import dev.sallyport.chaos.proof.Scenario;
import dev.sallyport.chaos.seeds.Seeds;
import dev.sallyport.chaos.soak.Soak;
import dev.sallyport.chaos.writes.Writes;
import dev.sallyport.testkit.standalone.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        version = "Sallyport chaos 0.1.0-SNAPSHOT",
        sortOptions = false,
        usageHelpWidth = 100,
        description = {
            "Proves Sallyport's promises under fire: writes that never double and calls that never crowd, from the record"
                    + " of what the fakes really committed. Ctrl-C ends it with a report of what was found until then.",
            "Exit status: 0 if every promise held, 1 if not, 2 for a wrong argument, 130 if it was stopped.",
            ""
        })
public final class Chaos implements Callable<Integer> {
    private static final List<Scenario> ALL =
            List.of(new Seeds(), new Headers(), new Lanes(), new Writes(), new Kill(), new Fleet(), new Soak());

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "runs this scenario, or these with commas between; --list names them")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "the source of all chance (default: ${DEFAULT-VALUE})")
    private long seed = 7;

    @Option(
            names = "--scale",
            paramLabel = "X",
            defaultValue = "1",
            description = "how much of the work, 0.001 to 10; 0.05 is a quick look (default: ${DEFAULT-VALUE})")
    private double scale = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "writes the report for machines")
    private @Nullable Path json;

    @Option(names = "--list", description = "names the scenarios and about how long each takes")
    private boolean list;

    /** For the command line. */
    public Chaos() {}

    /** Runs the command and ends the process. */
    public static void main(String[] arguments) {
        Thread running = Thread.currentThread();
        Thread stopping = new Thread(() -> stop(running), "chaos-stop");
        Runtime.getRuntime().addShutdownHook(stopping);
        int status = Console.run(Chaos::run, arguments);
        try {
            Runtime.getRuntime().removeShutdownHook(stopping);
        } catch (IllegalStateException alreadyStopping) {
            return;
        }
        System.exit(status);
    }

    private static void stop(Thread running) {
        running.interrupt();
        try {
            running.join(Duration.ofSeconds(20).toMillis());
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs the command; the exit status. */
    static int run(PrintWriter to, PrintWriter errors, String... arguments) {
        return Console.run(new Chaos(), to, errors, arguments);
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter to = spec().commandLine().getOut();
        if (!(scale >= 0.001 && scale <= 10)) {
            throw wrong("--scale takes 0.001 to 10, not " + scale);
        }
        List<Scenario> chosen = chosen();
        if (list) {
            chosen.forEach(scenario -> to.printf(
                    Locale.ROOT,
                    "%-8s  %-7s %s%n",
                    scenario.name(),
                    Proof.spoken(scenario.estimate(scale)),
                    scenario.proves()));
            return 0;
        }
        if (json != null && Files.isDirectory(json)) {
            throw wrong("--json takes a file, and " + json + " is a folder");
        }
        Report report = new Proof(chosen, seed, scale, to).run();
        boolean stopped = Thread.interrupted();
        to.print(report.table());
        to.println();
        to.println(sentence(report, stopped));
        to.flush();
        if (json != null) {
            Console.write(json, report.json());
        }
        return stopped ? 130 : report.held() ? 0 : 1;
    }

    private String sentence(Report report, boolean stopped) {
        if (stopped) {
            return "Stopped before the end: this report is partial.";
        }
        return report.held()
                ? "Every promise held."
                : "A promise was broken: see above. The same again: --seed " + seed + " --scale " + scale;
    }

    private List<Scenario> chosen() {
        List<Scenario> chosen = new ArrayList<>(only.isEmpty() ? ALL : List.of());
        for (String name : only) {
            chosen.add(ALL.stream()
                    .filter(scenario -> scenario.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> wrong("no scenario '" + name + "'; there are "
                            + String.join(", ", ALL.stream().map(Scenario::name).toList()))));
        }
        return chosen;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec().commandLine(), message);
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        return spec;
    }
}
