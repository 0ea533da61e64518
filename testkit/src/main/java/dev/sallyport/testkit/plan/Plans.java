package dev.sallyport.testkit.plan;

import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.fault.FaultPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where a plan is found: by its name, in a file, or in JSON text. */
public final class Plans {
    /** The longest plan that is read, in bytes. */
    public static final int MAXIMUM_BYTES = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Plans() {}

    /**
     * The ready plan of that name, {@code none} for no faults, or else the plan in that file.
     *
     * @throws PlanException if it is neither
     */
    public static FaultPlan find(String nameOrFile) {
        if (nameOrFile.equals("none")) {
            return FaultPlan.none();
        }
        if (FaultPlan.names().contains(nameOrFile)) {
            return FaultPlan.named(nameOrFile);
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            throw new PlanException("no fault plan and no file \"" + nameOrFile + "\"; ready plans are none, "
                    + String.join(", ", FaultPlan.names()));
        }
        try {
            if (Files.size(file) > MAXIMUM_BYTES) {
                throw new PlanException(nameOrFile, "longer than " + MAXIMUM_BYTES + " bytes");
            }
            return parse(nameOrFile, Files.readString(file));
        } catch (IOException unreadable) {
            throw new PlanException(nameOrFile, "cannot be read as UTF-8 text");
        }
    }

    /**
     * Reads a plan from JSON.
     *
     * @param source what to call the text in an error
     * @throws PlanException if the text is no JSON or no plan
     */
    public static FaultPlan parse(String source, String json) {
        JsonNode tree;
        try {
            tree = JSON.readTree(json);
        } catch (JacksonException broken) {
            throw new PlanException(
                    source,
                    "no JSON at line " + broken.getLocation().getLineNr() + ", column "
                            + broken.getLocation().getColumnNr());
        }
        try {
            return PlanReader.plan(tree);
        } catch (PlanException wrong) {
            throw new PlanException(source, String.valueOf(wrong.getMessage()));
        }
    }

    /** A plan as JSON, which {@link #parse} reads again. */
    public static String text(FaultPlan plan) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json(plan));
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
