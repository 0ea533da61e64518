package dev.sallyport.testkit.verdict;

/** How much breaking a rule costs. */
public enum Severity {
    /** Data, money or the account's standing is at risk. */
    ERROR,
    /** The vendor or other users of the account suffer. */
    WARNING,
    /** It costs calls or patience. */
    NOTE
}
