package dev.sallyport.pipeline;

import dev.sallyport.Fetched;
import dev.sallyport.Ref;
import dev.sallyport.effect.Plan;
import dev.sallyport.spi.Charge;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Write;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a call would do, told before it does. */
final class Plans {
    private Plans() {}

    static Plan of(Write write, Optional<Fetched<?>> fresh) {
        return of(
                write.operation(),
                write.target(),
                write.content(),
                fresh,
                write.caution().orElse(null));
    }

    static Plan of(Operation operation, @Nullable Ref target) {
        return of(operation, target, Map.of(), Optional.empty(), null);
    }

    private static Plan of(
            Operation operation,
            @Nullable Ref target,
            Map<String, @Nullable Object> content,
            Optional<Fetched<?>> fresh,
            @Nullable String caution) {
        Map<String, Integer> cost =
                operation.charges().stream().collect(Collectors.toMap(Charge::limit, Charge::units, Integer::sum));
        Map<String, Plan.FieldChange> change = new HashMap<>();
        content.forEach((field, after) -> change.put(
                field,
                new Plan.FieldChange(
                        fresh.map(record -> before(record.value(), field)).orElse(null), after)));
        return new Plan(operation.name(), operation.scope().toString(), target, cost, change, caution);
    }

    /** Canonical fields are named like the components of the typed records. */
    private static @Nullable Object before(Object value, String field) {
        RecordComponent[] components = value.getClass().getRecordComponents();
        for (RecordComponent component : components == null ? new RecordComponent[0] : components) {
            if (component.getName().equals(field)) {
                try {
                    return component.getAccessor().invoke(value);
                } catch (ReflectiveOperationException e) {
                    return null;
                }
            }
        }
        return null;
    }
}
