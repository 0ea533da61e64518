package dev.sallyport.testkit.zendesk;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** As {@link SearchItem}, of which nothing is known but the values of the one keyword that is asked for. */
record OneValue(Set<String> values) implements SearchItem {
    @Override
    public String type() {
        return "";
    }

    @Override
    public Set<String> exact(String keyword) {
        return values;
    }

    @Override
    public @Nullable String text(String keyword) {
        return null;
    }

    @Override
    public boolean timed(String keyword) {
        return false;
    }

    @Override
    public @Nullable Instant time(String keyword) {
        return null;
    }
}
