package dev.sallyport.pipeline;

import dev.sallyport.Ref;
import dev.sallyport.pacing.Draw;
import dev.sallyport.pacing.Limit;
import dev.sallyport.pacing.QuotaStore;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.Operation;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns an operation's charges into draws on counters. */
final class Pacer {
    private final ConnectorDescriptor connector;
    private final Map<String, Limit> limits;
    final QuotaStore store;

    Pacer(ConnectorDescriptor connector, QuotaStore store) {
        this.connector = connector;
        this.store = store;
        this.limits = connector.limits().stream().collect(Collectors.toMap(Limit::name, Function.identity()));
    }

    List<Draw> draws(Operation operation, @Nullable Ref target) {
        return operation.charges().stream()
                .map(charge -> {
                    Limit limit = limits.get(charge.limit());
                    if (limit == null) {
                        throw new IllegalStateException("the descriptor checked every charge");
                    }
                    return new Draw(key(limit, operation, target), limit, charge.units());
                })
                .toList();
    }

    private String key(Limit limit, Operation operation, @Nullable Ref target) {
        String base = connector.tenant() + "/" + limit.name();
        return switch (limit.per()) {
            case ACCOUNT -> base;
            case OPERATION -> base + "/" + operation.name();
            case RECORD -> base + "/" + (target == null ? "new" : target);
        };
    }
}
