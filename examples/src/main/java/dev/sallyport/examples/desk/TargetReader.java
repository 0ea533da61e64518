package dev.sallyport.examples.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what follows a verb ("cancel …"). A target counts only if everything after it is understood too: what is not
 * understood might say "except the first one".
 */
final class TargetReader {
    private static final String DETERMINER =
            "(?:(?:the|my|your|this|that|these|those|both|all|of|following|two|three|four"
                    + "|whole|entire|complete|full|pending|recent|open|most|latest|last|newest|current|other|older|first|second|previous|own)\\s+)*";
    private static final String CALLED = "(?:(?:orders?|purchases?)\\b\\s*)?(?:(?:numbers?|no\\.|ids?|with|:)\\s*)*";
    private static final String ONE_ID = "[(\"']?" + Wording.ORDER + "[)\"']?";
    private static final String AND = "\\s*(?:,\\s*and\\b|,|\\band\\b|&|\\bas well as\\b|\\bplus\\b)\\s*";
    private static final String IDS =
            ONE_ID + "(?:" + AND + "(?:also )?(?:the )?(?:order )?(?:number )?" + ONE_ID + ")*";

    private static final Pattern BY_ID = Pattern.compile("^" + DETERMINER + CALLED + IDS + "(?: orders?\\b)?");
    private static final Pattern ALL_OF = Pattern.compile("^(?:all|everything|every item|all of)\\s+(?:of )?(?:the )?"
            + "(?:(?:items|things|products)\\s+)?(?:(?:in|from|on|of|inside)\\s+)?" + DETERMINER + CALLED + IDS);
    private static final Pattern ALL = Pattern.compile(
            "^(?:(?:all|every|each|any|both|everything|my|your|yours|mine|the|of|these|those|two|three|four|2|3|4|currently|current"
                    + "|still|open|outstanding|existing|active|pending|orders?|items?|things|in|from|that|which|are|is|you|i"
                    + "|have|placed|possible|with|status|a|single)\\b\"?'?\\s*)+");
    private static final Pattern EXCEPT =
            Pattern.compile("^,?\\s*(?:except|but not|other than|apart from|excluding|besides)"
                    + "\\s+(?:for )?(?:the )?(?:orders? )?(?:number )?" + IDS);
    private static final Pattern THE_ORDER =
            Pattern.compile("^(?:(?:the|my|your|this|that|an?)\\s+)?(?:(?:whole|entire|complete|full"
                    + "|pending|current|only|single|one|recent|latest|new|open|same)\\s+)*(?:order|purchase)\\b(?!s)");
    private static final Pattern PLACED = Pattern.compile("^\\s*(?:that |which )?(?:you|i)(?:'ve|'d| have| had)?"
            + " (?:just |recently |also )?(?:placed|made|ordered|bought|submitted|created)\\b");
    private static final Pattern HOLDING = Pattern.compile(
            "^\\s*(?:with|containing|including|(?:that|which) (?:has|have|contains?|includes?)|for|of)\\s+");
    private static final Pattern NAMED_ORDER = Pattern.compile(
            "^(?:the|my|your|this|that)\\s+(?<what>(?:(?!(?:orders?|in|from|within|inside|on|of|with|for|out|other)\\b)[\\p{L}\\p{N}'-]+\\s+){1,4})(?:order|purchase)\\b");
    private static final Pattern PRONOUN = Pattern.compile(
            "^(?:(?<one>all of it|it|this|that|this one|that one|the whole thing|it all)|(?<two>both(?: of (?:them|these|those))?"
                    + "|both orders|the two of them)|(?<many>them|these|those|all of (?:them|these|those)|them all"
                    + "|(?:these|those|the) orders))(?=\\s*(?:$|[,.)(-])|\\s+(?:because|since|as|from|in|due|for|please|now"
                    + "|immediately|too|entirely|altogether|completely|right|by|was|were)\\b)");
    private static final Pattern WITHIN = Pattern.compile("^\\s*(?:from|in|within|inside|on|of|out of)\\s+"
            + "(?:(?:my|your|the|this|that|a|an|one of my|one of your)\\s+)?(?:(?:other|pending|recent|same|latest|current"
            + "|open|existing)\\s+)*(?:orders?\\b)?\\s*(?:number |id )?(?<id>" + ONE_ID + ")?");
    private static final Pattern ADDED =
            Pattern.compile("^\\s*\\((?:(?:from|in) )?(?:order )?(?:number )?" + Wording.ORDER + "\\)");
    private static final Pattern ITEMS_END = Pattern.compile(
            "[(.;:-](?=\\s|$)|\\(|\\b(?:because|since|as|due|given|so|that|which"
                    + "|who|you|i|we|he|she|it|they|if|unless|but|then|when|after|before|once|please|from|in|within|inside|on|out"
                    + "|for|with|at|by|to|via|using|immediately|now|too|also|was|were|is|are|right|accidentally|mistakenly|ordered|placed|bought|purchased|no|not|never)\\b|\\s-\\s");
    private static final Pattern SEPARATOR = Pattern.compile("\\s*(?:,\\s*(?:and\\b)?|\\band\\b|&|\\bplus\\b)\\s*");

