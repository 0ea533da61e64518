package dev.sallyport.testkit.verdict;

/** Looks for one rule's breach on one fake. */
@FunctionalInterface
interface Check {
    Opinion look(Day day, Testimony testimony);
}
