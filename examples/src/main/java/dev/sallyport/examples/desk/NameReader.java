package dev.sallyport.examples.desk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the names by which customers introduce themselves. */
final class NameReader {
    private static final Pattern SAID = Wording.ignoringCase("\\bname(?:'s| is|:| =| -)\\s*|\\b(?:called|named)\\s+"
            + "|\\bname of\\s+|^\\s*(?:customer|from)\\s*:\\s*");
    private static final Pattern INTRODUCED = Wording.ignoringCase("\\b(?:you are|you're|youre|i am|i'm|this is)\\s+");
    private static final Pattern SIGNED =
            Wording.ignoringCase("\\b(?:regards|sincerely|thanks|thank you|cheers|greetings|best),?\\s+(?=\\p{Lu})");
    private static final Pattern FILLER =
            Wording.ignoringCase("^(?:(?:an?|the|user|customer|client|shopper|mr|mrs|ms|miss|dr|mister)\\b\\.?\\s+)+");
    private static final Pattern WORD = Pattern.compile("\\s*(\\p{L}[\\p{L}\\p{M}'-]*\\.?)");
    private static final Pattern PAIR =
            Pattern.compile("(?<![\\p{L}\\p{N}_.'-])(\\p{Lu}[\\p{L}'-]+) (\\p{Lu}[\\p{L}'-]+)(?![\\p{L}\\p{N}_])");
    private static final int MOST_GUESSES = 6;
    private static final Set<String> PARTICLES =
            Set.of("de", "da", "del", "la", "van", "von", "der", "den", "bin", "al", "el", "di", "dos", "du", "le");
    private static final Set<String> NO_NAMES = Set.of(
            "in",
            "at",
            "from",
            "with",
            "and",
            "but",
            "who",
            "whose",
            "which",
            "that",
            "you",
            "your",
            "zip",
            "zipcode",
            "code",
            "live",
            "lives",
            "living",
            "reside",
            "resides",
            "residing",
            "based",
            "located",
            "of",
            "for",
            "to",
            "on",
            "about",
            "by",
            "so",
            "because",
            "is",
            "are",
            "was",
            "a",
            "an",
            "the",
            "not",
            "very",
            "also",
            "user",
            "customer",
            "id",
            "email",
            "e-mail",
            "mail",
            "phone",
            "address",
            "my",
            "i",
            "am",
            "or",
            "as",
            "having",
            "have",
            "has",
            "this",
            "it",
            "it's",
            "here",
            "there",
            "really",
            "just",
            "now",
            "using",
            "email's",
            "going",
            "calling",
            "writing",
            "near",
            "postal",
            "under",
            "hi",
            "hello",
            "please",
            "want",
            "currently",
            "unhappy");

    private NameReader() {}

    /**
     * The names found, best evidence first.
     *
     * @param known whether the name is known from elsewhere, so that a name in small letters is not looked for
     */
    static List<PersonName> read(String text, boolean known) {
        Set<PersonName> sure = new LinkedHashSet<>();
        Set<PersonName> guessed = new LinkedHashSet<>();
        collect(SAID.matcher(text), text, true, sure, guessed);
        collect(INTRODUCED.matcher(text), text, false, sure, guessed);
        collect(SIGNED.matcher(text), text, false, sure, guessed);
        boolean full = known || sure.stream().anyMatch(PersonName::isFull);
        if (!full && guessed.isEmpty()) {
            guessed.addAll(pairs(text));
        }
        List<PersonName> names = new ArrayList<>(sure);
        if (!full) {
            names.addAll(guessed);
        }
        return names;
    }

    /** Any two words with capitals may be a name; only a record with the same zip makes one of them the customer's. */
    private static List<PersonName> pairs(String text) {
        return PAIR.matcher(text)
                .results()
                .filter(pair -> !isOfSomebodyElse(Sentences.before(text, pair.start())))
                .map(pair -> List.of(pair.group(1), pair.group(2)))
                .filter(words -> words.stream().noneMatch(word -> NO_NAMES.contains(word.toLowerCase(Locale.ROOT))))
                .map(words -> new PersonName(words, false))
                .distinct()
                .limit(MOST_GUESSES)
                .toList();
    }

    private static void collect(
            Matcher intro, String text, boolean said, Set<PersonName> sure, Set<PersonName> guessed) {
        while (intro.find()) {
            String before = Sentences.before(text, intro.start());
            if (isOfSomebodyElse(before)) {
                continue;
            }
            String after = FILLER.matcher(text.substring(intro.end())).replaceFirst("");
            List<String> words = words(after);
            if (words.isEmpty() || (words.size() == 1 && !said)) {
                continue;
            }
            boolean capital = Character.isUpperCase(words.get(0).codePointAt(0));
            (said || capital ? sure : guessed).add(new PersonName(words, said || capital));
        }
    }

    private static boolean isOfSomebodyElse(String before) {
        return Wording.OTHER_PEOPLE
                .matcher(before.substring(before.lastIndexOf(',') + 1))
                .find();
    }

    private static List<String> words(String after) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(after);
        int end = 0;
        while (words.size() < 4 && word.find() && word.start() == end) {
            String written = word.group(1);
            end = word.end();
            if (isNumbered(after, end) || !belongs(written, words)) {
                break;
            }
            boolean initial = written.length() == 2 && written.endsWith(".");
            words.add(written.endsWith(".") ? written.substring(0, written.length() - 1) : written);
            if (written.endsWith(".") && !initial) {
                break;
            }
        }
        return words;
    }

    private static boolean isNumbered(String text, int end) {
        return end < text.length() && "_@0123456789".indexOf(text.charAt(end)) >= 0;
    }

    private static boolean belongs(String written, List<String> words) {
        String lower = written.toLowerCase(Locale.ROOT);
        if (NO_NAMES.contains(lower)) {
            return false;
        }
        boolean startsCapital =
                !words.isEmpty() && Character.isUpperCase(words.get(0).codePointAt(0));
        return !startsCapital || Character.isUpperCase(written.codePointAt(0)) || PARTICLES.contains(lower);
    }
}
