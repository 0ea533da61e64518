package dev.sallyport.testkit.world;

import org.jspecify.annotations.Nullable;

/**
 * Tells that a world could not be loaded. The message is one line: the file, the place in it (line and column where it
 * is not JSON, else a JSON pointer), what is wrong and how to mend it.
 */
public final class WorldFormatException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final String place;

    WorldFormatException(String file, String place, String problem, @Nullable Throwable cause) {
        super(place.isEmpty() ? file + ": " + problem : file + " at " + place + ": " + problem, cause);
        this.file = file;
        this.place = place;
    }

    /** The path of the file or directory that is at fault. */
    public String file() {
        return file;
    }

    /** The place in the file, empty if the file as a whole is at fault. */
    public String place() {
        return place;
    }
}
