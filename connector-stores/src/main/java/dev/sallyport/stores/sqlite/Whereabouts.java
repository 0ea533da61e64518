package dev.sallyport.stores.sqlite;

import dev.sallyport.effect.LedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which file a path led to when it was opened. SQLite would go on writing to a file that was deleted, where nobody would
 * ever find the intents again.
 */
record Whereabouts(Path path, @Nullable Object key) {

    static Whereabouts of(Path path) throws IOException {
        return new Whereabouts(path, key(path));
    }

    /**
     * Looks again.
     *
     * @throws LedgerException if the path leads elsewhere or nowhere
     */
    void check() {
        try {
            if (Objects.equals(key(path), key)) {
                return;
            }
        } catch (IOException e) {
            throw gone(e);
        }
        throw gone(null);
    }

    private LedgerException gone(@Nullable IOException cause) {
        return new LedgerException(
                path + " was deleted, moved or replaced while in use; put it back or open the ledger anew", cause);
    }

    private static @Nullable Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }
}
