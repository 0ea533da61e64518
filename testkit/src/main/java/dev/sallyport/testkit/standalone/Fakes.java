package dev.sallyport.testkit.standalone;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program {@code sallyport-fakes.jar}. */
@Command(
        name = "sallyport-fakes",
        mixinStandardHelpOptions = true,
        version = "Sallyport fakes 0.1.0-SNAPSHOT",
        usageHelpWidth = 100,
        description = {
            "Fakes of enterprise systems, hostile on request.",
            "Exit status: 0 for a clean end, 1 if something cannot be done, 2 for a wrong argument.",
            ""
        },
        subcommands = {
            Serve.class,
            VerdictCommand.class,
            PlansCommand.class,
            CoverageCommand.class,
            WorldCommand.class,
            AutoComplete.GenerateCompletion.class
        })
public final class Fakes implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    private Fakes() {}

    /** Runs the program and ends the process with its exit status. */
    public static void main(String[] args) {
        System.exit(Console.run(Fakes::run, args));
    }

    /**
     * Runs the program within this process.
     *
     * @return the exit status
     */
    public static int run(PrintWriter out, PrintWriter errors, String... args) {
        return Console.run(new Fakes(), out, errors, args);
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "a command is missing: serve, verdict, plans, coverage, world");
        }
    }
}
