package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.Effects;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A unit of work over the store: it can be undone to a mark, and what is left of it is reported at the end. */
final class Unit {
    private record Done(EffectKind kind, String object, String id, Map<String, @Nullable Object> fields) {}

    private final Store store;
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final List<@Nullable Done> done = new ArrayList<>();

    Unit(Store store) {
        this.store = store;
    }

    Store store() {
        return store;
    }

    void create(Row row, Map<String, @Nullable Object> asked) {
        Table table = store.table(row.type());
        table.add(row);
        record(() -> table.remove(row), new Done(EffectKind.CREATE, row.type().name(), row.id(), asked));
    }

    void update(Row row, Map<String, @Nullable Object> changes, Map<String, @Nullable Object> asked) {
        write(row, changes, new Done(EffectKind.UPDATE, row.type().name(), row.id(), asked));
    }

    void delete(Row row, Map<String, @Nullable Object> changes) {
        write(row, changes, new Done(EffectKind.DELETE, row.type().name(), row.id(), Map.of()));
    }

    /** Changes that follow from others and that no client asked for. */
    void derive(Row row, Map<String, @Nullable Object> changes) {
        write(row, changes, null);
    }

    private void write(Row row, Map<String, @Nullable Object> changes, @Nullable Done effect) {
        Table table = store.table(row.type());
        Map<String, @Nullable Object> before = table.write(row, new HashMap<>(changes));
        record(() -> table.write(row, before), effect);
    }

    private void record(Runnable back, @Nullable Done effect) {
        undo.push(back);
        done.add(effect);
    }

    /** A point to which the work can be undone. */
    int mark() {
        return done.size();
    }

    void undoTo(int mark) {
        while (done.size() > mark) {
            undo.pop().run();
            done.remove(done.size() - 1);
        }
    }

    void report(Effects effects) {
        for (Done effect : done) {
            if (effect != null) {
                effects.commit(effect.kind, effect.object, effect.id, new LinkedHashMap<>(effect.fields));
            }
        }
    }
}
