package dev.sallyport.testkit.standalone;

import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.plan.PlanException;
import dev.sallyport.testkit.plan.Plans;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the ready fault plans, or prints and so checks one. */
@Command(
        name = "plans",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        description = {
            "Lists the ready fault plans; with a name or a file, checks that plan and prints it.",
            "Exit status: 0 if the plan is good, 2 if it is not; the error names line and column.",
            ""
        })
final class PlansCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "PLAN|FILE", description = "a ready plan, or a YAML or JSON file")
    private @Nullable String plan;

    @Option(
            names = "--format",
            paramLabel = "yaml|json",
            description = "how to print the plan: yaml leaves out what is usual, json says all (default: json)")
    private String format = "json";

    @Option(names = "--schema", description = "prints the JSON Schema of plans, for editors and checks")
    private boolean schema;

    @Override
    public Integer call() {
        PrintWriter out = spec().commandLine().getOut();
        if (!format.equals("json") && !format.equals("yaml")) {
            throw new ParameterException(spec().commandLine(), "--format must be yaml or json, not \"" + format + "\"");
        }
        if (schema) {
            out.print(Plans.schema());
            out.flush();
            return 0;
        }
        if (plan == null) {
            for (String name : FaultPlan.names()) {
                out.println(name + ": " + FaultPlan.describe(name));
            }
            return 0;
        }
        try {
            print(out, Plans.find(plan));
            return 0;
        } catch (PlanException wrong) {
            throw new ParameterException(spec().commandLine(), String.valueOf(wrong.getMessage()));
        }
    }

    private void print(PrintWriter out, FaultPlan found) {
        out.print(format.equals("yaml") ? Plans.yaml(found) : Plans.text(found) + System.lineSeparator());
        out.flush();
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        return spec;
    }
}
