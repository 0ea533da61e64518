package dev.sallyport.http;

import dev.sallyport.error.ErrorCode;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.Written;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A write that the system refuses if the record is no longer at the version that was read, so that sending it again can
 * neither double it nor overwrite what somebody changed in between. Vendors' versions are times with a grain of one
 * second: within that second a record can change and keep its version. So a second sending waits until the second is over,
 * and where the first one could not know, it reads the record again and goes only if nothing in it has changed. Immutable.
 */
public final class ConditionalWrite implements Attempt<Written> {
    private static final Duration GRAIN = Duration.ofSeconds(2);
    /** What is older than this by one of the vendor's clocks is so by all of them. */
    private static final Duration SURELY_OLD = Duration.ofMinutes(1);
    /** The grain of a version, and of the date in a reply by which the clocks are compared, and the reply's way. */
    private static final Duration DOUBT = Duration.ofSeconds(3);

    private static final String VERSION = "version";
    private static final String STATE = "state at that version";
    private static final String SAFE_FROM = "version safe from";
    private static final String YOUNG = "first sent while the version was young";
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
     * @param state anything that differs when the record differs, such as a hash of all that it shows
     * @param note what else whoever looks for the write must know of this version, without a space; empty for nothing
     */
    public record Version(String mark, Instant changedAt, Instant vendorNow, String state, String note) {
        /** A version of which there is nothing else to know. */
        public Version(String mark, Instant changedAt, Instant vendorNow, String state) {
            this(mark, changedAt, vendorNow, state, "");
        }

        /** The version of a record; its state is a hash of all that it shows. */
        public static Version of(String mark, Instant changedAt, HttpReply reply, JsonNode record) {
            return new Version(mark, changedAt, reply.vendorNow(), digest(record.toString()));
        }

        /** The same version with a note. */
        public Version noting(String newNote) {
            return new Version(mark, changedAt, vendorNow, state, newNote);
        }

        /** All of it in one text, as an {@linkplain AttemptContext#basedOn attempt is based on}. */
        public String text() {
            return mark + " " + state + (note.isEmpty() ? "" : " " + note);
        }

        /** Whether a record is as it was when this text was made. */
        public static boolean isOf(String text, String mark, JsonNode record) {
            String now = mark + " " + digest(record.toString());
            return text.equals(now) || text.startsWith(now + " ");
        }

        /** What was noted in this text; empty if nothing was. */
        public static String noted(String text) {
            String[] parts = text.split(" ", -1);
            return parts.length < 3 ? "" : parts[2];
        }

