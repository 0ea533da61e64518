package dev.sallyport.quality;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with one field of one record. The value was not mended: {@code raw} is what the vendor sent.
 *
 * @param field the canonical field, such as {@code email}
 * @param kind what is wrong
 * @param raw the raw value as text, bounded to 200 characters; null if absent. It is data: do not log it
 */
public record Finding(
        String field, FindingKind kind, @Nullable String raw) {
    private static final int LONGEST = 200;

    public Finding {
        if (raw != null && raw.length() > LONGEST) {
            raw = raw.substring(0, LONGEST);
        }
    }

    /** Leaves the raw value out, so that a finding can be printed. */
    @Override
    public String toString() {
        return field + ": " + kind;
    }
}
