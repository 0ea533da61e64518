package dev.sallyport.testkit.salesforce;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What stands between the braces of a search: words, phrases in quotation marks, {@code *} and {@code ?}, AND, OR, AND NOT
 * and parentheses. Words side by side must all be there. Immutable.
 */
final class SearchTerms {
    private static final String RESERVED = "&|!{}[]^~:'+-";
    private static final int SHORTEST = 2;

    private final Predicate<List<List<String>>> test;
    private final Set<String> needed;

    private SearchTerms(Predicate<List<List<String>>> test, Set<String> needed) {
        this.test = test;
        this.needed = Set.copyOf(needed);
    }

    /** Whole words that every record found must have; perhaps not all such words. */
    Set<String> needed() {
        return needed;
    }

    /** Reads an expression that begins at a place of a search's text, counted from 0. */
    static SearchTerms parse(SoqlText text, String expression, int from) {
        Reader reader = new Reader(text, expression, from);
        return new SearchTerms(reader.all(), reader.needed);
    }

    /** Takes a text as it is: all its words must be there, the last one may go on. */
    static SearchTerms plain(String words) {
        List<Pattern> patterns = patterns(words.replaceAll("[*?]", "") + "*");
        List<String> whole = words(words);
        return new SearchTerms(
                fields -> patterns.stream()
                        .allMatch(
                                pattern -> fields.stream().flatMap(List::stream).anyMatch(pattern.asMatchPredicate())),
                new HashSet<>(whole.subList(0, Math.max(0, whole.size() - 1))));
    }

    /** Whether a record has them; its fields as lists of words. */
    boolean match(List<List<String>> fields) {
        return test.test(fields);
    }

    /** The words of a text, in lower case. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    private static List<Pattern> patterns(String words) {
        List<Pattern> patterns = new ArrayList<>();
        for (String word : words.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}*?]+", -1)) {
            if (!word.replace("*", "").isEmpty()) {
                patterns.add(
                        Pattern.compile("\\Q" + word.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E"));
            }
        }
        return patterns;
    }

    /** These words in a row in one field. */
    private static Predicate<List<List<String>>> phrase(List<Pattern> patterns) {
        return fields -> fields.stream()
                .anyMatch(words -> IntStream.rangeClosed(0, words.size() - patterns.size())
                        .anyMatch(start -> standsAt(start, words, patterns)));
    }

    private static boolean standsAt(int start, List<String> words, List<Pattern> patterns) {
        return IntStream.range(0, patterns.size())
                .allMatch(place ->
                        patterns.get(place).matcher(words.get(start + place)).matches());
    }

    private static final class Reader {
        private final SoqlText text;
        private final String expression;
        private final int from;
        private final Set<String> needed = new HashSet<>();
        private int at;
        private boolean plain = true;

        Reader(SoqlText text, String expression, int from) {
            this.text = text;
            this.expression = expression;
            this.from = from;
        }

        Predicate<List<List<String>>> all() {
            if (expression.isBlank()) {
                throw tooShort(expression.strip());
            }
            Predicate<List<List<String>>> any = any();
            if (at < expression.length()) {
                throw mismatched(expression.charAt(at));
            }
            if (!plain) {
                needed.clear();
            }
            return any;
        }

        private Predicate<List<List<String>>> any() {
            Predicate<List<List<String>>> any = every();
            while (accept("OR")) {
                plain = false;
                any = any.or(every());
            }
            return any;
        }

        private Predicate<List<List<String>>> every() {
            Predicate<List<List<String>>> every = one();
            while (!atEnd() && !peek("OR")) {
                boolean and = accept("AND");
                boolean not = and && accept("NOT");
                plain &= !not;
                every = every.and(not ? one().negate() : one());
            }
            return every;
        }

        private Predicate<List<List<String>>> one() {
            skipSpace();
            if (atEnd()) {
                throw text.malformed(from + at + 1, "Malformed search token: <EOF>");
            }
            if (expression.charAt(at) == '(') {
                at++;
                Predicate<List<List<String>>> inner = any();
                skipSpace();
                if (at >= expression.length()) {
                    throw text.malformed(from + at + 1, "Malformed search token: <EOF>");
                }
                at++;
                return inner;
            }
            return expression.charAt(at) == '"' ? quoted() : word();
        }

        private Predicate<List<List<String>>> quoted() {
            int end = expression.indexOf('"', at + 1);
            if (end < 0) {
                throw text.malformed(
                        from + at + 1, "line 1:" + (from + at) + " mismatched character '}' expecting '\"'");
            }
            String words = expression.substring(at + 1, end);
            at = end + 1;
            return term(words);
        }

        private Predicate<List<List<String>>> word() {
            StringBuilder word = new StringBuilder();
            while (at < expression.length() && " \t\r\n()\"".indexOf(expression.charAt(at)) < 0) {
                char c = expression.charAt(at);
                if (c == '\\' && at + 1 < expression.length()) {
                    // An escaped sign only parts words: the index has none.
                    word.append(' ');
                    at += 2;
                } else if (RESERVED.indexOf(c) >= 0) {
                    throw mismatched(c);
                } else {
                    word.append(c);
                    at++;
                }
            }
            return term(word.toString());
        }

        private Predicate<List<List<String>>> term(String words) {
            if (words.replaceAll("[^\\p{L}\\p{N}]", "").length() < SHORTEST) {
                throw tooShort(words);
            }
            for (String word : words.split("[^\\p{L}\\p{N}*?]+", -1)) {
                if (!word.isEmpty() && !word.contains("*") && !word.contains("?")) {
                    needed.add(word.toLowerCase(Locale.ROOT));
                }
            }
            return phrase(patterns(words));
        }

        private Refusal tooShort(String words) {
            return Refusal.of(400, "MALFORMED_SEARCH", "search term must be longer than one character: " + words);
        }

        private Refusal mismatched(char c) {
            int place = from + at;
            return text.malformed(place + 1, "line 1:" + place + " mismatched character '" + c + "' expecting '}'");
        }

        private boolean accept(String operator) {
            boolean there = peek(operator);
            at += there ? operator.length() : 0;
            return there;
        }

        private boolean peek(String operator) {
            skipSpace();
            int end = at + operator.length();
            return expression.regionMatches(true, at, operator, 0, operator.length())
                    && (end == expression.length() || " \t\r\n(\"".indexOf(expression.charAt(end)) >= 0);
        }

        private boolean atEnd() {
            skipSpace();
            return at >= expression.length() || expression.charAt(at) == ')';
        }

        private void skipSpace() {
            while (at < expression.length() && Character.isWhitespace(expression.charAt(at))) {
                at++;
            }
        }
    }
}
