package dev.sallyport.examples.desk;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells the addresses that customers call theirs from the one they want to have and from those of other people.
 *
 * @param own in lower case
 */
record EmailReader(List<String> own, @Nullable String wanted) {
    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9._%+'-]*[A-Za-z0-9_%+-]@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+");
    private static final Pattern WANTED_BEFORE = Wording.ignoringCase(
            "\\b(?:chang|updat|set|replac|switch|modif|correct|edit|mak|register|mov|alter|amend|fix|overwrit)\\w*\\b.*"
                    + "\\be-?mails?\\b.*(?:\\b(?:to|with|as|into|be|is)\\b|[=:>])\\s*[\"'<(\\[]*$"
                    + "|\\bnew e-?mail\\b.{0,30}$|\\bnew (?:one|address|contact)\\b.{0,20}$"
                    + "|\\be-?mail\\b.*\\b(?:should|must|needs to|has to|shall)\\b.*\\b(?:be|become|read)\\b.{0,15}$"
                    + "|\\bupdate_?email\\b.*$");
    private static final Pattern WANTED_AFTER =
            Wording.ignoringCase("^\\W*(?:as|for|is) (?:your|my|the|his|her|their)? ?(?:new|updated|future) e-?mail");
    private static final Pattern RECIPIENT = Wording.ignoringCase(
            "\\b(?:send|forward|mail|e-?mail|cc|copy|refund|deliver|notify|share|transfer|reply|post)\\b.*\\bto\\s*[\"'<(\\[]*$");
    private static final Pattern NEAR = Pattern.compile("[^,;]{0,40}$");

    EmailReader {
        own = List.copyOf(own);
    }

    static EmailReader read(String text) {
        Set<String> own = new LinkedHashSet<>();
        String wanted = null;
        Matcher email = EMAIL.matcher(text);
        while (email.find()) {
            String address = email.group().toLowerCase(Locale.ROOT).replaceAll("^[.'-]+", "");
            String before = EMAIL.matcher(Sentences.before(text, email.start())).replaceAll("MAIL");
            if (WANTED_BEFORE.matcher(before).find()
                    || WANTED_AFTER.matcher(text.substring(email.end())).find()) {
                wanted = address;
            } else if (!isSomebodyElses(before)) {
                own.add(address);
            }
        }
        if (wanted != null) {
            own.remove(wanted);
        }
        return new EmailReader(List.copyOf(own), wanted);
    }

    private static boolean isSomebodyElses(String before) {
        Matcher near = NEAR.matcher(before);
        return RECIPIENT.matcher(before).find()
                || (near.find() && Wording.OTHER_PEOPLE.matcher(near.group()).find());
    }
}
