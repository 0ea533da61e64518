package dev.sallyport.spi;

import dev.sallyport.pacing.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an attempt is told, and what it tells back. Used by the attempt's thread only. */
public interface AttemptContext {
    /** The number of this attempt, from 1. */
    int number();

    /** How long this attempt may take. */
    Duration timeout();

    /** The instant now. */
    Instant now();

    /** Whether the call changes something. */
    boolean writes();

    /** The mark that a write carries to the system; the same for every attempt and after a restart. Empty for reads. */
    String stamp();

    /** Keeps a value for later attempts of the same call. */
    void remember(String name, String value);

    /** A value kept by an earlier attempt of the same call. */
    Optional<String> remembered(String name);

    /** The version of the record on which the grant's record rules were checked; a write must not touch another one. */
    default Optional<String> checkedVersion() {
        return Optional.empty();
    }

    /** When this write was first asked for, if an earlier call sent it and may have had it committed. */
    default Optional<Instant> uncertainSince() {
        return Optional.empty();
    }

    /** Whether an earlier sending of this write, by this call or another, may have been committed or may yet be. */
    default boolean mayBeSecond() {
        return false;
    }

    /**
     * Notes in the ledger, before they do, that writes with these stamps go out again while an earlier sending of them may
     * still be carried out: whoever shares the ledger learns it from {@link #sentAgainUntil}.
     *
     * @throws dev.sallyport.effect.LedgerException if that cannot be noted: then they may not be sent
     */
    void sendingAgain(Collection<String> stamps);

    /**
     * Until when the write with this stamp may be sent again by anybody who shares the ledger; empty if it went out once
     * only, as far as the ledger knows.
     *
     * @throws dev.sallyport.effect.LedgerException if the ledger cannot be read
     */
    Optional<Instant> sentAgainUntil(String stamp);

    /** Tells on which version of the record this attempt is conditional; it is kept with the intent, to look for it. */
    default void basedOn(String version) {}

    /** Reads of the connector's own that this attempt needs first, such as a version. */
    SystemReads reads();

    /** Tells what the vendor said of a limit. Limits that the operation does not draw on are ignored. */
    void observe(String limit, Observation observation);

    /**
     * Tells how many units of a limit this attempt cost in all, where only the reply says so; later calls wait for what
     * was not taken beforehand. Limits that the operation does not draw on are ignored.
     */
    default void cost(String limit, long units) {}

    /** Tells the vendor's id of this request. */
    void requestId(@Nullable String id);

    /** Sets an attribute of the attempt's span, by its standard name. No payload, no full URL. */
    void attribute(String name, Object value);
}
