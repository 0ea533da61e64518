package dev.sallyport.examples.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words and signs that several readers of a text must see alike. */
final class Wording {
    /** An order's id as people write it: with or without its sign, its letter in any case. */
    static final String ORDER = "(?:#\\s?w?\\d{7}\\b|\\bw\\d{7}\\b)";

    /** Other people, whose e-mail addresses, places and orders are not the customer's. */
    static final Pattern OTHER_PEOPLE =
            ignoringCase("\\b(?:friend|wife|husband|spouse|son|daughter|kids?|child|children"
                    + "|mother|mom|mum|father|dad|parents?|brother|sister|uncle|aunt|cousin|niece|nephew|grand\\w+|colleague"
                    + "|coworker|co-worker|boss|partner|girlfriend|boyfriend|fianc\\w+|roommate|neighbou?r|landlord|dog|cat"
                    + "|everyone|everybody|other (?:customer|user|person|people)s?|another (?:customer|user|person)"
                    + "|every customer|all customers)(?:'s|s)?\\b");

    /** What makes a wish depend on something. */
    static final Pattern CONDITION = ignoringCase("\\b(?:if|unless|in case|in the event|provided|providing|as long as"
            + "|so long as|only when|assuming|depend(?:s|ing)|otherwise|whether|subject to|condition(?:al)?|failing"
            + "|in (?:that|this|the other) case|or else"
            + "|should (?:the|it|that|this|there|they|any))\\b");

    /** What is done to an order or its pieces apart from cancelling them. */
    static final Pattern CHANGE = ignoringCase(
            "\\b(?:modif\\w+|(?<!\\ba |\\bof )chang(?:e|ing)|switch\\w*|swap\\w*|replac\\w+|updat\\w+|upgrad\\w+|adjust\\w*"
                    + "|exchang\\w+|return(?:ing)?|split\\w*|add|adding|correct(?:ing)?|edit\\w*|redirect\\w*|rerout\\w+"
                    + "|ship|send|deliver|expedite|combine|merge|send back)\\b(?! (?:your|my) mind)");

    private static final Pattern ORDER_ID = ignoringCase(ORDER);
    private static final Pattern CALLED_ORDER = ignoringCase(
            "\\border(?:s|ed)?(?: ?(?:id|ids|number|numbers|no\\.?|nr\\.?|#))?\\b[^\\d.!?]{0,30}?(?<![\\w#])"
                    + "(\\d{7})(?![\\w-])");

    private Wording() {}

    static Pattern ignoringCase(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** The ids of the orders that a piece of text names by their sign or letter, in the shop's form, each once. */
    static List<String> orderIds(String text) {
        List<String> ids = new ArrayList<>();
        collect(ORDER_ID.matcher(text), 0, ids);
        return ids;
    }

    /** As {@link #orderIds}, and bare numbers where the text calls them an order. */
    static List<String> namedOrders(String text) {
        List<String> ids = orderIds(text);
        collect(CALLED_ORDER.matcher(text), 1, ids);
        return ids;
    }

    private static void collect(Matcher found, int group, List<String> ids) {
        while (found.find()) {
            String id = canonical(found.group(group));
            if (!ids.contains(id)) {
                ids.add(id);
            }
        }
    }

    private static String canonical(String written) {
        return "#W" + written.toUpperCase(Locale.ROOT).replaceAll("[^0-9]", "");
    }
}
