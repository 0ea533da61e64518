package dev.sallyport.testkit.zendesk;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One record as the search index knows it. All texts are in lower case. */
interface SearchItem {
    /** Such as {@code ticket}. */
    String type();

    /** The values under a keyword that are matched whole; null if the keyword is not of this kind here. */
    @Nullable
    Set<String> exact(String keyword);

    /** The text under a keyword that is matched by words, {@code ""} for all of it; null as above. */
    @Nullable
    String text(String keyword);

    /** Whether the keyword is a time here. */
    boolean timed(String keyword);

    /** The time under a keyword; null where the record has none. */
    @Nullable
    Instant time(String keyword);
}
