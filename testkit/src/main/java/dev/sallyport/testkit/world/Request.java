package dev.sallyport.testkit.world;

/**
 * What a customer wants, in the words of a scenario ("You want to cancel order …"), and what they can say about
 * themselves. The right answer is not in here but in {@link World#gold(String)}, so that a request can be handed to an
 * agent as it is.
 */
public record Request(String id, String reason, String known) {}
