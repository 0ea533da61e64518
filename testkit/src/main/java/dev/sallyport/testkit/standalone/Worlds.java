package dev.sallyport.testkit.standalone;

import dev.sallyport.testkit.world.World;
import dev.sallyport.testkit.world.WorldFormatException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A world by its size or from its files. */
final class Worlds {
    static final int LARGEST = 200_000;
    private static final int SMALLEST = 10;
    private static final int MOST_REQUESTS = 2_000;

    private Worlds() {}

    /**
     * So many customers, or the world in that directory.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static World of(String sizeOrDirectory, long seed) {
        return sizeOrDirectory.matches("[0-9_,]+")
                ? generated(sizeOrDirectory.replaceAll("[_,]", ""), seed)
                : loaded(Path.of(sizeOrDirectory));
    }

    private static World generated(String digits, long seed) {
        long size = digits.isEmpty() || digits.length() > 12 ? -1 : Long.parseLong(digits);
        if (size < SMALLEST || size > LARGEST) {
            throw new IllegalArgumentException(
                    "a world has from " + SMALLEST + " to " + LARGEST + " customers, not " + digits);
        }
        int requests = (int) Math.min((size - 1) / 3, MOST_REQUESTS);
        return World.generator(seed).customers((int) size).requests(requests).build();
    }

    private static World loaded(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("\"" + directory
                    + "\" is neither a number of customers nor a directory with db.json and tasks.json");
        }
        try {
            return World.load(directory);
        } catch (WorldFormatException wrong) {
            throw new IllegalArgumentException(String.valueOf(wrong.getMessage()), wrong);
        }
    }
}
