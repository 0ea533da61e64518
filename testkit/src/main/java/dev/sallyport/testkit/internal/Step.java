package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.fault.FaultKind;
import dev.sallyport.testkit.spi.Classification;
import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.Effects;
import dev.sallyport.testkit.spi.Exchange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One run of a pack's handler: what it may know, and what it reports. For one thread. */
final class Step implements Exchange, Effects {
    private final Passage passage;
    private final String actor;
    private final Instant now;
    private final String baseUrl;
    private final long seed;
    private final List<TruthBook.Reported> reported = new ArrayList<>();

    Step(Passage passage, String actor, Instant now, String baseUrl, long seed) {
        this.passage = passage;
        this.actor = actor;
        this.now = now;
        this.baseUrl = baseUrl;
        this.seed = seed;
    }

    List<TruthBook.Reported> reported() {
        return reported;
    }

    @Override
    public void commit(
            EffectKind kind, String resource, String recordId, Map<String, ? extends @Nullable Object> fields) {
        if (passage.classification.shared()) {
            throw new IllegalStateException("a shared read reported an effect: " + passage.classification.operation());
        }
        reported.add(new TruthBook.Reported(kind, resource, recordId, new LinkedHashMap<>(fields)));
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public String requestId() {
        return passage.requestId;
    }

    @Override
    public String baseUrl() {
        return baseUrl;
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public Classification classification() {
        return passage.classification;
    }

    @Override
    public String actor() {
        return actor;
    }

    /** Half of them by the draw, but never none and never all. */
    @Override
    public Set<Integer> failedItems() {
        int items = passage.classification.items();
        if (passage.fault != FaultKind.PARTIAL_BATCH || items < 2) {
            return Set.of();
        }
        Set<Integer> failed = new TreeSet<>();
        for (int item = 0; item < items; item++) {
            if (luck(item) < 0.5) {
                failed.add(item);
            }
        }
        int odd = (int) (luck(items) * items);
        if (failed.isEmpty()) {
            failed.add(odd);
        } else if (failed.size() == items) {
            failed.remove(odd);
        }
        return Set.copyOf(failed);
    }

    private double luck(int item) {
        Classification request = passage.classification;
        return Draw.unit(
                seed, item, request.operation() + " item", request.subject().value(), passage.occurrence);
    }

    @Override
    public Effects effects() {
        return this;
    }
}
