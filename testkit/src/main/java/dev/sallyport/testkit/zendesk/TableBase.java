package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.internal.Hits;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Rows of one kind that were there from the start, made from their numbers when they are looked at. */
interface TableBase {
    /** The id of number 0; the others follow. */
    long firstId();

    /** How many there are. */
    long size();

    /** Those that lists show, by id. */
    Sequence byId();

    /** All, by the second of their last change. */
    Sequence byChange();

    /** How many of a span lists do not show. */
    default long unlisted(Hits.Range span) {
        return 0;
    }

    /** Whether lists show the row. */
    boolean listed(long number);

    /** The row as it was at the start. */
    ObjectNode row(long number);

    /** Rows among which all are that hold the value; null if the field has no index. */
    @Nullable
    Hits holding(String field, String value);
}
