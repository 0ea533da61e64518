package dev.sallyport.examples.desk;

import java.util.List;

/**
 * All that a text says about cancelling.
 *
 * @param wishes in the order of the text
 * @param mentions what may speak against one of them
 * @param spent the sentences that say nothing beyond the wishes
 */
record CancellationReading(List<Wish> wishes, List<Mention> mentions, List<Sentence> spent) {
    CancellationReading {
        wishes = List.copyOf(wishes);
        mentions = List.copyOf(mentions);
        spent = List.copyOf(spent);
    }
}
