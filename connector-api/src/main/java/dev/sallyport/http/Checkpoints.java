package dev.sallyport.http;

import dev.sallyport.Fetched;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Writes where a walk is, and reads it again only if it comes back as it was written, for the same query under the same
 * record rules. Thread-safe.
 */
public final class Checkpoints {
    private static final int LONGEST = 20_000;
    private static final int PARTS = 5;
    private final UnaryOperator<String> seal;
    private final String operation;
    private final String identity;

    /**
     * Checkpoints of one walk.
     *
     * @param seal a keyed hash
     * @param operation what reads the pages
     * @param identity what tells this walk from others of the operation; it is not written anywhere
     */
    public Checkpoints(UnaryOperator<String> seal, String operation, String identity) {
        this.seal = seal;
        this.operation = operation;
        this.identity = identity;
    }

    String write(Walk.Place place) {
        String text = String.join(
                "|",
                place.ended() ? "end" : "on",
                String.valueOf(place.delivered()),
                place.mark(),
                place.cursor() == null ? "first" : "at",
                place.cursor() == null ? "" : encoded(place.cursor()));
        return encoded(text) + "." + sealOf(text);
    }

    Walk.Place read(String checkpoint) {
        int dot = checkpoint.indexOf('.');
        if (dot < 0 || checkpoint.length() > LONGEST) {
            throw refused();
        }
        String text;
        try {
            text = decoded(checkpoint.substring(0, dot));
        } catch (IllegalArgumentException e) {
            throw refused();
        }
        byte[] expected = sealOf(text).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, checkpoint.substring(dot + 1).getBytes(StandardCharsets.UTF_8))) {
            throw refused();
        }
        String[] parts = text.split("\\|", PARTS);
        String cursor = parts[3].equals("first") ? null : decoded(parts[4]);
        return new Walk.Place(cursor, Integer.parseInt(parts[1]), parts[2], parts[0].equals("end"));
    }

    /** By what delivered records are known again; nothing of them can be read from it. */
    String mark(List<? extends Fetched<?>> records) {
        if (records.isEmpty()) {
            return "";
        }
        StringBuilder all = new StringBuilder();
        records.forEach(record -> all.append(new TreeMap<>(record.raw())).append('\n'));
        return encoded(seal.apply("mark\n" + all));
    }

    private String sealOf(String text) {
        return encoded(seal.apply("checkpoint\n" + operation + "\n" + identity + "\n" + text));
    }

    private RuntimeException refused() {
        return Failure.unsent(
                        ErrorCode.INVALID_INPUT,
                        "the system",
                        operation,
                        "The checkpoint is none of this query under this grant; walk from the start.")
                .toException();
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
