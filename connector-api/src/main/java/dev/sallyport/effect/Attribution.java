package dev.sallyport.effect;

/** Whose write a committed state is. */
public enum Attribution {
    /** This intent's, proved. */
    OURS,
    /** The record is in the wanted state; by whom is not known. */
    UNKNOWN
}
