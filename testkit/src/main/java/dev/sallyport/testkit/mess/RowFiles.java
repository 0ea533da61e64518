package dev.sallyport.testkit.mess;

import dev.sallyport.testkit.world.Address;
import dev.sallyport.testkit.world.Customer;
import dev.sallyport.testkit.world.Request;
import dev.sallyport.testkit.world.World;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows as JSON lines in three files of a directory: {@code customers.jsonl} ({@code key}, {@code deleted}, {@code fields},
 * {@code truth}), {@code inquiries.jsonl} ({@code id}, {@code reason}, {@code known}) and {@code labels.jsonl}
 * ({@code record}, {@code field}, {@code kind}). Written line by line; the last two may be absent when they are read.
 */
final class RowFiles {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private RowFiles() {}

    static void write(Path directory, Stream<CustomerRow> rows, Stream<Request> requests, Stream<Label> labels) {
        try {
            Files.createDirectories(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        lines(directory.resolve("customers.jsonl"), rows.map(RowFiles::row));
        lines(
                directory.resolve("inquiries.jsonl"),
                requests.map(
                        request -> Map.of("id", request.id(), "reason", request.reason(), "known", request.known())));
        lines(
                directory.resolve("labels.jsonl"),
                labels.map(label -> Map.of(
                        "record",
                        label.record(),
                        "field",
                        label.field(),
                        "kind",
                        label.kind().name())));
    }

    private static void lines(Path file, Stream<Map<String, Object>> lines) {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (Map<String, Object> line : (Iterable<Map<String, Object>>) lines::iterator) {
                writer.write(JSON.writeValueAsString(new TreeMap<>(line)));
                writer.write('\n');
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Map<String, Object> row(CustomerRow row) {
        Customer truth = row.truth();
        Map<String, Object> address = new LinkedHashMap<>();
        address.put("line1", truth.address().line1());
        address.put("line2", truth.address().line2());
        address.put("city", truth.address().city());
        address.put("state", truth.address().state());
        address.put("zip", truth.address().zip());
        address.put("country", truth.address().country());
        return Map.of(
                "key", row.key(),
                "deleted", row.deleted(),
                "fields", row.fields(),
                "truth",
                        Map.of(
                                "id",
                                truth.id(),
                                "firstName",
                                truth.firstName(),
                                "lastName",
                                truth.lastName(),
                                "email",
                                truth.email(),
                                "address",
                                address));
    }

    static MessyWorld read(Path directory) {
        List<CustomerRow> rows = new ArrayList<>();
        each(directory.resolve("customers.jsonl"), line -> rows.add(row(line)));
        List<Request> requests = new ArrayList<>();
        each(
                directory.resolve("inquiries.jsonl"),
                line -> requests.add(new Request(text(line, "id"), text(line, "reason"), text(line, "known"))));
        List<Label> labels = new ArrayList<>();
        each(
                directory.resolve("labels.jsonl"),
                line -> labels.add(
                        new Label(text(line, "record"), text(line, "field"), DefectKind.valueOf(text(line, "kind")))));
        Map<String, Customer> customers = new LinkedHashMap<>();
        rows.forEach(row -> customers.putIfAbsent(row.truth().id(), row.truth()));
        return new MessyWorld(
                World.of(customers.values(), requests),
                rows,
                labels,
                requests,
                HostileTexts.canariesIn(rows.toString() + requests));
    }

    private interface Line {
        void take(Map<String, @Nullable Object> line);
    }

    private static void each(Path file, Line reader) {
        if (!Files.exists(file)) {
            return;
        }
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    reader.take(JSON.readValue(line, OBJECT));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (JacksonException | IllegalArgumentException wrong) {
            throw new IllegalArgumentException(file + " line " + number + ": " + reason(wrong), wrong);
        }
    }

    private static String reason(RuntimeException wrong) {
        return wrong instanceof JacksonException ? "not a JSON object" : String.valueOf(wrong.getMessage());
    }

    private static CustomerRow row(Map<String, @Nullable Object> line) {
        String key = text(line, "key");
        Map<String, @Nullable Object> fields = object(line.get("fields"));
        Map<String, @Nullable Object> truth = object(line.get("truth"));
        boolean known = !truth.isEmpty();
        Map<String, @Nullable Object> place = known ? object(truth.get("address")) : fields;
        Customer customer = new Customer(
                known ? text(truth, "id") : key,
                text(known ? truth : fields, "firstName"),
                text(known ? truth : fields, "lastName"),
                new Address(
                        text(place, known ? "line1" : "street"),
                        text(place, "line2"),
                        text(place, "city"),
                        text(place, "state"),
                        text(place, "zip"),
                        text(place, "country")),
                text(known ? truth : fields, "email"),
                List.of());
        if (key.isEmpty()) {
            throw new IllegalArgumentException("a row needs a key");
        }
        return new CustomerRow(key, customer, fields, Boolean.TRUE.equals(line.get("deleted")));
    }

    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> object.put(String.valueOf(name), member));
        }
        return object;
    }

    private static String text(Map<String, @Nullable Object> line, String name) {
        Object value = line.get(name);
        return value == null ? "" : value.toString();
    }
}
