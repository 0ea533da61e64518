package dev.sallyport.testkit.mess;

import dev.sallyport.testkit.world.Population;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What exported files were made from, in {@code world.json} beside them, with a hash of each: files that nobody has edited
 * need not be read into memory, because their population is made anew, in any size.
 */
final class Origin {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FILE = "world.json";
    private static final int COMPARED = 100;

    private Origin() {}

    static void write(Path directory, MessyPopulation population, Map<String, String> hashes) {
        Map<String, Object> origin = new LinkedHashMap<>();
        origin.put("seed", population.population().seed());
        origin.put("size", population.size());
        origin.put("mess", population.mess().written());
        origin.put("files", hashes);
        try {
            Files.writeString(directory.resolve(FILE), JSON.writeValueAsString(origin) + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Optional<MessyPopulation> read(Path directory) {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Map<?, ?> origin = JSON.readValue(Files.readString(file), Map.class);
            if (!(origin.get("seed") instanceof Number seed)
                    || !(origin.get("size") instanceof Number size)
                    || !(origin.get("mess") instanceof Map<?, ?> mess)
                    || !(origin.get("files") instanceof Map<?, ?> hashes)) {
                throw new IllegalArgumentException(file + ": seed, size, mess and files are needed");
            }
            MessyPopulation population = Mess.of(mess).apply(Population.of(seed.longValue(), size.longValue()));
            return RowFiles.hashes(directory).equals(hashes) && begins(directory, population)
                    ? Optional.of(population)
                    : Optional.empty();
        } catch (JacksonException | IllegalArgumentException wrong) {
            String reason =
                    wrong instanceof JacksonException ? "not a JSON object" : String.valueOf(wrong.getMessage());
            throw new IllegalArgumentException(file + ": " + reason, wrong);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether this version makes the rows as the one that wrote them. */
    private static boolean begins(Path directory, MessyPopulation population) throws IOException {
        try (BufferedReader lines =
                Files.newBufferedReader(directory.resolve(RowFiles.CUSTOMERS), StandardCharsets.UTF_8)) {
            for (long number = 0; number < Math.min(COMPARED, population.size()); number++) {
                if (!RowFiles.line(population.exported(number)).equals(lines.readLine())) {
                    return false;
                }
            }
        }
        return true;
    }
}
