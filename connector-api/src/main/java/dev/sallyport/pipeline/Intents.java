package dev.sallyport.pipeline;

import dev.sallyport.RichText;
import dev.sallyport.access.Grant;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Attribution;
import dev.sallyport.effect.LedgerEntry;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.Trace;
import dev.sallyport.spi.Write;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Keys, stamps and content hashes of writes. */
final class Intents {
    private static final String TARGET = "target";
    private final String tenant;
    private final byte[] hashKey;
    private final String process = UUID.randomUUID().toString();
    private final AtomicLong calls = new AtomicLong();

    private final Safeguards safeguards;

    Intents(ConnectorDescriptor connector, Safeguards safeguards) {
        this.tenant = connector.tenant();
        this.safeguards = safeguards;
        this.hashKey = safeguards.ledger().hashKey();
    }

    /** Each call claims for itself, so that no other call of this process can prolong its claim by mistake. */
    String newOwner() {
        return process + "/" + calls.incrementAndGet();
    }

    /** The entry that a write asks the ledger to store. Its content is held as keyed hashes only. */
    LedgerEntry propose(Write write, Grant grant, Instant now, String owner) {
        // No later claim can have the key of one call only, so there is nothing that it could differ in; but a look-up
        // that reads the record back must know what was wanted.
        boolean oneCallOnly = write.intent().key().isEmpty() && !deduplicates(write, grant);
        boolean unread = oneCallOnly && !write.operation().isReadBack();
        Map<String, String> hashes = unread ? Map.of() : hashes(write);
        String key = key(write, grant, hashes, owner);
        return new LedgerEntry(
                key,
                tenant,
                write.operation().name(),
                stamp(tenant, key),
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
            hashes.put(TARGET, hash("target=" + write.target()));
        }
        return hashes;
    }

    /** An open entry, as this process would claim it. */
    LedgerEntry mine(LedgerEntry entry) {
        return entry.claimedBy(newOwner(), leaseFrom(safeguards.time().now()));
    }

    /** A proposal whose lease begins now. */
    LedgerEntry renewed(LedgerEntry proposal) {
        return proposal.claimedBy(proposal.owner(), leaseFrom(safeguards.time().now()));
    }

    /** What a look-up for an intent is told. */
    Trace trace(LedgerEntry entry, @Nullable String base) {
        Set<String> fields = new HashSet<>(entry.fieldHashes().keySet());
        fields.remove(TARGET);
        return new Trace(
                entry.stamp(),
                entry.target(),
                entry.claimedAt(),
                fields,
                (field, value) -> hash(field + "=" + canonical(value))
                        .equals(entry.fieldHashes().get(field)),
                base);
    }

    /** Prolongs this process's claim; false if it is no longer its own. */
    boolean renew(LedgerEntry entry) {
        Instant now = safeguards.time().now();
        return safeguards.ledger().renew(entry.key(), entry.owner(), now, leaseFrom(now));
    }

    /** As {@link #renew}, for several claims of one owner. */
    List<Boolean> renewAll(List<LedgerEntry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        Instant now = safeguards.time().now();
        List<String> keys = entries.stream().map(LedgerEntry::key).toList();
        return safeguards.ledger().renewAll(keys, entries.get(0).owner(), now, leaseFrom(now));
    }

    private Instant leaseFrom(Instant now) {
        return now.plus(safeguards.deadline()).plus(safeguards.attemptTimeout());
    }

    private String key(Write write, Grant grant, Map<String, String> hashes, String owner) {
        String scope = tenant + "/" + write.operation().name() + "/";
        String place = write.index() < 0 ? "" : "/" + write.index();
        if (write.intent().key().isPresent()) {
            // An item's place comes before the free text, which could end in something that looks like one.
            String text = write.intent().key().get();
            return write.index() < 0 ? scope + "key/" + text : scope + "item/" + write.index() + "/" + text;
        }
        if (deduplicates(write, grant)) {
            return scope + "task/" + hash(grant.task().orElse("") + "\n" + hashes + place);
        }
        return scope + "call/" + owner + place;
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

    /** By what a text is known again that was outside; one of another account is not. */
    String seal(String text) {
        return hash("seal\n" + tenant + "\n" + text);
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
