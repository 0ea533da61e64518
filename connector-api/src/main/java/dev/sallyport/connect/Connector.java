package dev.sallyport.connect;

import dev.sallyport.effect.Strategy;
import java.util.List;
import java.util.Map;

/**
 * A connection to one account of one system. It has no data methods: those come from its {@code under(grant)}.
 * Thread-safe.
 */
public interface Connector extends AutoCloseable {
    /** The system's name, such as {@code salesforce}. */
    String system();

    /** The names of the operations that it can do, such as {@code contacts.get}. */
    List<String> capabilities();

    /**
     * How it is found out what became of a write whose reply was lost, for each operation that writes, by name: the
     * strategies in force for this account, with what each rests on. One that is {@code none} can end as unknown for good.
     */
    Map<String, Strategy> strategies();

    /**
     * Asks the system what became of intents whose outcome is not known, such as those of a process that died. Sends
     * none of them. Forgets settled intents that are older than {@link Safeguards#retention()}.
     *
     * @throws dev.sallyport.error.ConnectorException if the system or the ledger cannot be asked
     */
    Recovery recover();

    @Override
    void close();
}
