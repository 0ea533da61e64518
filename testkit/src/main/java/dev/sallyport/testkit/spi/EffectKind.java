package dev.sallyport.testkit.spi;

/** What a committed effect did to its record. */
public enum EffectKind {
    /** A record came into being. */
    CREATE,
    /** Fields of a record changed. */
    UPDATE,
    /** A record went away. */
    DELETE,
    /** Something was added under a record: a comment, a note, an attachment. */
    APPEND
}
