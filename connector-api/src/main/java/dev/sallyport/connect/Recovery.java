package dev.sallyport.connect;

/**
 * What {@link Connector#recover()} found out.
 *
 * @param committed intents that the system did commit
 * @param notCommitted intents that it surely did not
 * @param stillUnknown intents about which nothing can be proved yet
 */
public record Recovery(int committed, int notCommitted, int stillUnknown) {}
