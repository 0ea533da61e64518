package dev.sallyport.stores.sqlite;

import dev.sallyport.effect.LedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which files a ledger's path led to when it was opened. SQLite would go on writing to files that were deleted, where
 * nobody would ever find the intents again.
 */
final class Whereabouts {
    private final List<Seen> files;

    private Whereabouts(List<Seen> files) {
        this.files = files;
    }

    private record Seen(Path file, @Nullable Object key) {}

    static Whereabouts of(Path path) throws IOException {
        List<Seen> seen = new ArrayList<>();
        for (Path file : files(path)) {
            seen.add(new Seen(file, key(file)));
        }
        return new Whereabouts(seen);
    }

    /** The database and what lies beside it as long as it is open. */
    static List<Path> files(Path path) {
        return Stream.of("", "-wal", "-shm")
                .map(suffix -> path.resolveSibling(path.getFileName() + suffix))
                .toList();
    }

    /**
     * Looks again.
     *
     * @throws LedgerException if a path leads elsewhere or nowhere
     */
    void check() {
        for (Seen seen : files) {
            try {
                if (!Objects.equals(key(seen.file()), seen.key())) {
                    throw gone(seen.file(), null);
                }
            } catch (IOException e) {
                throw gone(seen.file(), e);
            }
        }
    }

    private static LedgerException gone(Path file, @Nullable IOException cause) {
        return new LedgerException(
                file + " was deleted, moved or replaced while in use; put it back or open the ledger anew", cause);
    }

    private static @Nullable Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }
}
