package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.Effect;
import dev.sallyport.testkit.spi.Admission;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.VendorPack;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
    private final Annals annals;
    private volatile String baseUrl = "";

    Stage(VendorPack pack, InstantSource clock, long seed, TruthBook truth) {
        this.pack = pack;
        this.clock = clock;
        this.seed = seed;
        this.truth = truth;
        this.annals = new Annals(clock.instant());
    }

    void baseUrl(String url) {
        baseUrl = url;
    }

    Admission admit(Passage passage) {
        return under(lock.readLock(), () -> pack.admit(passage.request, passage.classification, clock.instant()));
    }

    void revokeToken(Passage passage) {
        alone(() -> {
            Runnable deed = () -> pack.revokeToken(passage.request);
            annals.add(clock.instant(), 0, deed);
            deed.run();
            return true;
        });
    }

    FakeReply handle(Passage passage, String actor) {
        Lock held = passage.classification.shared() ? lock.readLock() : lock.writeLock();
        return under(held, () -> {
            Step step = new Step(passage, actor, clock.instant(), baseUrl, seed);
            if (!passage.classification.shared()) {
                annals.add(step.now(), passage.request.length(), () -> again(passage, step));
            }
            try {
                return pack.handle(passage.request, step);
            } finally {
                // In a finally: what was reported did happen, even if the handler failed afterwards.
                truth.append(step.reported(), step);
            }
        });
    }

    private void again(Passage passage, Step first) {
        FakeReply unused = pack.handle(
                passage.request, new Step(passage, first.actor(), first.now(), first.baseUrl(), first.seed()));
    }

    /** Changes the state behind the vendor's back. */
    <T> T change(Supplier<T> work) {
        return alone(() -> {
            annals.add(clock.instant(), 0, () -> {
                T unused = work.get();
            });
            return work.get();
        });
    }

    /** Everything that makes the state what it is now, and what was committed until now. */
    Optional<Past> past() {
        return under(
                lock.readLock(),
                () -> annals.past().map(past -> new Past(past, truth.snapshot().list())));
    }

    /** The state and the truth of a moment. */
    record Past(Annals.Past deeds, List<Effect> effects) {}

    /** Makes the state again as it was then. */
    void goBack(Past past, FakeTime time) {
        time.at(past.deeds().fresh(), pack::reset);
        for (Annals.Deed deed : past.deeds().deeds()) {
            time.at(deed.at(), () -> repeat(deed.work()));
        }
        annals.become(past.deeds());
        truth.become(past.effects());
    }

    private static void repeat(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException refusedThenToo) {
            // What failed the first time fails again and leaves the same behind.
        }
    }

    /** The pack has been reset. */
    void fresh() {
        annals.begin(clock.instant());
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
