package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.Effect;
import dev.sallyport.testkit.JournalEntry;
import dev.sallyport.testkit.spi.EffectKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field that somebody else changed between a client's reading of the record and its unconditional writing. Any reading
 * in between excuses it, because a search may have shown the record too.
 */
final class LostUpdate {
    private LostUpdate() {}

    private enum Case {
        OUT_OF_REACH,
        KEPT,
        BROKEN
    }

    static Opinion look(Day day, Testimony testimony) {
        List<Evidence> evidence = new ArrayList<>();
        boolean tested = false;
        for (List<Effect> updates : byRecord(day)) {
            for (int index = 1; index < updates.size(); index++) {
                Effect write = updates.get(index);
                Effect other = overwritten(write, updates.subList(0, index));
                JournalEntry request = day.byRequest().get(write.requestId());
                if (other != null && request != null) {
                    Case found = judge(day, request, other, write.recordId());
                    tested |= found == Case.KEPT;
                    if (found == Case.BROKEN) {
                        evidence.add(
                                Evidence.of(day, request, "overwrote what another user had changed at " + other.at()));
                    }
                }
            }
        }
        return Opinion.of(
                evidence.size() + " change(s) of others at " + day.system() + " were overwritten unseen",
                evidence,
                tested,
                "changes of others at " + day.system() + " were seen before they were overwritten",
                "nobody else changed at " + day.system() + " what the client had read and then wrote");
    }

    private static Iterable<List<Effect>> byRecord(Day day) {
        Map<String, List<Effect>> byRecord = new LinkedHashMap<>();
        for (Effect effect : day.truth().list()) {
            if (effect.kind() == EffectKind.UPDATE) {
                byRecord.computeIfAbsent(effect.resource() + "/" + effect.recordId(), absent -> new ArrayList<>())
                        .add(effect);
            }
        }
        return byRecord.values();
    }

    /** The last change of somebody else to a field that this one writes otherwise. */
    private static @Nullable Effect overwritten(Effect write, List<Effect> before) {
        for (int index = before.size() - 1; index >= 0; index--) {
            Effect other = before.get(index);
            boolean overlaps = write.fields().entrySet().stream()
                    .anyMatch(field -> other.fields().containsKey(field.getKey())
                            && !Objects.equals(other.fields().get(field.getKey()), field.getValue()));
            if (overlaps) {
                return other.actor().equals(write.actor()) ? null : other;
            }
        }
        return null;
    }

    private static Case judge(Day day, JournalEntry request, Effect other, String recordId) {
        boolean readBefore = false;
        boolean readAfter = false;
        for (JournalEntry entry : day.entries()) {
            boolean own = Objects.equals(entry.actor(), request.actor());
            if (own && entry.sequence() < request.sequence() && !entry.isWrite() && entry.succeeded()) {
                boolean before = entry.endedAt().isBefore(other.at());
                readBefore |= before && Readings.reads(entry, recordId);
                readAfter |= !before;
            }
        }
        if (!readBefore) {
            return Case.OUT_OF_REACH;
        }
        return readAfter || request.traits().conditional() ? Case.KEPT : Case.BROKEN;
    }
}
