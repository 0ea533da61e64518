package dev.sallyport.jdbc;

/** How far a transaction got before it failed. */
public enum Progress {
    /** There was no connection yet. */
    UNCONNECTED,
    /** The commit was not sent: whatever happens, the engine rolls back. */
    OPEN,
    /** The commit was sent. */
    COMMITTING
}