    private static final Pattern HARMLESS =
            Pattern.compile("^(?:[\\s,.:!?)(-]|\\b(?:now|immediately|right away|straight away"
                    + "|please|as soon as possible|asap|today|too|as well|also|entirely|completely|altogether|in full|for (?:me|you)"
                    + "|thanks?|thank you|at once|promptly|quickly|all together|as a whole|directly|then)\\b)*");
    private static final Pattern EXPLANATION =
            Pattern.compile("^(?:because|since|as|due to|given|(?:with|for|stating|citing)?(?: the)? ?reason)\\b"
                    + "|^(?:that |which )?(?:(?:you|i) )?(?:(?:have |had |'ve )?(?:was|were|is|are)? ?)(?:just |all |both )?"
                    + "(?:ordered|placed|made|bought|purchased|accidentally|mistakenly|by mistake|by accident|no longer|not needed|a mistake)"
                    + "|^(?:it|they|these|those|this|both)(?: was| were| is| are|'s|'re)\\b|^(?:you|i) (?:no longer|don't|do not)\\b"
                    + "|^(?:that |which )(?:you|i) (?:no longer|don't|do not)\\b");
    private static final Pattern EXCEPTION =
            Pattern.compile("\\b(?:except|other than|apart from|excluding|besides|but not|instead)\\b");
    private static final Map<String, Integer> COUNTS =
            Map.of("both", 2, "two", 2, "2", 2, "three", 3, "3", 3, "four", 4, "4", 4);
    private static final Set<String> NOT_ITEMS = Set.of(
            "",
            "order",
            "orders",
            "item",
            "items",
            "thing",
            "things",
            "everything",
            "anything",
            "rest",
            "others",
            "other",
            "all",
            "stuff",
            "something",
            "nothing",
            "none",
            "one",
            "part");

    private static final String BOUGHT_IN = "^(?:what(?:ever)?|everything|anything|all|all that) (?:that )?(?:you|i)"
            + " (?:have |had )?(?:ordered|bought|purchased) (?:in|with|under|on) (?=(?:the )?(?:order )?#?w\\d{7})";

    private TargetReader() {}

    /** What the words after a verb are about. */
    static Target read(String words) {
        String bare = words.strip()
                .replaceFirst("^(?:(?:please|just|only|also|simply|out|down)\\s+)+", "")
                .replaceFirst(BOUGHT_IN, "");
        return ids(bare)
                .or(() -> all(bare))
                .or(() -> pronoun(bare))
                .or(() -> theOrder(bare))
                .or(() -> namedOrder(bare))
                .or(() -> items(bare))
                .orElse(new Target.Unclear());
    }

