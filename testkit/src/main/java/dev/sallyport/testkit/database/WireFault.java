package dev.sallyport.testkit.database;

/** What befalls a commit on the wire. Each says what becomes of the transaction. */
public enum WireFault {
    /** The connection is cut; the commit never reaches the engine. */
    BEFORE_COMMIT,
    /** The engine commits; the connection is cut in place of its reply. */
    AFTER_COMMIT,
    /** As after, and from then on nobody gets through until {@link DatabaseWire#up()}. */
    AFTER_COMMIT_AND_DOWN,
    /** The client is cut off at once; the commit reaches the engine when {@link DatabaseWire#letGo()} is called. */
    HELD_BACK,
    /** The engine commits; its reply never comes, and the connection stays open until the client gives up. */
    STALLED
}
