package dev.sallyport.testkit.contract;

import org.jspecify.annotations.Nullable;

/** Something that is not as a rule says; thrown inside a check and gathered into a {@link Breach}. */
final class Seen extends RuntimeException {
    Seen(String what, @Nullable Throwable cause) {
        super(what, cause);
    }

    /** Goes on only if something holds. */
    static void unless(boolean holds, String otherwise) {
        if (!holds) {
            throw new Seen(otherwise, null);
        }
    }

    /** Goes on only if a field was read back as it was written. */
    static void same(String field, Object given, @Nullable Object read) {
        unless(given.equals(read), "the " + field + " was not read back as it was written");
    }

    /** That there is nothing here by which a rule could be proved. */
    static final class Nothing extends RuntimeException {
        Nothing(String why) {
            super(why);
        }

        static void unless(boolean something, String why) {
            if (!something) {
                throw new Nothing(why);
            }
        }
    }
}
