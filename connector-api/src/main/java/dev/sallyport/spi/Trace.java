package dev.sallyport.spi;

import dev.sallyport.Ref;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a write that is looked for.
 *
 * @param stamp the mark that it carried
 * @param target the record that it changes; null for a create
 * @param firstClaimedAt when it was first about to be sent
 * @param content the content by canonical name; empty when it is looked for after a restart, because no ledger holds it
 */
public record Trace(String stamp, @Nullable Ref target, Instant firstClaimedAt, Map<String, @Nullable Object> content) {
    @Override
    public String toString() {
        return "Trace[" + target + "]";
    }
}
