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

    /**
     * It does not show, but the record was changed since the write was first asked for, perhaps by it: never a proof of
     * absence. Only a sending that the system refuses after any change may go again.
     */
    record Changed() implements Sighting {}

    /** The look-up cannot tell. */
    record Unclear() implements Sighting {}
}
