package dev.sallyport.examples.desk;

import java.util.Optional;

/**
 * A wish to cancel that the text states without any condition.
 *
 * @param sentence the index of the sentence that states it
 * @param reason the reason that the text gives for it, if the policy accepts it
 * @param wholeOrder whether the text says to cancel the whole order where single pieces cannot be cancelled
 * @param obstacle what in the text keeps the agent from acting on it, if anything does
 */
record Wish(
        int sentence, Target target, Optional<CancelReason> reason, boolean wholeOrder, Optional<String> obstacle) {}
