package dev.sallyport.testkit.fault;

/** How a connection ends in place of a reply. */
public enum Cut {
    /** TCP reset. */
    RESET,
    /** Orderly end of stream before the first byte of a reply. */
    EOF
}
