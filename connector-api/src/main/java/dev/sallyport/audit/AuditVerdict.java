package dev.sallyport.audit;

/** What {@link AuditVerifier} finds. */
public sealed interface AuditVerdict {
    /** How many lines are good, from the start. */
    long lines();

    /** The hash of the last good line. */
    String lastHash();

    /** The verdict in a sentence. */
    String sentence();

    /** Whether nothing was tampered with; a torn last line after a crash counts as untampered. */
    default boolean isTrustworthy() {
        return this instanceof Intact || this instanceof Torn;
    }

    /**
     * Every line is where it was written.
     *
     * @param lines how many
     * @param lastHash the hash of the last
     */
    record Intact(long lines, String lastHash) implements AuditVerdict {
        @Override
        public String sentence() {
            return lines + " lines, all intact";
        }
    }

    /**
     * The last line is incomplete, as after a crash; the lines before it are intact.
     *
     * @param lines how many are intact
     * @param lastHash the hash of the last intact line
     * @param bytesBefore where the torn line starts
     */
    record Torn(long lines, String lastHash, long bytesBefore) implements AuditVerdict {
        @Override
        public String sentence() {
            return lines + " lines intact, then one torn line as after a crash";
        }
    }

    /**
     * A line was changed, dropped, inserted or written with another key.
     *
     * @param lines how many are intact before it
     * @param lastHash the hash of the last intact line
     */
    record Broken(long lines, String lastHash) implements AuditVerdict {
        /** The number of the first broken line, counted from 1. */
        public long line() {
            return lines + 1;
        }

        @Override
        public String sentence() {
            return "line " + line() + " is not what was written after line " + lines;
        }
    }

    /**
     * Lines at the end are missing, or the anchor is.
     *
     * @param lines how many are there
     * @param lastHash the hash of the last
     * @param expected how many the anchor says; -1 if it cannot be read
     */
    record Cut(long lines, String lastHash, long expected) implements AuditVerdict {
        @Override
        public String sentence() {
            return expected < 0
                    ? "the anchor of the end is missing or forged after " + lines + " lines"
                    : "the end was cut off: " + lines + " of " + expected + " lines are there";
        }
    }
}
