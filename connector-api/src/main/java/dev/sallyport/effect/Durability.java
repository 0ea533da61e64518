package dev.sallyport.effect;

/** What a ledger survives. */
public enum Durability {
    /** Nothing: a restart forgets every intent, so a repeat after a crash may double a write. */
    MEMORY,
    /** The process and the machine: a restart finds every intent. */
    DURABLE
}
