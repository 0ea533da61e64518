package dev.sallyport.spi;

/** What a look-up found. */
public sealed interface Sighting {
    /**
     * It is there.
     *
     * @param written what it made or changed
     */
    record Present(Written written) implements Sighting {}

    /** A consistent look-up does not show it; whether that proves anything is a matter of time. */
    record Absent() implements Sighting {}

    /** The look-up cannot tell. */
    record Unclear() implements Sighting {}
}
