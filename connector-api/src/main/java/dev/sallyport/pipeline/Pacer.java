package dev.sallyport.pipeline;

import dev.sallyport.Ref;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.pacing.Draw;
import dev.sallyport.pacing.Lane;
import dev.sallyport.pacing.Limit;
import dev.sallyport.pacing.QuotaStore;
import dev.sallyport.spi.Charge;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns an operation's charges into draws on counters. */
final class Pacer {
    private final String tenant;
    private final String user;
    private final Map<String, Limit> limits;
    private final double keptForPeople;
    final QuotaStore store;

    Pacer(ConnectorDescriptor connector, Safeguards safeguards) {
        this.tenant = connector.tenant();
        this.user = connector.user();
        this.store = safeguards.quotas();
        this.keptForPeople = safeguards.keptForPeople();
        this.limits = connector.limits().stream().collect(Collectors.toMap(Limit::name, Function.identity()));
    }

    List<Draw> draws(Operation operation, @Nullable Ref target, Lane lane) {
        return operation.charges().stream()
                .map(charge -> draw(charge, operation, target, lane))
                .toList();
    }

    private Draw draw(Charge charge, Operation operation, @Nullable Ref target, Lane lane) {
        Limit limit = limits.get(charge.limit());
        if (limit == null) {
            throw new IllegalStateException("the descriptor checked every charge");
        }
        boolean shared = limit.per() == Limit.Per.ACCOUNT && limit.kind() != Limit.Kind.CONCURRENT;
        long kept = shared ? (long) (limit.capacity() * keptForPeople) : 0;
        return new Draw(key(limit, operation, target), limit, charge.units(), lane, kept);
    }

    /** The window of the first limit that an operation draws on; a second if it draws on none. */
    Duration window(Operation operation) {
        return operation.charges().stream()
                .findFirst()
                .flatMap(charge -> Optional.ofNullable(limits.get(charge.limit())))
                .map(Limit::window)
                .orElse(Duration.ofSeconds(1));
    }

    private String key(Limit limit, Operation operation, @Nullable Ref target) {
        String base = tenant + "/" + limit.name();
        return switch (limit.per()) {
            case ACCOUNT -> base;
            case USER -> base + "/" + user;
            case OPERATION -> base + "/" + operation.name();
            case RECORD -> base + "/" + (target == null ? "new" : target);
        };
    }
}