    private static Optional<Target> ids(String words) {
        for (Pattern pattern : List.of(BY_ID, ALL_OF)) {
            Matcher found = pattern.matcher(words);
            if (found.find()) {
                return checked(new Target.Ids(Wording.orderIds(found.group())), words.substring(found.end()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Target> all(String words) {
        Matcher found = ALL.matcher(words);
        if (!found.find()) {
            return Optional.empty();
        }
        String said = found.group();
        boolean orders = said.matches(".*\\borders\\b.*");
        boolean every = said.matches(".*\\b(?:all|every|everything|each|any|both)\\b.*");
        boolean pending = said.matches(".*\\bpending\\b.*");
        if (!(every && (pending || said.matches(".*\\borders?\\b.*"))) && !(pending && orders)) {
            return Optional.empty();
        }
        if (!pending && COUNTS.keySet().stream().anyMatch(word -> said.matches(".*\\b" + word + "\\b.*"))) {
            return Optional.empty();
        }
        if (said.matches(".*\\b(?:my|your|the|a) (?:\\w+ )?order\\b.*")
                || said.matches(".*\\b(?:two|three|four|\\d|any) of (?:my|your|the|these|those)\\b.*")) {
            return Optional.of(new Target.Unclear());
        }
        int count = COUNTS.entrySet().stream()
                .filter(entry -> said.matches(".*\\b" + entry.getKey() + "\\b.*"))
                .mapToInt(Map.Entry::getValue)
                .findFirst()
                .orElse(0);
        String rest = words.substring(found.end());
        Matcher except = EXCEPT.matcher(rest);
        return except.find()
                ? checked(new Target.AllPending(count, Wording.orderIds(except.group())), rest.substring(except.end()))
                : checked(new Target.AllPending(count, List.of()), rest);
    }

    private static Optional<Target> pronoun(String words) {
        Matcher found = PRONOUN.matcher(words);
        if (!found.find()) {
            return Optional.empty();
        }
        String rest = words.substring(found.end());
        Matcher within = WITHIN.matcher(rest);
        Target target = new Target.Pronoun(found.group("one") == null, found.group("two") == null ? 0 : 2);
        return checked(target, within.find() ? rest.substring(within.end()) : rest);
    }

    private static Optional<Target> theOrder(String words) {
        Matcher found = THE_ORDER.matcher(words);
        if (!found.find()) {
            return Optional.empty();
        }
        String rest = PLACED.matcher(words.substring(found.end())).replaceFirst("");
        Matcher id = Pattern.compile("^\\s*,?\\s*" + IDS).matcher(rest);
        if (id.find()) {
            return checked(new Target.Ids(Wording.orderIds(id.group())), rest.substring(id.end()));
        }
        Matcher holding = HOLDING.matcher(rest);
        if (holding.find()) {
            String held = rest.substring(holding.end()).replaceFirst("^([^,.;]+?) in it\\b", "$1");
            return items(held).map(TargetReader::whole);
        }
        return found.group().matches("an?\\b.*")
                ? Optional.of(new Target.Unclear())
                : checked(new Target.TheOrder(found.group().contains("pending")), rest);
    }

    private static Optional<Target> namedOrder(String words) {
        Matcher found = NAMED_ORDER.matcher(words);
        if (!found.find()) {
            return Optional.empty();
        }
        List<String> phrases = phrases(found.group("what"));
        String rest = words.substring(found.end());
        Matcher id = Pattern.compile("^\\s*,?\\s*" + ONE_ID).matcher(rest);
        return id.find()
                ? checked(new Target.Ids(Wording.orderIds(id.group())), rest.substring(id.end()))
                : checked(phrases.isEmpty() ? new Target.Unclear() : new Target.OrderWith(phrases), rest);
    }

    private static Target whole(Target target) {
        return target instanceof Target.Items items && items.within().isEmpty()
                ? new Target.OrderWith(items.phrases())
                : new Target.Unclear();
    }

    private static Optional<Target> items(String words) {
        Matcher end = ITEMS_END.matcher(words);
        int stop = end.find() ? end.start() : words.length();
        List<String> phrases = phrases(words.substring(0, stop));
        if (phrases.isEmpty()) {
            return Optional.empty();
        }
        String rest = words.substring(stop);
        List<String> orders = new ArrayList<>();
        Matcher within = (rest.strip().startsWith("(") ? ADDED : WITHIN).matcher(rest);
        if (within.find()) {
            orders.addAll(Wording.orderIds(within.group()));
            rest = rest.substring(within.end());
        }
        Matcher placed = PLACED.matcher(rest);
        return checked(new Target.Items(phrases, orders), placed.find() ? rest.substring(placed.end()) : rest);
    }

    /** The pieces of a list; empty if one of them cannot be the name of a piece. */
    private static List<String> phrases(String list) {
        List<String> phrases = new ArrayList<>();
        for (String piece : SEPARATOR.split(list.strip(), -1)) {
            String bare = piece.strip()
                    .replaceFirst(
                            "^(?:(?:the|your|my|a|an|some|this|that|these|those|both|just|only|of|pair|pairs)\\s+)+",
                            "")
                    .replaceFirst("\\s+(?:as well|too|instead)$", "")
                    .strip();
            boolean last = piece.isBlank() && !phrases.isEmpty();
            if (!last && (NOT_ITEMS.contains(bare) || !Wording.orderIds(bare).isEmpty())) {
                return List.of();
            }
            if (!last) {
                phrases.add(bare);
            }
        }
        return phrases;
    }

    private static Optional<Target> checked(Target target, String rest) {
        String left = HARMLESS.matcher(rest).replaceFirst("").strip();
        boolean understood = left.isEmpty() || EXPLANATION.matcher(left).find();
        boolean names = !Wording.orderIds(left).isEmpty();
        return Optional.of(understood && !names && !EXCEPTION.matcher(left).find() ? target : new Target.Unclear());
    }
}
