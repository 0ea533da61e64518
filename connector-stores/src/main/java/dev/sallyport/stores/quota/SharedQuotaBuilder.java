package dev.sallyport.stores.quota;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Collects the settings of a shared store, whatever keeps its counts. Defaults: 1 second for the server to answer;
 * 1 process expected until the server has told how many; calls are spread by 20 milliseconds on their way; nobody is
 * told. Not thread-safe; opens one store.
 *
 * @param <B> the builder's own type
 */
public abstract class SharedQuotaBuilder<B extends SharedQuotaBuilder<B>> {
    final String name;
    private Duration timeout = Duration.ofSeconds(1);
    Duration spread = Duration.ofMillis(20);
    int expectedMembers = 1;
    Consumer<QuotaHealth> onHealth = health -> {};

    /** For a store that messages call by this name; nothing secret. */
    protected SharedQuotaBuilder(String name) {
        this.name = name;
    }

    /** This. */
    protected abstract B self();

    /** The server that keeps the counts; it need not be reachable yet. */
    protected abstract QuotaServer server(Duration newTimeout);

    /** How long the server may take to answer before it counts as away; at least 10 milliseconds. */
    public B timeout(Duration newTimeout) {
        if (newTimeout.toMillis() < 10) {
            throw new IllegalArgumentException("timeout is " + newTimeout + "; at least 10 milliseconds are wanted");
        }
        timeout = newTimeout;
        return self();
    }

    /**
     * How long a call may be on its way to the vendor without the server being told: it costs that much of each window.
     * Calls that take longer cost one more trip to the server each.
     */
    public B spread(Duration newSpread) {
        if (newSpread.isNegative()) {
            throw new IllegalArgumentException("spread is " + newSpread + "; it must not be negative");
        }
        spread = newSpread;
        return self();
    }

    /** How many processes share the limits, for as long as the server never answered. */
    public B expectedMembers(int processes) {
        if (processes < 1) {
            throw new IllegalArgumentException("expected members: " + processes + "; at least 1 is wanted");
        }
        expectedMembers = processes;
        return self();
    }

    /** Who is told, on the calling thread, when the server goes away and when it answers again. */
    public B onHealth(Consumer<QuotaHealth> listener) {
        onHealth = listener;
        return self();
    }

    /**
     * Opens the store. Its server need not be reachable yet: until it answers, the process keeps to its share.
     *
     * @throws IllegalArgumentException if the server's address is none; the message does not repeat it
     */
    public final SharedQuotaStore open() {
        return SharedQuotaStore.on(server(timeout), this);
    }
}
