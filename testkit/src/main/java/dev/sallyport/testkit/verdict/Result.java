package dev.sallyport.testkit.verdict;

/** How a client stands before one rule. */
public enum Result {
    /** The day put the client to the test, and the client kept the rule. */
    PASS,
    /** The client broke the rule; the evidence says where. */
    FAIL,
    /** Nothing that the day brought allows a judgement. */
    INCONCLUSIVE
}
