package dev.sallyport.http;

import dev.sallyport.error.ErrorCode;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A write that the system refuses if the record is no longer at the version that was read, so that sending it again can
 * neither double it nor overwrite what somebody changed in between. Vendors' versions are times with a grain of one
 * second: a version younger than two seconds does not protect a second sending, which then waits. Immutable.
 */
public final class ConditionalWrite implements Attempt<Written> {
    private static final Duration GRAIN = Duration.ofSeconds(2);
    private static final String VERSION = "version";
    private static final String SAFE_FROM = "version safe from";
    private static final String UNCERTAIN = "an earlier sending may have been committed";
    private final Optional<String> expected;
    private final VersionReader reader;
    private final Sender sender;
    private final boolean append;

    private ConditionalWrite(Optional<String> expected, VersionReader reader, Sender sender, boolean append) {
        this.expected = expected;
        this.reader = reader;
        this.sender = sender;
        this.append = append;
    }

    /** A write that adds to a record: after somebody else's change it still makes sense. */
    public static Attempt<Written> append(VersionReader reader, Sender sender) {
        return new ConditionalWrite(Optional.empty(), reader, sender, true);
    }

    /** A write that sets fields; {@code expected} is the version on which the caller insists, if any. */
    public static Attempt<Written> set(Optional<String> expected, VersionReader reader, Sender sender) {
        return new ConditionalWrite(expected, reader, sender, false);
    }

    /**
     * The version that a record is at.
     *
     * @param mark the version, as the vendor writes it
     * @param changedAt when the record was changed last, by the vendor's clock
     * @param vendorNow the vendor's clock when it said so
     */
    public record Version(String mark, Instant changedAt, Instant vendorNow) {}

    /** Reads the version of the record. */
    @FunctionalInterface
    public interface VersionReader {
        /**
         * Reads it.
         *
         * @throws AttemptFailure if the record shows none
         */
        Version read(AttemptContext context) throws AttemptFailure;
    }

    /** Makes the attempt that sends the write on condition of a version. */
    @FunctionalInterface
    public interface Sender {
        /** The attempt. A failure with {@link ErrorCode#CONFLICT} means that the record is at another version. */
        Attempt<Written> at(String version);
    }

    @Override
    public Written run(AttemptContext context) throws AttemptFailure {
        String version = version(context);
        if (context.remembered(UNCERTAIN).isPresent()) {
            awaitGrain(context);
        }
        try {
            return sender.at(version).run(context);
        } catch (AttemptFailure failure) {
            if (failure.phase() == AttemptFailure.Phase.PERHAPS) {
                context.remember(UNCERTAIN, "yes");
            }
            throw failure.code() == ErrorCode.CONFLICT ? conflict(context, failure) : failure;
        }
    }

    private String version(AttemptContext context) throws AttemptFailure {
        Optional<String> known =
                insisted(context).or(() -> context.remembered(VERSION)).filter(mark -> !mark.isEmpty());
        if (known.isPresent() && context.remembered(SAFE_FROM).isPresent()) {
            return known.get();
        }
        Instant now = context.now();
        if (known.isPresent()) {
            context.remember(SAFE_FROM, now.plus(GRAIN).toString());
            return known.get();
        }
        Version read = reader.read(context);
        Duration young = GRAIN.minus(Duration.between(read.changedAt(), read.vendorNow()));
        context.remember(VERSION, read.mark());
        context.remember(SAFE_FROM, (young.isNegative() ? now : now.plus(young)).toString());
        return read.mark();
    }

    /** Neither the caller nor a record rule has agreed to a write on any other version. */
    private Optional<String> insisted(AttemptContext context) {
        return expected.or(context::checkedVersion);
    }

    private static void awaitGrain(AttemptContext context) throws AttemptFailure {
        Instant safeFrom = Instant.parse(context.remembered(SAFE_FROM).orElse(Instant.EPOCH.toString()));
        if (context.now().isBefore(safeFrom)) {
            throw AttemptFailure.notSent(
                            ErrorCode.CONFLICT, "The record was changed this very second; trying again.", null)
                    .asTransient()
                    .notBefore(safeFrom);
        }
    }

    /** The record is at another version: perhaps an earlier sending did that, perhaps somebody else. */
    private AttemptFailure conflict(AttemptContext context, AttemptFailure failure) {
        boolean mayGoAgain = insisted(context).isEmpty()
                && (append || context.remembered(UNCERTAIN).isEmpty());
        context.remember(VERSION, "");
        return mayGoAgain ? failure.asAmbiguous().asTransient() : failure.asAmbiguous();
    }
}
