package dev.sallyport.testkit.standalone;

import dev.sallyport.testkit.mess.DefectKind;
import dev.sallyport.testkit.mess.Mess;
import dev.sallyport.testkit.mess.MessyPopulation;
import dev.sallyport.testkit.mess.MessyWorld;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Says what is in a world, writes it to files, or prints the catalogue of mess. */
@Command(
        name = "world",
        mixinStandardHelpOptions = true,
        description = {
            "Prints what is in a world as one JSON line, with its fingerprint; with --export, writes all of it as JSON"
                    + " lines that --world reads again.",
            ""
        })
final class WorldCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long PRINTED = 1_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SIZE|DIR",
            description = "a number of customers, 10 to 10000000, or a directory with its files")
    private @Nullable String world;

    @Option(names = "--seed", paramLabel = "N", description = "chooses a generated world and its mess (default: 1)")
    private long seed = 1;

    @Option(
            names = "--mess",
            paramLabel = "PLAN",
            description = "defects planted in it: none, typical, everything or KIND=RATE,… (default: none)")
    private String mess = "none";

    @Option(
            names = "--export",
            paramLabel = "DIR",
            description = "writes customers.jsonl, inquiries.jsonl and labels.jsonl there")
    private @Nullable Path export;

    @Option(names = "--catalogue", description = "prints the kinds of mess, one JSON line for each")
    private boolean catalogue;

    @Override
    public Integer call() {
        try {
            if (world == null && (!catalogue || export != null)) {
                throw new IllegalArgumentException("Missing required parameter: 'SIZE|DIR'");
            }
            Filling filling = world == null ? null : Worlds.of(world, seed, Mess.parse(mess, seed));
            if (catalogue) {
                catalogue();
            }
            if (filling != null) {
                describe(filling);
            }
            return 0;
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(command().commandLine(), String.valueOf(wrong.getMessage()));
        }
    }

    private void catalogue() {
        for (DefectKind kind : DefectKind.values()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("kind", kind.name());
            line.put("severity", kind.severity().name());
            line.put("meaning", kind.meaning());
            line.put("advice", kind.advice());
            line.put("fields", kind.fields());
            print(line);
        }
    }

    private void describe(Filling filling) {
        if (filling instanceof Filling.Made made) {
            MessyPopulation population = made.population();
            export(population::export);
            print(population(population));
        } else if (filling instanceof Filling.Files files) {
            export(files.world()::export);
            print(loaded(files.world()));
        }
    }

    private void export(Consumer<Path> writing) {
        if (export == null) {
            return;
        }
        try {
            writing.accept(export);
        } catch (UncheckedIOException failure) {
            throw new IllegalStateException(
                    "--export cannot write to " + export + ": " + failure.getMessage(), failure);
        }
    }

    private static Map<String, Object> population(MessyPopulation population) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("customers", population.size());
        line.put("companies", population.population().companies());
        line.put("inquiries", population.size());
        line.put("seed", population.population().seed());
        line.put("fingerprint", fingerprint(population));
        return line;
    }

    /** Over the size and the first thousand rows: what comes after follows from the same seed. */
    private static String fingerprint(MessyPopulation population) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(String.valueOf(population.size()).getBytes(StandardCharsets.UTF_8));
            LongStream.range(0, Math.min(PRINTED, population.size()))
                    .forEach(number -> digest.update((population.row(number) + " " + population.inquiry(number))
                            .getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static Map<String, Object> loaded(MessyWorld world) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("customers", world.world().customers().size());
        line.put("rows", world.rows().size());
        line.put("products", world.world().products().size());
        line.put("orders", world.world().orders().size());
        line.put("requests", world.requests().size());
        line.put("defects", world.labels().size());
        line.put("fingerprint", world.world().fingerprint());
        return line;
    }

    private void print(Map<String, Object> line) {
        command().commandLine().getOut().println(JSON.writeValueAsString(line));
    }

    private CommandSpec command() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        return spec;
    }
}
