package dev.sallyport.testkit.standalone;

import dev.sallyport.testkit.spi.FakeCoverage;
import dev.sallyport.testkit.spi.FakeProvider;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says which systems there are and what of them is faked. */
@Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        description = "Lists the fakes on the class path; with a name, what it answers and what it does not.")
final class CoverageCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "SYSTEM", description = "a fake by name")
    private @Nullable String system;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (system == null) {
            Systems.all().values().forEach(fake -> out.println(fake.system() + ": " + fake.title()));
            return 0;
        }
        try {
            show(out, Systems.named(system));
            return 0;
        } catch (IllegalArgumentException unknown) {
            throw new ParameterException(spec.commandLine(), String.valueOf(unknown.getMessage()));
        }
    }

    private static void show(PrintWriter out, FakeProvider provider) {
        FakeCoverage coverage = provider.coverage();
        out.println(provider.system() + ": " + provider.title());
        coverage.faked().forEach(line -> out.println("  + " + line));
        coverage.notFaked().forEach(line -> out.println("  - " + line));
    }
}
