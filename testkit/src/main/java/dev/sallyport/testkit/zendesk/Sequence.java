package dev.sallyport.testkit.zendesk;

import org.jspecify.annotations.Nullable;

/** Rows that were there from the start, in one order; nothing but their places. Safe for several threads. */
interface Sequence {
    /** How many there are. */
    long size();

    /** The first place after this one, which need not be taken; the first of all for null. Null at the end. */
    @Nullable
    Place next(@Nullable Place after);

    /** The last place before this one, which need not be taken; the last of all for null. Null at the end. */
    @Nullable
    Place previous(@Nullable Place before);
}
