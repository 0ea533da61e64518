package dev.sallyport.quality;

/** What a connector can find wrong with a field of a record. */
public enum FindingKind {
    /** The field is not in the reply although it was asked for. */
    ABSENT,
    /** The field has another type than the vendor documents. */
    WRONG_TYPE,
    /** The text is not a date, number or address of its kind. */
    UNPARSEABLE,
    /** The value is not among those that the vendor documents. */
    UNKNOWN_VALUE,
    /** The value is a placeholder such as {@code N/A} or {@code test@test.com}. */
    PLACEHOLDER,
    /** The text has leading or trailing blanks. */
    PADDED,
    /** The text shows the marks of a wrong character encoding, or control characters. */
    GARBLED,
    /** The text of a plain field holds mark-up. */
    MARKUP,
    /** Two fields contradict each other, such as an end before its start. */
    CONTRADICTORY,
    /** A reference names a record in a form that the vendor does not use. */
    BAD_REFERENCE
}
