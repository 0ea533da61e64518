package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.Effect;
import dev.sallyport.testkit.spi.EffectKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The effects that make something more each time they happen, by the request that caused them. */
final class Additions {
    private final Map<String, List<Effect>> byRequest = new HashMap<>();

    Additions(Day day) {
        for (Effect effect : day.truth().list()) {
            if (effect.kind() == EffectKind.CREATE || effect.kind() == EffectKind.APPEND) {
                byRequest
                        .computeIfAbsent(effect.requestId(), absent -> new ArrayList<>())
                        .add(effect);
            }
        }
    }

    List<Effect> of(String requestId) {
        return byRequest.getOrDefault(requestId, List.of());
    }
}
