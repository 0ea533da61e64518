package dev.sallyport.examples.desk;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the postal codes of where the customer lives, not those of places to send something to. */
final class ZipReader {
    private static final Pattern FIVE_DIGITS =
            Pattern.compile("(?<![\\w#$.@-])(?<!\\d,)(\\d{5})(?:-\\d{4})?(?![\\w%@-]|[.,]\\d)");
    private static final Pattern CALLED_ZIP =
            Wording.ignoringCase("\\b(?:zip|postal|post)[ -]?(?:code)?s?\\b[^\\d]{0,40}$");
    private static final Pattern CALLED_OTHERWISE = Wording.ignoringCase(
            "(?:\\$|\\b(?:item|product|order|model|tracking|gift card|card|suite|apt|apartment|unit|room|phone|ticket|id)\\b"
                    + "[^\\d,]{0,15})$");
    private static final Pattern MEASURE = Wording.ignoringCase(
            "^\\s*(?:mah|lbs?|dollars?|bucks|usd|euros?|ml|mm|pieces?|steps|miles)\\b"
                    + "|^(?:\\s+[\\p{L}.]+){1,3}\\s+(?:street|st|avenue|ave|drive|dr|road|rd|lane|ln|boulevard|blvd|highway|way|court|ct)\\b");
    private static final Pattern ELSEWHERE = Wording.ignoringCase(
            "\\b(?:chang\\w+|updat\\w+|modif\\w+|switch\\w*|correct|edit|mov(?:e|ing)|redirect\\w*|rerout\\w+|ship\\w*|send"
                    + "|sent|deliver\\w*|forward|relocat\\w+|new (?:address|home|house|place|apartment|zip|postal)\\b)");
    private static final Pattern HERE = Wording.ignoringCase(
            "\\b(?:(?:you|i)(?: are|'re| am|'m)?(?: currently| now| still)? (?:live|living|reside|residing|based|located)"
                    + "|(?:you are|you're|i am|i'm)(?! moving)|living in|(?<!new )name is|(?<!new )zip ?code is|(?:your|my) zip)\\b");

    private ZipReader() {}

    static List<String> read(String text) {
        Set<String> zips = new LinkedHashSet<>();
        Matcher number = FIVE_DIGITS.matcher(text);
        while (number.find()) {
            String before = Sentences.before(text, number.start());
            if (isZip(before, text.substring(number.end())) && isWhereTheyLive(before)) {
                zips.add(number.group(1));
            }
        }
        return List.copyOf(zips);
    }

    private static boolean isZip(String before, String after) {
        return CALLED_ZIP.matcher(before).find()
                || (!CALLED_OTHERWISE.matcher(before).find()
                        && !MEASURE.matcher(after).find());
    }

    private static boolean isWhereTheyLive(String before) {
        int elsewhere = Math.max(lastIn(before, ELSEWHERE), lastIn(before, Wording.OTHER_PEOPLE));
        return elsewhere < 0 || lastIn(before, HERE) > elsewhere;
    }

    private static int lastIn(String text, Pattern pattern) {
        int last = -1;
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            last = found.start();
        }
        return last;
    }
}
