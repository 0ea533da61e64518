package dev.sallyport.effect;

/** What a call does to the system, as far as repeating it goes. */
public enum Effect {
    /** Nothing: may be repeated at will. */
    READ,
    /** Makes a record: a repeat would make a second one. */
    CREATE,
    /** Adds to a record, such as a comment: a repeat would add it twice. */
    APPEND,
    /** Sets fields to given values: a repeat could overwrite what a human changed in between. */
    SET,
    /** Moves a record to a state that the system offers now. */
    TRANSITION,
    /** Removes a record. */
    DELETE,
    /** Runs a statement in a transaction that also holds the intent. */
    STATEMENT;

    /** Whether the system is changed. */
    public boolean writes() {
        return this != READ;
    }

    /** Whether the same content inside the same task means the same intent. Never for what can go A, B, A. */
    public boolean deduplicatesByContent() {
        return this == CREATE || this == APPEND;
    }
}
