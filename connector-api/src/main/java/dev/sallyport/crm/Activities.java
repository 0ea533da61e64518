package dev.sallyport.crm;

import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;

/** What happened with the people and organisations of a CRM. Thread-safe. */
public interface Activities {

    /**
     * Logs a finished activity.
     *
     * @throws dev.sallyport.error.ConnectorException unless it is committed
     */
    default Receipt log(Note note) {
        return tryLog(note, Intent.automatic()).orThrow();
    }

    /** As {@link #log}, known by an intent. */
    default Receipt log(Note note, Intent intent) {
        return tryLog(note, intent).orThrow();
    }

    /** As {@link #log}, with the outcome as a value. */
    Outcome<Receipt> tryLog(Note note, Intent intent);
}
