package dev.sallyport.testkit.junit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one test has; given back when the test's store is closed, after all its {@code @AfterEach} methods. */
final class Loan implements AutoCloseable {
    private final Pool pool;
    private final FakeSystems wanted;
    private final Map<Setting, Lent> lent = new LinkedHashMap<>();

    Loan(Pool pool, FakeSystems wanted) {
        this.pool = pool;
        this.wanted = wanted;
    }

    synchronized Lent of(String system) {
        return lent.computeIfAbsent(
                Setting.of(system, wanted), setting -> isShared() ? pool.take(setting) : Lent.start(setting));
    }

    private boolean isShared() {
        return wanted.lifetime() == FakeSystems.Lifetime.SHARED;
    }

    synchronized Collection<Lent> all() {
        return lent.values();
    }

    @Override
    public synchronized void close() {
        lent.forEach((setting, fake) -> {
            if (isShared()) {
                pool.giveBack(setting, fake);
            } else {
                fake.close();
            }
        });
        lent.clear();
    }
}
