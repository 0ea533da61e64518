package dev.sallyport.examples.desk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from a text who its writer claims to be and which orders it names. */
final class TicketReader {
    private static final Pattern USER_ID = Wording.ignoringCase(
            "(?<![\\w@.])(?!(?:credit|gift|paypal|debit)_)(\\p{L}[\\p{L}'-]*(?:_[\\p{L}'-]+)+)_\\d{4}(?![\\w@])");
    private static final Pattern ACCOUNT_TO_CHANGE = Wording.ignoringCase(
            "\\be-?mails?\\b.*\\b(?:of|for|from) (?:the )?(?:customer |user |account |contact |id )*$");

    private TicketReader() {}

    static Claims read(String ticketText) {
        String text = Folding.plain(ticketText);
        EmailReader emails = EmailReader.read(text);
        Set<String> userIds = new LinkedHashSet<>();
        List<PersonName> names = new ArrayList<>();
        Matcher userId = USER_ID.matcher(text);
        while (userId.find()) {
            if (!ACCOUNT_TO_CHANGE
                            .matcher(Sentences.before(text, userId.start()))
                            .find()
                    && userIds.add(userId.group().toLowerCase(Locale.ROOT))) {
                names.add(nameIn(userId.group(1)));
            }
        }
        NameReader.read(text, !names.isEmpty()).stream()
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        return new Claims(
                emails.own(),
                List.copyOf(userIds),
                names,
                ZipReader.read(text),
                Wording.namedOrders(text),
                emails.wanted());
    }

    private static PersonName nameIn(String userId) {
        List<String> words = new ArrayList<>();
        for (String word : userId.split("_", -1)) {
            words.add(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return new PersonName(words, true);
    }
}
