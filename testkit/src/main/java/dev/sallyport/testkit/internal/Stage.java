package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.spi.Admission;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.VendorPack;
import java.time.InstantSource;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** The only place that touches a pack's state: one lock, held for the step in memory and never over a wait. */
final class Stage {
    private final VendorPack pack;
    private final InstantSource clock;
    private final long seed;
    private final TruthBook truth;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile String baseUrl = "";

    Stage(VendorPack pack, InstantSource clock, long seed, TruthBook truth) {
        this.pack = pack;
        this.clock = clock;
        this.seed = seed;
        this.truth = truth;
    }

    void baseUrl(String url) {
        baseUrl = url;
    }

    Admission admit(Passage passage) {
        return under(lock.readLock(), () -> pack.admit(passage.request, passage.classification, clock.instant()));
    }

    void revokeToken(Passage passage) {
        alone(() -> {
            pack.revokeToken(passage.request);
            return true;
        });
    }

    FakeReply handle(Passage passage, String actor) {
        Lock held = passage.classification.shared() ? lock.readLock() : lock.writeLock();
        return under(held, () -> {
            Step step = new Step(passage, actor, clock.instant(), baseUrl, seed);
            try {
                return pack.handle(passage.request, step);
            } finally {
                // In a finally: what was reported did happen, even if the handler failed afterwards.
                truth.append(step.reported(), step);
            }
        });
    }

    <T> T alone(Supplier<T> work) {
        return under(lock.writeLock(), work);
    }

    <T> T look(Supplier<T> work) {
        return under(lock.readLock(), work);
    }

    private static <T> T under(Lock held, Supplier<T> work) {
        held.lock();
        try {
            return work.get();
        } finally {
            held.unlock();
        }
    }
}
