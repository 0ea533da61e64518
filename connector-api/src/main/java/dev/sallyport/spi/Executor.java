package dev.sallyport.spi;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Recovery;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The only way in which a connector's calls are carried out. Thread-safe. */
public interface Executor {
    /**
     * Binds a grant.
     *
     * @throws dev.sallyport.error.InputException if it names a scope of this connector's family that does not exist
     */
    Session bind(Grant grant);

    /**
     * Carries out a read.
     *
     * @throws dev.sallyport.error.ConnectorException if it is refused or fails
     */
    <T> T read(Session session, Read<T> read);

    /** Carries out a write. */
    Outcome<Receipt> write(Session session, Write write);

    /** Carries out a batch; the n-th outcome is the n-th item's. */
    List<Outcome<Receipt>> writeAll(Session session, Batch batch);

    /** Carries out writes one by one, as a batch of a system that takes none; the n-th outcome is the n-th item's. */
    default List<Outcome<Receipt>> writeEach(Session session, List<Write> items) {
        List<Outcome<Receipt>> outcomes = new ArrayList<>();
        for (Write item : items) {
            outcomes.add(write(session, item.at(outcomes.size())));
        }
        return List.copyOf(outcomes);
    }

    /**
     * Carries out a read of the connector's own, such as getting a token, with a deadline of its own.
     *
     * @throws dev.sallyport.error.ConnectorException if it fails
     */
    <T> T system(Read<T> read, Duration deadline);

    /** Asks what became of intents that are open, without sending any. */
    Recovery recover();

    /**
     * A keyed hash of a text, by which it is known again when it comes back from outside; the same in each process that
     * uses the same durable ledger.
     */
    String seal(String text);

    /** The clock. */
    TimeSource time();
}
