package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.Effect;
import dev.sallyport.testkit.Truth;
import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The list of committed effects; what one step commits becomes visible at once. */
final class TruthBook {
    private final List<Effect> effects = new ArrayList<>();

    /** One effect as a handler reported it. */
    record Reported(EffectKind kind, String resource, String recordId, Map<String, @Nullable Object> fields) {}

    synchronized void append(List<Reported> step, Exchange exchange) {
        for (Reported reported : step) {
            effects.add(new Effect(
                    effects.size() + 1L,
                    exchange.now(),
                    exchange.classification().operation(),
                    reported.kind(),
                    reported.resource(),
                    reported.recordId(),
                    reported.fields(),
                    exchange.requestId(),
                    exchange.actor()));
        }
    }

    synchronized Truth snapshot() {
        return new Truth(effects);
    }

    synchronized void become(List<Effect> then) {
        effects.clear();
        effects.addAll(then);
    }

    synchronized void reset() {
        effects.clear();
    }
}
