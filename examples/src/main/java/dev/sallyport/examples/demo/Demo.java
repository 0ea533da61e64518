package dev.sallyport.examples.demo;

import dev.sallyport.audit.AuditVerdict;
import dev.sallyport.testkit.mess.MessyWorld;
import dev.sallyport.testkit.standalone.Console;
import dev.sallyport.testkit.world.World;
import dev.sallyport.testkit.world.WorldFormatException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The demo's command. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        version = "Sallyport demo 0.1.0-SNAPSHOT",
        sortOptions = false,
        usageHelpWidth = 100,
        description = {
            "A service-desk agent works through a retailer's tickets on a bad day: customers in a fake Salesforce,"
                    + " requests in a fake Zendesk, orders in a real PostgreSQL. It runs twice over the same world and the"
                    + " same faults, once with the client that teams write first, once through Sallyport. The table at the"
                    + " end is what the fakes really committed.",
            "Exit status: 0 if Sallyport kept its promises, 1 if not, 2 for a wrong argument.",
            ""
        })
public final class Demo implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "a world in files (db.json, tasks.json) instead of a generated one")
    private @Nullable Path data;

    @Option(
            names = "--tickets",
            paramLabel = "N",
            defaultValue = "40",
            description = "tickets of the generated world, 1 to 2000 (default: ${DEFAULT-VALUE})")
    private int tickets = 40;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "chooses the bad day and the generated world (default: ${DEFAULT-VALUE})")
    private long seed = 7;

    @Option(
            names = "--plan",
            paramLabel = "NAME",
            defaultValue = "monday",
            description = "how bad the day is: calm, monday or hostile (default: ${DEFAULT-VALUE})")
    private String plan = "monday";

    @Option(names = "--json", paramLabel = "FILE", description = "writes the table for machines")
    private @Nullable Path json;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "sallyport-demo",
            description = "folder for the audit, the ledger and the report (default: ${DEFAULT-VALUE})")
    private Path out = Path.of("sallyport-demo");

    /** For the command line. */
    public Demo() {}

    /** Runs the demo and ends the process. */
    public static void main(String[] arguments) {
        System.exit(Console.run(Demo::run, arguments));
    }

    /** Runs the demo; the exit status. */
    static int run(PrintWriter to, PrintWriter errors, String... arguments) {
        return Console.run(new Demo(), to, errors, arguments);
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter to = spec().commandLine().getOut();
        BadDay day = new BadDay(checkedPlan(), seed);
        MessyWorld messy = day.mess().apply(world());
        to.println("Sallyport demo: " + (data == null ? "a generated retailer" : "the retailer in " + data) + ", plan "
                + day.plan() + ", seed " + seed);
        Files.createDirectories(out);
        try {
            TwoRuns.Ended ended = new TwoRuns(messy, day, out, to).run();
            to.println();
            to.print(ended.board().table());
            if (json != null) {
                Console.write(json, ended.board().json());
            }
            return report(ended, messy, to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private int report(TwoRuns.Ended ended, MessyWorld messy, PrintWriter to) throws IOException {
        AuditVerdict audit = TwoRuns.audit(out);
        Scoreboard board = ended.board();
        Console.write(out.resolve("report.md"), Report.of(board, plan, ended.results(), messy));
        to.println();
        to.println("audit   " + out.resolve(TwoRuns.AUDIT) + ": " + audit.sentence());
        to.println("report  " + out.resolve("report.md") + ": each ticket, and the "
                + messy.labels().size() + " defects that were planted");
        to.println("verdict " + out.resolve("verdict-sallyport.html") + ": "
                + ended.verdict().toString().lines().findFirst().orElse("") + "; the plain client's beside it");
        boolean held = audit.isTrustworthy() && board.sallyport().keepsPromises(board.tickets());
        to.println(held ? "Sallyport kept its promises." : "Sallyport broke a promise: see the table.");
        return held ? 0 : 1;
    }

    private World world() {
        if (data == null) {
            if (tickets < 1 || tickets > 2000) {
                throw wrong("--tickets takes 1 to 2000, not " + tickets);
            }
            return World.generate(seed, tickets);
        }
        try {
            return World.load(data);
        } catch (WorldFormatException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private String checkedPlan() {
        if (!BadDay.PLANS.contains(plan)) {
            throw wrong("no plan '" + plan + "'; there are " + String.join(", ", BadDay.PLANS));
        }
        return plan;
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
