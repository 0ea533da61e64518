package dev.sallyport.pacing;

/** How urgent a call is. Interactive calls find a reserve that batch calls leave to them: 10 % of each limit. */
public enum Lane {
    /** Somebody waits for the answer. The default. */
    INTERACTIVE,
    /** Work that may take its time: it never draws on the reserve. */
    BATCH
}
