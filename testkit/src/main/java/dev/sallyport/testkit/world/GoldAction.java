package dev.sallyport.testkit.world;

import java.util.Map;
import java.util.Set;

/** One action of a right answer, such as {@code cancel_pending_order} with its arguments. */
public record GoldAction(String name, Map<String, Object> arguments) {

    private static final Set<String> READS = Set.of("find", "get", "list", "calculate", "think", "transfer");

    public GoldAction {
        arguments = Ordered.copy(arguments);
    }

    /** Whether the action changes an order or a customer; looking up, calculating and handing over do not. */
    public boolean isWrite() {
        int end = name.indexOf('_');
        return !READS.contains(end < 0 ? name : name.substring(0, end));
    }
}
