package dev.sallyport.testkit.world;

import java.util.List;

/**
 * The right answer to a request, for a judge's eyes only: the situation in a word ({@code LOADED} for one from a file)
 * and the actions in the order in which they are taken.
 */
public record Gold(String situation, List<GoldAction> actions) {

    public Gold {
        actions = List.copyOf(actions);
    }

    /** The actions that change something; empty where the right answer is to change nothing. */
    public List<GoldAction> writes() {
        return actions.stream().filter(GoldAction::isWrite).toList();
    }
}
