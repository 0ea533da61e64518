package dev.sallyport.testkit.contract;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.FakeServerBuilder;
import dev.sallyport.testkit.database.FakeDatabase;
import dev.sallyport.testkit.fault.FaultKind;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A fake as a contract handles it: started on the contract's clock, broken, put back, and asked what it committed.
 *
 * @param <F> the fake
 */
public abstract sealed class Rig<F> permits ServerRig, DatabaseRig {
    Rig() {}

    /**
     * A fake that speaks HTTP, not started yet; the contract sets its clock and faults. Let it page in fives where that can be
     * set ({@code pageSize(5)}), and keep its limits small.
     */
    public static <F extends FakeServer> Rig<F> of(FakeServerBuilder<F, ?> builder) {
        return new ServerRig<>(builder);
    }

    /**
     * A database behind a wire, not started yet.
     *
     * @param effects a query for the number of effects until now, such as a sum of counts; it is asked past the wire
     */
    public static Rig<FakeDatabase> of(Supplier<FakeDatabase> database, String effects) {
        return new DatabaseRig(database, effects);
    }

    abstract void start(InstantSource clock);

    abstract F fake();

    /** The fake as a server; empty for a database. */
    abstract Optional<FakeServer> server();

    /** Puts everything back: no faults, nothing under way. */
    abstract void fresh();

    /** Grows with everything that is sent. */
    abstract long sent();

    /** Waits until nothing is sent of its own accord. */
    void settle() {}

    /** How many effects were committed until now. */
    abstract long effects();

    /** Makes the next write go wrong; false if this fake cannot go wrong in this way. */
    abstract boolean befall(FaultKind kind);

    /** Whether something went wrong as was asked for. */
    abstract boolean befell();

    /** Lets happen what is still under way. */
    abstract void land();

    /** How many connections of clients stand open. */
    abstract long connections();

    abstract void close();
}
