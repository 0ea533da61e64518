package dev.sallyport.salesforce;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The last changes that Sallyport made to a record, newest first, as marks of their intents in a text field that nobody else
 * writes. Each change adds its own mark to the list of the version on which it is conditional, so the list tells of each
 * intent whether it was committed, whatever people changed afterwards. Immutable.
 *
 * @param marks the marks
 * @param madeAgain whether the record was made by a second sending, while the first might still be carried out
 */
record UpdateMarks(List<String> marks, boolean madeAgain) {
    /** The shortest field that holds {@link #MOST} marks. */
    static final int LENGTH = 255;

    /** What a record is made with by a second sending. */
    static final String MADE_AGAIN = "!";

    private static final int MOST = 12;

    /**
     * Of a change whose list was read so soon after the version's own change that another of the same second may be missing
     * in it; and of a list that was sent on so soon. With the version's second, of which two digits are enough.
     */
    private static final String HASTY = "~";

    private static final String NONE = "-";
    private static final int DIGITS = 16;

    UpdateMarks {
        marks = List.copyOf(marks);
    }

    static UpdateMarks in(JsonNode record, String field) {
        return of(record.path(field).asString(""));
    }

    static UpdateMarks of(String text) {
        List<String> found = new ArrayList<>();
        boolean again = false;
        for (String word : text.split(" ", -1)) {
            again |= word.equals(MADE_AGAIN);
            if (word.matches("[0-9a-f]{" + DIGITS + "}(" + HASTY + "[0-9a-f]{2})?")) {
                found.add(word);
            }
        }
        return new UpdateMarks(found, again);
    }

    /** What is said of a version that was read within its own second. */
    static String hasty(Instant version) {
        return HASTY + String.format(Locale.ROOT, "%02x", version.getEpochSecond() & 0xFF);
    }

    /** The field's value once this intent is committed on top; {@code hasty} or an empty text. */
    String with(String stamp, String hasty) {
        List<String> words = new ArrayList<>(List.of(mark(stamp) + hasty));
        words.addAll(marks.subList(0, Math.min(marks.size(), MOST - 1)));
        if (madeAgain) {
            words.add(MADE_AGAIN);
        }
        return String.join(" ", words);
    }

    /** By what the list is found again in a later one; {@code hasty} or an empty text. */
    String newest(String hasty) {
        return (marks.isEmpty() ? NONE : bare(marks.get(0))) + hasty;
    }

    boolean holds(String stamp) {
        return place(mark(stamp)).isPresent();
    }

    /**
     * Whether an intent that is not in this list was never committed on the list whose newest mark this was (empty where
     * that is not known): what was committed next would have kept it, unless both went on one version in its own second.
     */
    boolean isWholeSince(String newestBefore) {
        int end = newestBefore.indexOf(HASTY);
        String young = end < 0 ? "" : newestBefore.substring(end);
        Optional<Integer> place = newestBefore.startsWith(NONE)
                ? Optional.of(marks.size()).filter(size -> size < MOST)
                : place(end < 0 ? newestBefore : newestBefore.substring(0, end));
        return place.map(at -> at == 0 || young.isEmpty() || !marks.get(at - 1).endsWith(young))
                .orElseGet(() -> marks.size() < MOST && marks.stream().noneMatch(mark -> mark.contains(HASTY)));
    }

    private Optional<Integer> place(String mark) {
        for (int i = 0; i < marks.size(); i++) {
            if (bare(marks.get(i)).equals(mark)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** A stamp is its prefix and a hash; some of the hash is enough to tell the last changes of one record apart. */
    private static String mark(String stamp) {
        int start = stamp.length() - 2 * DIGITS;
        return stamp.substring(start, start + DIGITS);
    }

    private static String bare(String mark) {
        return mark.substring(0, DIGITS);
    }
}
