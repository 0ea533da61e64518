package dev.sallyport.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that is removed with all that is in it.
 *
 * @param path where
 */
record Folder(Path path) implements AutoCloseable {
    static Folder make() {
        try {
            return new Folder(Files.createTempDirectory("sallyport-bench"));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder can be made in " + System.getProperty("java.io.tmpdir"), e);
        }
    }

    Path file(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() {
        try (Stream<Path> found = Files.walk(path)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be removed", e);
        }
    }
}
