package dev.sallyport.testkit.mess;

import dev.sallyport.testkit.world.Address;
import dev.sallyport.testkit.world.Customer;
import dev.sallyport.testkit.world.Request;
import dev.sallyport.testkit.world.World;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    static final String CUSTOMERS = "customers.jsonl";
    private static final String INQUIRIES = "inquiries.jsonl";
    private static final String LABELS = "labels.jsonl";
    /** How many lines of a file are taken into memory. */
    private static final int MOST = 200_000;

    private RowFiles() {}

    /** Writes the files; the hash of each. */
    static Map<String, String> write(
            Path directory, Stream<CustomerRow> rows, Stream<Request> requests, Stream<Label> labels) {
        try {
            Files.createDirectories(directory);
            // What they were made from before, if they were.
            Files.deleteIfExists(directory.resolve("world.json"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        lines(directory.resolve(CUSTOMERS), rows.map(RowFiles::row));
        lines(
                directory.resolve(INQUIRIES),
                requests.map(
                        request -> Map.of("id", request.id(), "reason", request.reason(), "known", request.known())));
        lines(
                directory.resolve(LABELS),
                labels.map(label -> Map.of(
                        "record",
                        label.record(),
                        "field",
                        label.field(),
                        "kind",
                        label.kind().name())));
        return hashes(directory);
    }

    /** The SHA-256 of each file that is there. */
    static Map<String, String> hashes(Path directory) {
        Map<String, String> hashes = new TreeMap<>();
        for (String name : List.of(CUSTOMERS, INQUIRIES, LABELS)) {
            Path file = directory.resolve(name);
            if (Files.exists(file)) {
                hashes.put(name, hash(file));
            }
        }
        return hashes;
    }

    private static String hash(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] some = new byte[1 << 16];
            for (int read = bytes.read(some); read >= 0; read = bytes.read(some)) {
                digest.update(some, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** A row as a line of its file. */
    static String line(CustomerRow row) {
        return line(row(row));
    }

    private static String line(Map<String, Object> members) {
        return JSON.writeValueAsString(new TreeMap<>(members));
    }

    private static void lines(Path file, Stream<Map<String, Object>> lines) {
        try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (Map<String, Object> line : (Iterable<Map<String, Object>>) lines::iterator) {
                writer.write(line(line));
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
        Map<String, Object> person = new LinkedHashMap<>();
        person.put("id", truth.id());
        person.put("firstName", truth.firstName());
        person.put("lastName", truth.lastName());
        person.put("email", truth.email());
        person.put("address", address);
        // Members of Map.of stand in another order in each process.
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("key", row.key());
        line.put("deleted", row.deleted());
        line.put("fields", row.fields());
        line.put("truth", person);
        return line;
    }

    static MessyWorld read(Path directory) {
        List<CustomerRow> rows = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        each(directory.resolve(CUSTOMERS), line -> {
            CustomerRow row = row(line);
            if (!keys.add(row.key())) {
                throw new IllegalArgumentException("a second row with the key " + row.key());
            }
            rows.add(row);
        });
        List<Request> requests = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        each(directory.resolve(INQUIRIES), line -> {
            Request request = new Request(needed(line, "id"), text(line, "reason"), text(line, "known"));
            if (!ids.add(request.id())) {
                throw new IllegalArgumentException("a second inquiry with the id " + request.id());
            }
            requests.add(request);
        });
        List<Label> labels = new ArrayList<>();
        each(
                directory.resolve(LABELS),
                line -> labels.add(new Label(needed(line, "record"), text(line, "field"), kind(needed(line, "kind")))));
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
        int taken = 0;
        try (Lines lines = new Lines(file)) {
            for (number = 1; lines.next(); number++) {
                String line = lines.text();
                if (!line.isBlank()) {
                    if (++taken > MOST) {
                        throw new IllegalArgumentException("more than " + MOST
                                + " lines, and what was edited or comes from elsewhere is held in memory; make fewer, or"
                                + " take a number of customers");
                    }
                    reader.take(JSON.readValue(line, OBJECT));
                }
            }
        } catch (CharacterCodingException wrong) {
            throw new IllegalArgumentException(file + " line " + number + ": not UTF-8", wrong);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (JacksonException | IllegalArgumentException wrong) {
            throw new IllegalArgumentException(file + " line " + number + ": " + reason(wrong), wrong);
        }
    }

    private static String reason(RuntimeException wrong) {
        return wrong instanceof JacksonException ? "not a JSON object" : String.valueOf(wrong.getMessage());
    }

    private static DefectKind kind(String name) {
        return Arrays.stream(DefectKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no kind of mess \"" + name + "\""));
    }

    private static String needed(Map<String, @Nullable Object> line, String name) {
        String text = text(line, name);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("\"" + name + "\" is missing");
        }
        return text;
    }

    private static CustomerRow row(Map<String, @Nullable Object> line) {
        String key = text(line, "key");
        Map<String, @Nullable Object> fields = object(line, "fields");
        Map<String, @Nullable Object> truth = object(line, "truth");
        boolean known = !truth.isEmpty();
        Map<String, @Nullable Object> place = known ? object(truth, "address") : fields;
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

    private static Map<String, @Nullable Object> object(Map<String, @Nullable Object> line, String name) {
        Object value = line.get(name);
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((member, held) -> object.put(String.valueOf(member), held));
        } else if (value != null) {
            throw new IllegalArgumentException("\"" + name + "\" must be an object");
        }
        return object;
    }

    private static String text(Map<String, @Nullable Object> line, String name) {
        Object value = line.get(name);
        return value == null ? "" : value.toString();
    }
}
