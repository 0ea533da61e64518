package dev.sallyport.testkit.contract.shelf;

import dev.sallyport.Secret;
import dev.sallyport.http.Authorization;
import dev.sallyport.http.TokenSource;
import dev.sallyport.spi.AttemptContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tokens, got well and badly. */
final class ShelfTokens {
    private ShelfTokens() {}

    static Authorization of(@Nullable Mutant mutant, Supplier<Secret> fetch) {
        if (mutant == Mutant.RENEWS_IN_EVERY_THREAD) {
            return new EachForItself(fetch);
        }
        return mutant == Mutant.SHOWS_A_DEAD_TOKEN ? new Stubborn(fetch) : new TokenSource(time -> fetch.get());
    }

    /** Every thread gets its own. */
    private static final class EachForItself implements Authorization {
        private final Supplier<Secret> fetch;
        private final Map<Thread, Secret> mine = new ConcurrentHashMap<>();

        EachForItself(Supplier<Secret> fetch) {
            this.fetch = fetch;
        }

        @Override
        public Secret header(AttemptContext context) {
            return mine.computeIfAbsent(
                    Thread.currentThread(),
                    thread -> Secret.of("Bearer " + fetch.get().reveal()));
        }

        @Override
        public boolean expired(Secret header) {
            mine.remove(Thread.currentThread());
            return true;
        }
    }

    /** Believes that a token is dead only when it is told twice. */
    private static final class Stubborn implements Authorization {
        private final TokenSource good;
        private final AtomicInteger told = new AtomicInteger();

        Stubborn(Supplier<Secret> fetch) {
            good = new TokenSource(time -> fetch.get());
        }

        @Override
        public Secret header(AttemptContext context) throws dev.sallyport.spi.AttemptFailure {
            return good.header(context);
        }

        @Override
        public boolean expired(Secret header) {
            return told.incrementAndGet() % 2 == 1 || good.expired(header);
        }
    }
}
