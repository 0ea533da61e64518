package dev.sallyport.pipeline;

import dev.sallyport.pacing.QuotaStore;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/** What all connectors to one account share in this process, if they were given the same quota store. Thread-safe. */
final class Account {
    private static final Map<QuotaStore, Shared> SHARED = Collections.synchronizedMap(new WeakHashMap<>());
    final Lines lines;
    final Circuit circuit;
    final RetryBudget budget = new RetryBudget();

    private Account(Lines lines, Jitter jitter) {
        this.lines = lines;
        this.circuit = new Circuit(jitter);
    }

    static Account of(QuotaStore store, String tenant, Jitter jitter) {
        Shared shared = SHARED.computeIfAbsent(store, key -> new Shared());
        return shared.accounts.computeIfAbsent(tenant, key -> new Account(new Lines(), jitter));
    }

    private static final class Shared {
        private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    }
}