        private static String digest(String text) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest, 0, 12);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        private boolean sameAs(String otherMark, String otherState) {
            return mark.equals(otherMark) && state.equals(otherState);
        }
    }

    /** Reads the version of the record. */
    public interface VersionReader {
        /**
         * Reads it.
         *
         * @throws AttemptFailure if the record shows none
         */
        Version read(AttemptContext context) throws AttemptFailure;

        /**
         * When a record with this version was changed last, by the vendor's clock.
         *
         * @throws java.time.DateTimeException if the version is none of the vendor's
         */
        Instant changedAt(String mark);

        /** What the vendor's clock shows when ours shows this; the same where nothing is known of it. */
        default Instant byItsClock(Instant ours) {
            return ours;
        }
    }

    /** Makes the attempt that sends the write on condition of a version. */
    @FunctionalInterface
    public interface Sender {
        /** The attempt. A failure with {@link ErrorCode#CONFLICT} means that the record is at another version. */
        Attempt<Written> at(String version);
    }

    @Override
    public Written run(AttemptContext context) throws AttemptFailure {
        boolean fresh =
                insisted(context).isEmpty() && remembered(context, VERSION).isEmpty();
        String version = version(context);
        if (append && fresh && context.uncertainSince().isPresent()) {
            throw lookOnceMore(context);
        }
        if (isUncertain(context)) {
            awaitGrain(context);
            requireUnchanged(context, version);
        } else if (context.now().isBefore(safeFrom(context))) {
            context.remember(YOUNG, "yes");
        }
        try {
            return sender.at(version).run(context);
        } catch (AttemptFailure failure) {
            if (failure.phase() == AttemptFailure.Phase.PERHAPS) {
                context.remember(UNCERTAIN, "yes");
            }
            throw failure.code() == ErrorCode.CONFLICT ? conflict(context, failure.asConclusive()) : failure;
        }
    }

    private String version(AttemptContext context) throws AttemptFailure {
        Optional<String> insisted = insisted(context);
        if (insisted.isPresent()) {
            if (context.remembered(SAFE_FROM).isEmpty()) {
                boolean old = isSurelyOld(insisted.get(), reader.byItsClock(context.now()));
                context.remember(SAFE_FROM, (old ? context.now() : context.now().plus(GRAIN)).toString());
            }
            return insisted.get();
        }
        Optional<String> known = remembered(context, VERSION);
        return known.isPresent() ? known.get() : read(context);
    }

    private String read(AttemptContext context) throws AttemptFailure {
        Version read = reader.read(context);
        Instant now = context.now();
        Duration young = GRAIN.minus(Duration.between(read.changedAt(), read.vendorNow()));
        context.remember(VERSION, read.mark());
        context.remember(STATE, read.state());
        context.remember(SAFE_FROM, (young.isNegative() ? now : now.plus(young)).toString());
        context.remember(YOUNG, "");
        if (!append && changedSinceFirstAsked(read, context)) {
            // An earlier call may have sent this write before somebody changed the record, and must not undo that.
            throw AttemptFailure.answered(
                            ErrorCode.CONFLICT,
                            "The record was changed after this write was first asked for; read it and decide anew.")
                    .asAmbiguous();
        }
        context.basedOn(read.text());
        return read.mark();
    }

    private static boolean changedSinceFirstAsked(Version read, AttemptContext context) {
        Duration ahead = Duration.between(context.now(), read.vendorNow());
        return context.uncertainSince()
                .map(asked -> read.changedAt().minus(ahead).plus(DOUBT).isAfter(asked))
                .orElse(false);
    }

    private boolean isSurelyOld(String mark, Instant vendorNow) {
        try {
            return reader.changedAt(mark).plus(SURELY_OLD).isBefore(vendorNow);
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Neither the caller nor a record rule has agreed to a write on any other version. */
    private Optional<String> insisted(AttemptContext context) {
        return expected.or(context::checkedVersion);
    }

    private static boolean isUncertain(AttemptContext context) {
        return remembered(context, UNCERTAIN).isPresent()
                || context.uncertainSince().isPresent();
    }

    private static Instant safeFrom(AttemptContext context) {
        return remembered(context, SAFE_FROM).map(Instant::parse).orElse(Instant.EPOCH);
    }

    /** What an earlier call sent may have been committed after it was looked for and before the version was read. */
    private static AttemptFailure lookOnceMore(AttemptContext context) {
        return AttemptFailure.notSent(ErrorCode.CONFLICT, "Looking once more before sending again.", null)
                .asTransient()
                .notBefore(safeFrom(context));
    }

    private static void awaitGrain(AttemptContext context) throws AttemptFailure {
        if (context.now().isBefore(safeFrom(context))) {
            throw AttemptFailure.notSent(
                            ErrorCode.CONFLICT, "The record was changed this very second; trying again.", null)
                    .asTransient()
                    .notBefore(safeFrom(context));
        }
    }

    /** A version that was young when it was first sent on does not show what changed later in its second. */
    private void requireUnchanged(AttemptContext context, String version) throws AttemptFailure {
        if (remembered(context, YOUNG).isEmpty()) {
            return;
        }
        Version now = reader.read(context);
        if (!now.sameAs(version, remembered(context, STATE).orElse(""))) {
            AttemptFailure changed = AttemptFailure.answered(
                    ErrorCode.CONFLICT, "The record was changed in between; read it again and decide anew.");
            throw conflict(context, now.mark().equals(version) ? changed : changed.asConclusive());
        }
        context.basedOn(now.text());
        context.remember(YOUNG, "");
    }

    /** The record is at another version: perhaps an earlier sending did that, perhaps somebody else. */
    private AttemptFailure conflict(AttemptContext context, AttemptFailure failure) {
        boolean mayGoAgain = insisted(context).isEmpty() && (append || !isUncertain(context));
        context.remember(VERSION, "");
        if (!mayGoAgain) {
            return failure.asAmbiguous();
        }
        return isUncertain(context) ? failure.asAmbiguous().asTransient() : failure.asTransient();
    }

    private static Optional<String> remembered(AttemptContext context, String name) {
        return context.remembered(name).filter(value -> !value.isEmpty());
    }
}
