package dev.sallyport.testkit.standalone;

import dev.sallyport.testkit.control.MovableClock;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.mess.Mess;
import dev.sallyport.testkit.plan.PlanException;
import dev.sallyport.testkit.plan.Plans;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Serves fakes until the process is told to end. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = 100,
        description = {
            "Serves fakes until it is interrupted. When all are ready, it prints one JSON line for each on standard"
                    + " output: system, url, control, token, credentials. Logs go to standard error.",
            ""
        })
final class Serve implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "SYSTEM[=PORT]",
            description = "a fake by name and its port; 0 or none takes any free one")
    private List<String> systems = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "chooses the faults and a generated world (default: 1)")
    private long seed = 1;

    @Option(
            names = "--world",
            paramLabel = "SIZE|DIR",
            description = "fills the fakes: a number of customers, 10 to 10000000, or a directory with db.json and"
                    + " tasks.json, or with customers.jsonl (default: empty systems)")
    private @Nullable String world;

    @Option(
            names = "--mess",
            paramLabel = "PLAN",
            description =
                    "defects planted in the world: none, typical, everything or KIND=RATE,… as world --catalogue names"
                            + " them (default: none)")
    private String mess = "none";

    @Option(
            names = "--faults",
            paramLabel = "PLAN|FILE",
            description = "what goes wrong: none, a ready plan (see plans), or a YAML or JSON file (default: none)")
    private String faults = "none";

    @Option(
            names = "--speed",
            paramLabel = "X",
            description = "how much faster than real time the fakes' clock runs, up to 20 (default: 1)")
    private double speed = 1;

    @Option(names = "--control", paramLabel = "PORT", description = "the port of the control API and its page")
    private int control;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description =
                    "the address to listen on; anything but loopback lets other machines in" + " (default: 127.0.0.1)")
    private String bind = "127.0.0.1";

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            description = "a host name by which the control API may be called, besides localhost")
    private List<String> hosts = new ArrayList<>();

    @Override
    public Integer call() {
        Served served = Served.start(settings());
        served.announce(
                command().commandLine().getOut(), command().commandLine().getErr());
        return served.awaitEnd(command().commandLine().getErr());
    }

    private Served.Settings settings() {
        List<Served.Wanted> wanted = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String system : systems) {
            Served.Wanted one = wanted(system);
            if (!seen.add(one.provider().system())) {
                throw wrong(one.provider().system() + " is named twice");
            }
            wanted.add(one);
        }
        try {
            InetAddress.getByName(bind);
        } catch (UnknownHostException unknown) {
            throw wrong("--bind: this machine knows no address \"" + bind + "\"");
        }
        MovableClock clock = new MovableClock();
        try {
            clock.speed(speed);
            return new Served.Settings(
                    wanted, seed, filling(), plan(), clock, port("--control", String.valueOf(control)), bind, hosts);
        } catch (IllegalArgumentException refused) {
            throw wrong(String.valueOf(refused.getMessage()));
        }
    }

    private Served.Wanted wanted(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        try {
            return new Served.Wanted(
                    Systems.named(name), equals < 0 ? 0 : port("port of " + name, text.substring(equals + 1)));
        } catch (IllegalArgumentException unknown) {
            throw wrong(String.valueOf(unknown.getMessage()));
        }
    }

    private static int port(String what, String text) {
        int number = text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
        if (number < 0 || number > 65_535) {
            throw new IllegalArgumentException(what + " must be a number from 0 to 65535, not \"" + text + "\"");
        }
        return number;
    }

    private Filling filling() {
        Mess plan = Mess.parse(mess, seed);
        if (world == null && plan.plants()) {
            throw wrong("--mess is planted in a world: give --world too");
        }
        return world == null ? new Filling.Nothing() : Worlds.of(world, seed, plan);
    }

    private FaultPlan plan() {
        try {
            return Plans.find(faults);
        } catch (PlanException unreadable) {
            throw wrong("--faults " + unreadable.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command().commandLine(), message);
    }

    private CommandSpec command() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        return spec;
    }
}
