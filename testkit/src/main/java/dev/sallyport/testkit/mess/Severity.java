package dev.sallyport.testkit.mess;

/** How much a defect costs a reader. */
public enum Severity {
    /** The value is there and right once it is normalised. */
    COSMETIC,
    /** The text attacks whoever shows it, stores it or obeys it; the record is otherwise right. */
    HOSTILE,
    /** The value is gone or cannot be used; the record is otherwise right. */
    LOST,
    /** The record cannot be found, stands for more than one person, or gives a false identity. */
    IDENTITY
}
