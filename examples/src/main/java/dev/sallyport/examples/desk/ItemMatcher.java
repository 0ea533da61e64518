package dev.sallyport.examples.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells whether the words of a text mean a piece of an order. */
final class ItemMatcher {
    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}%]+");
    private static final Set<String> DROPPED = Set.of(
            "the",
            "a",
            "an",
            "my",
            "your",
            "item",
            "product",
            "new",
            "pending",
            "just",
            "recent",
            "recently",
            "ordered",
            "pair",
            "of",
            "both",
            "all",
            "two",
            "that",
            "this",
            "and",
            "with",
            "in",
            "order");
    private static final Map<String, String> ALSO_CALLED = Map.of(
            "wristwatch",
            "watch",
            "smartphone",
            "phone",
            "bookshelf",
            "shelf",
            "bicycle",
            "bike",
            "notebook",
            "notepad");
    private static final Set<String> FIRST_WORD_ENOUGH =
            Set.of("jigsaw", "luggage", "vacuum", "dumbbell", "makeup", "espresso");
    private static final Set<String> NOT_ENOUGH = Set.of("set", "light", "kit");

    private ItemMatcher() {}

    /** Whether a phrase ("the black grill") can be the name of the piece: every word of it must be true of the piece. */
    static boolean isCalled(OrderedItem item, String phrase) {
        List<String> said = words(phrase);
        said.removeAll(DROPPED);
        if (said.isEmpty()) {
            return false;
        }
        List<String> name = words(item.name());
        List<String> names = names(name);
        List<String> traits = traits(item);
        for (int start = 0; start < said.size(); start++) {
            boolean head = names.contains(String.join("", said.subList(start, said.size())));
            if (head
                    && said.subList(0, start).stream().allMatch(word -> name.contains(word) || traits.contains(word))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a phrase is in the plural, so that several pieces may be meant. */
    static boolean isPlural(String phrase) {
        return phrase.endsWith("s") || phrase.matches(".*\\b(?:both|all|two|these|those)\\b.*");
    }

    /** Whether a text speaks of such a piece at all. */
    static boolean isMentioned(OrderedItem item, String text) {
        List<String> said = words(text);
        List<String> names = names(words(item.name()));
        for (int start = 0; start < said.size(); start++) {
            for (int end = start + 1; end <= Math.min(said.size(), start + 3); end++) {
                String joined = String.join("", said.subList(start, end));
                if (names.contains(joined) && !NOT_ENOUGH.contains(joined)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether two pieces can be meant by the same word: "camera" is a digital one or an action one. */
    static boolean areAlike(OrderedItem one, OrderedItem other) {
        List<String> others = names(words(other.name()));
        return names(words(one.name())).stream().anyMatch(others::contains);
    }

    /** The ways in which a product is called: its last words ("lamp", "desk lamp"), joined, and common other words. */
    private static List<String> names(List<String> name) {
        List<String> names = new ArrayList<>();
        for (int start = 0; start < name.size(); start++) {
            names.add(String.join("", name.subList(start, name.size())));
        }
        if (FIRST_WORD_ENOUGH.contains(name.get(0))) {
            names.add(name.get(0));
        }
        String other = ALSO_CALLED.get(String.join("", name));
        if (other != null) {
            names.add(other);
        }
        return names;
    }

    private static List<String> traits(OrderedItem item) {
        List<String> traits = new ArrayList<>();
        item.options().forEach((option, value) -> {
            traits.addAll(words(value));
            traits.addAll(words(option));
        });
        return traits;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        NOT_WORD.splitAsStream(Folding.fold(text))
                .filter(word -> !word.isEmpty())
                .map(ItemMatcher::singular)
                .forEach(words::add);
        return words;
    }

    private static String singular(String word) {
        if (word.length() < 4 || word.endsWith("ss")) {
            return word;
        }
        if (word.endsWith("ves")) {
            return word.substring(0, word.length() - 3) + "f";
        }
        if (word.matches(".*(?:ch|sh|x|ss)es")) {
            return word.substring(0, word.length() - 2);
        }
        return word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }
}
