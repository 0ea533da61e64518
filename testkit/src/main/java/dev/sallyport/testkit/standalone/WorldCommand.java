package dev.sallyport.testkit.standalone;

import dev.sallyport.testkit.world.World;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Says what is in a world. */
@Command(
        name = "world",
        mixinStandardHelpOptions = true,
        description = "Generates or loads a world and prints what is in it as one JSON line, with its fingerprint.")
final class WorldCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "SIZE|DIR", description = "a number of customers, or a directory with its files")
    private String world = "";

    @Option(names = "--seed", paramLabel = "N", description = "chooses a generated world (default: 1)")
    private long seed = 1;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        try {
            World found = Worlds.of(world, seed);
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("customers", found.customers().size());
            line.put("products", found.products().size());
            line.put("orders", found.orders().size());
            line.put("requests", found.requests().size());
            line.put("fingerprint", found.fingerprint());
            spec.commandLine().getOut().println(JsonMapper.builder().build().writeValueAsString(line));
            return 0;
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()));
        }
    }
}
