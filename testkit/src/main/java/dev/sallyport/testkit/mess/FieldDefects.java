package dev.sallyport.testkit.mess;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plants the defects of a plan in the fields of one row after the other. */
final class FieldDefects {

    /** Decides whom a defect befalls. */
    interface Fate {
        /** Whether this kind, with this rate in this field, befalls the row. */
        boolean befalls(DefectKind kind, String field, double share);
    }

    private final Mess mess;

    FieldDefects(Mess mess) {
        this.mess = mess;
    }

    /** Spoils the fields and answers with the labels; a field gets at most one defect. */
    List<Label> plant(String key, Map<String, @Nullable Object> fields, Fate fate) {
        List<Label> planted = new ArrayList<>();
        Set<String> taken = new LinkedHashSet<>();
        mess.inFields()
                .forEach((kind, rates) -> rates.forEach((field, share) -> {
                    if (fate.befalls(kind, field, share)) {
                        Draw draw = mess.draw(kind, field, key);
                        for (String spoilt : spoil(kind, field, draw, fields, taken)) {
                            taken.add(spoilt);
                            planted.add(new Label(key, spoilt, kind));
                        }
                    }
                }));
        return planted;
    }

    /** The fields that were spoilt: none where each that could be is taken or has nothing to spoil. */
    private static List<String> spoil(
            DefectKind kind, String field, Draw draw, Map<String, @Nullable Object> fields, Set<String> taken) {
        if (kind.takesAllFields()) {
            return kind.fields().stream().noneMatch(taken::contains) && spoilAll(kind, fields, draw)
                    ? kind.fields()
                    : List.of();
        }
        List<String> candidates = field.equals(Mess.ANY_FIELD) ? kind.fields() : List.of(field);
        int start = draw.below("field", candidates.size());
        for (int i = 0; i < candidates.size(); i++) {
            String candidate = candidates.get((start + i) % candidates.size());
            if (!taken.contains(candidate) && Spoiler.spoil(fields, kind, candidate, draw)) {
                return List.of(candidate);
            }
        }
        return List.of();
    }

    private static boolean spoilAll(DefectKind kind, Map<String, @Nullable Object> fields, Draw draw) {
        if (kind == DefectKind.SWAPPED_NAME) {
            Object first = fields.get(CustomerRow.FIRST_NAME);
            Object last = fields.put(CustomerRow.LAST_NAME, first);
            fields.put(CustomerRow.FIRST_NAME, last);
            return first != null && !first.equals(last);
        }
        return kind.fields().stream().allMatch(field -> Spoiler.spoilable(fields, field))
                && kind.fields().stream().allMatch(field -> Spoiler.spoil(fields, kind, field, draw));
    }
}
