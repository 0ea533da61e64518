package dev.sallyport.testkit.plan;

import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.fault.FaultRule;
import dev.sallyport.testkit.internal.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a plan is found: by its name, in a file, or in text. Text is YAML or JSON, and {@link #schema()} says what may stand
 * in it; an error names the line and the column.
 */
public final class Plans {
    /** The longest plan that is read, in bytes. */
    public static final int MAXIMUM_BYTES = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern LOOKS_LIKE_JSON = Pattern.compile("\\s*(\\{\\s*[\"}]|\\[|\").*", Pattern.DOTALL);
    private static final String NONE = "none";

    private Plans() {}

    /**
     * The ready plan of that name, {@code none} for no faults, or else the plan in that YAML or JSON file.
     *
     * @throws PlanException if it is neither
     */
    public static FaultPlan find(String nameOrFile) {
        Optional<FaultPlan> ready = ready(nameOrFile);
        if (ready.isPresent()) {
            return ready.get();
        }
        Path file = file(nameOrFile);
        try {
            if (Files.size(file) > MAXIMUM_BYTES) {
                throw new PlanException(nameOrFile + ": longer than " + MAXIMUM_BYTES + " bytes");
            }
            return parse(nameOrFile, Files.readString(file));
        } catch (IOException unreadable) {
            throw new PlanException(nameOrFile + ": cannot be read as UTF-8 text");
        }
    }

    private static Path file(String name) {
        try {
            Path file = Path.of(name);
            if (Files.isRegularFile(file)) {
                return file;
            }
        } catch (InvalidPathException noName) {
            // The same answer as for a file that is not there.
        }
        throw unknown(name);
    }

    private static Optional<FaultPlan> ready(String name) {
        return name.equals(NONE)
                ? Optional.of(FaultPlan.none())
                : FaultPlan.names().contains(name) ? Optional.of(FaultPlan.named(name)) : Optional.empty();
    }

    private static PlanException unknown(String name) {
        List<String> known = names();
        return new PlanException("no fault plan and no file \"" + name + "\"; ready plans are "
                + String.join(", ", known) + Nearest.hint(name, known));
    }

    private static List<String> names() {
        List<String> known = new ArrayList<>(List.of(NONE));
        known.addAll(FaultPlan.names());
        return known;
    }

    /**
     * Reads a plan from YAML or JSON; a single word is the name of a ready one.
     *
     * @param source what to call the text in an error, such as the file's name
     * @throws PlanException if the text is neither, or no plan; it says line and column
     */
    public static FaultPlan parse(String source, String text) {
        Written written = written(source, text);
        if (written instanceof Written.Scalar name) {
            return ready(name.text())
                    .orElseThrow(() -> new PlanException(
                            source,
                            name.place(),
                            "must be an object with rules and downtimes, or the name of a ready plan; ready are "
                                    + String.join(", ", names()) + Nearest.hint(name.text(), names())));
        }
        return PlanReader.plan(Member.plan(source, written));
    }

    /**
     * Reads one rule from YAML or JSON.
     *
     * @param source as for {@link #parse}
     * @throws PlanException as for {@link #parse}
     */
    public static FaultRule parseRule(String source, String text) {
        Written written = written(source, text);
        return PlanReader.rule(new Member(source, "rule", written.place(), written));
    }

    private static Written written(String source, String text) {
        if (text.length() > MAXIMUM_BYTES) {
            throw new PlanException(source + ": longer than " + MAXIMUM_BYTES + " bytes");
        }
        boolean yaml = source.endsWith(".yaml") || source.endsWith(".yml");
        return !yaml
                        && (source.endsWith(".json")
                                || LOOKS_LIKE_JSON.matcher(text).matches())
                ? JsonText.read(source, text)
                : YamlText.read(source, text);
    }

    /** A plan as JSON, with all that it leaves to defaults; {@link #parse} reads it again. */
    public static String text(FaultPlan plan) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json(plan));
    }

    /** A plan as YAML, without what is as it is by default; {@link #parse} reads it again. */
    public static String yaml(FaultPlan plan) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        Map<String, Object> members =
                JSON.convertValue(PlanWriter.brief(plan), new TypeReference<Map<String, Object>>() {});
        return new Yaml(options).dump(members);
    }

    /** The JSON Schema of plans, in YAML and JSON alike; editors complete and check with it. */
    public static String schema() {
        try (InputStream in = Plans.class.getResourceAsStream("fault-plan.schema.json")) {
            if (in == null) {
                throw new IllegalStateException("the testkit's jar lacks the schema of plans");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The kinds of fault as plans write them, such as {@code reply-lost}. */
    public static List<String> kinds() {
        return Arrays.stream(FaultKind.values()).map(PlanWriter::word).toList();
    }

    /** A plan as a JSON tree. */
    public static JsonNode json(FaultPlan plan) {
        return PlanWriter.plan(plan);
    }
}
