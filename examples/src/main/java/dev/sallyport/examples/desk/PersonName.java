package dev.sallyport.examples.desk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A name that the text gives.
 *
 * @param words as written, at least one
 * @param sure whether the text says plainly that it is the customer's; only such a name can contradict a record
 */
record PersonName(List<String> words, boolean sure) {

    /** A first and a last name to look up. */
    record Pair(String first, String last) {}

    PersonName {
        words = List.copyOf(words);
    }

    boolean isFull() {
        return words.size() > 1;
    }

    /** The ways to cut the name in two, as written and without accents. */
    Set<Pair> pairs() {
        Set<Pair> pairs = new LinkedHashSet<>();
        for (int cut = words.size() - 1; cut > 0; cut--) {
            String first = String.join(" ", words.subList(0, cut));
            String last = String.join(" ", words.subList(cut, words.size()));
            pairs.add(new Pair(first, last));
            if (!Folding.fold(last).equalsIgnoreCase(last)) {
                pairs.add(new Pair(Folding.fold(first), Folding.fold(last)));
            }
        }
        return pairs;
    }

    /** Whether this can be the name of somebody called so. A single word agrees with either half. */
    boolean agreesWith(@Nullable String first, @Nullable String last) {
        String whole = Folding.letters(first) + Folding.letters(last);
        if (whole.isEmpty()) {
            return false;
        }
        if (!isFull()) {
            String word = Folding.letters(words.get(0));
            return word.equals(Folding.letters(first)) || word.equals(Folding.letters(last));
        }
        return forms().contains(whole);
    }

    private List<String> forms() {
        List<String> forms = new ArrayList<>(List.of(Folding.letters(String.join("", words))));
        if (words.size() > 2) {
            forms.add(Folding.letters(words.get(0) + words.get(words.size() - 1)));
        }
        return forms;
    }
}
