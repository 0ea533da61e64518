package dev.sallyport.testkit.standalone;

import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.plan.PlanException;
import dev.sallyport.testkit.plan.Plans;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the ready fault plans, or prints and so checks one. */
@Command(
        name = "plans",
        mixinStandardHelpOptions = true,
        description = "Lists the ready fault plans; with a name or a file, prints that plan as JSON, checked.")
final class PlansCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "PLAN|FILE", description = "a ready plan or a JSON file")
    private @Nullable String plan;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (plan == null) {
            for (String name : FaultPlan.names()) {
                out.println(name + ": " + FaultPlan.named(name).rules().size() + " rules");
            }
            return 0;
        }
        try {
            out.println(Plans.text(Plans.find(plan)));
            return 0;
        } catch (PlanException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()));
        }
    }
}
