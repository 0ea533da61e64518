package dev.sallyport;

import dev.sallyport.quality.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read: the typed value, what was wrong with it, its version and what the vendor sent. Masked fields
 * are in none of them. Immutable.
 *
 * @param value the typed record
 * @param findings what was wrong; empty for a clean record
 * @param versionMark the vendor's mark of this version, for conditional writes; null where the vendor has none
 * @param raw what the vendor sent, as maps, lists, strings, numbers and booleans
 */
public record Fetched<T>(
        T value, List<Finding> findings, @Nullable String versionMark, Map<String, Object> raw) {
    public Fetched {
        findings = List.copyOf(findings);
    }

    /** The vendor's mark of this version, where it has one. */
    public Optional<String> version() {
        return Optional.ofNullable(versionMark);
    }

    /** Whether nothing was wrong with the record. */
    public boolean isClean() {
        return findings.isEmpty();
    }

    /** Names the kind of value and the findings; the data stays out. */
    @Override
    public String toString() {
        return "Fetched[" + value.getClass().getSimpleName() + ", findings=" + findings + "]";
    }
}
