package dev.sallyport.testkit.world;

import java.util.List;

/**
 * Something that a customer of a population once wrote in about.
 *
 * @param customer the customer's number in the population
 * @param status how far it has come
 * @param priority how much it matters, from 0 (hardly) to 3
 * @param clerk which of the colleagues has it, from 0; -1 for none yet
 */
public record Inquiry(
        String subject, String text, long customer, Status status, int priority, int clerk, List<String> tags) {

    /** How far an inquiry has come. */
    public enum Status {
        /** Nobody has looked at it. */
        NEW,
        /** Somebody works on it. */
        OPEN,
        /** It waits for the customer. */
        WAITING,
        /** It waits for somebody else. */
        ON_HOLD,
        /** It is answered. */
        SOLVED,
        /** It is answered for good. */
        CLOSED
    }

    /** Copies the tags. */
    public Inquiry {
        tags = List.copyOf(tags);
    }
}
