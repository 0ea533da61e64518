package dev.sallyport.pipeline;

import dev.sallyport.RichText;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Attribution;
import dev.sallyport.effect.LedgerEntry;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.Write;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Keys, stamps and content hashes of writes. */
final class Intents {
    private final ConnectorDescriptor connector;
    private final byte[] hashKey;
    private final String owner = UUID.randomUUID().toString();
    private final AtomicLong calls = new AtomicLong();

    private final Safeguards safeguards;

    Intents(ConnectorDescriptor connector, Safeguards safeguards) {
        this.connector = connector;
        this.safeguards = safeguards;
        this.hashKey = safeguards.ledger().hashKey();
    }

    /** The entry that a write asks the ledger to store. Its content is held as keyed hashes only. */
    LedgerEntry propose(Write write, Grant grant, Instant now) {
        // No later claim can have the key of one call only, so there is nothing that it could differ in.
        boolean oneCallOnly = write.intent().key().isEmpty() && !deduplicates(write, grant);
        Map<String, String> hashes = oneCallOnly ? Map.of() : hashes(write);
        String key = key(write, grant, hashes);
        return new LedgerEntry(
                key,
                connector.tenant(),
                write.operation().name(),
                stamp(connector.tenant(), key),
                write.target(),
                hashes,
                LedgerEntry.State.CLAIMED,
                owner,
                leaseFrom(now),
                now,
                null,
                null,
                0,
                Attribution.OURS);
    }

    private static boolean deduplicates(Write write, Grant grant) {
        return grant.task().isPresent() && write.operation().effect().deduplicatesByContent();
    }

    private Map<String, String> hashes(Write write) {
        Map<String, String> hashes = new TreeMap<>();
        write.content().forEach((field, value) -> hashes.put(field, hash(field + "=" + canonical(value))));
        if (write.target() != null) {
            hashes.put("target", hash("target=" + write.target()));
        }
        return hashes;
    }

    /** An open entry, as this process would claim it. */
    LedgerEntry mine(LedgerEntry entry) {
        return entry.claimedBy(owner, leaseFrom(safeguards.time().now()));
    }

    /** Prolongs this process's claim; false if it is no longer its own. */
    boolean renew(LedgerEntry entry) {
        Instant now = safeguards.time().now();
        return safeguards.ledger().renew(entry.key(), owner, now, leaseFrom(now));
    }

    private Instant leaseFrom(Instant now) {
        return now.plus(safeguards.deadline()).plus(safeguards.attemptTimeout());
    }

    private String key(Write write, Grant grant, Map<String, String> hashes) {
        String scope = connector.tenant() + "/" + write.operation().name() + "/";
        if (write.intent().key().isPresent()) {
            return scope + "key/" + write.intent().key().get();
        }
        if (deduplicates(write, grant)) {
            return scope + "task/" + hash(grant.task().orElse("") + "\n" + hashes);
        }
        return scope + "call/" + owner + "/" + calls.incrementAndGet();
    }

    /** The same for the same key in every process, so that a restart finds what was sent before it. */
    static String stamp(String tenant, String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((tenant + "\n" + key).getBytes(StandardCharsets.UTF_8));
            return "sp-" + HexFormat.of().formatHex(digest, 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Rich text does not print itself; nothing is not the word for it; two texts in a list are not one with a comma. */
    private static String canonical(@Nullable Object value) {
        if (value instanceof RichText text) {
            return text.format() + ":" + text.source();
        }
        if (value instanceof Collection<?> list) {
            return list.stream()
                    .map(Intents::canonical)
                    .map(Intents::measured)
                    .collect(Collectors.joining("", "[", "]"));
        }
        return value == null ? "\0" : value.toString();
    }

    private static String measured(String text) {
        return text.length() + ":" + text;
    }

    private String hash(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(hashKey, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
