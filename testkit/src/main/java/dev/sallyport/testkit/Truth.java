package dev.sallyport.testkit;

import dev.sallyport.testkit.spi.EffectKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Every effect that a fake had committed when this was asked for, in order of commit. A snapshot: later effects need a new one.
 *
 * @param list the effects
 */
public record Truth(List<Effect> list) {
    /** Copies the list. */
    public Truth {
        list = List.copyOf(list);
    }

    /** How many effects there are. */
    public int count() {
        return list.size();
    }

    /** How many effects of this kind there are on this kind of record. */
    public long count(EffectKind kind, String resource) {
        return list.stream()
                .filter(effect -> effect.kind() == kind && effect.resource().equals(resource))
                .count();
    }

    /** The effects by the vendor's kind of record. */
    public Map<String, List<Effect>> byResource() {
        return list.stream()
                .collect(Collectors.groupingBy(Effect::resource, LinkedHashMap::new, Collectors.toUnmodifiableList()));
    }

    /** The effects on one record. */
    public List<Effect> of(String resource, String recordId) {
        return list.stream()
                .filter(effect ->
                        effect.resource().equals(resource) && effect.recordId().equals(recordId))
                .toList();
    }
}
