package dev.sallyport.testkit.verdict;

/**
 * One rule that clients are judged by.
 *
 * @param id its number, such as {@code V07}; never given to another rule
 * @param name its name, such as {@code write-doubled}
 * @param advice what is wrong when it is broken, and how to mend it
 * @param severity what breaking it costs
 */
public record Rule(String id, String name, String advice, Severity severity) {}
