package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.spi.FakeRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hashes under a key of this process, so that equal things can be told by the journal and nothing can be guessed back from
 * it. One key for all fakes: a token that was sent to two of them shows.
 */
final class Fingerprint {
    private static final int LENGTH = 8;
    private static final MessageDigest KEYED = keyed();

    private Fingerprint() {}

    private static MessageDigest keyed() {
        try {
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(key);
            return digest;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static MessageDigest fresh() {
        try {
            return (MessageDigest) KEYED.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("the JDK's SHA-256 can be cloned", impossible);
        }
    }

    static @Nullable String of(@Nullable String text) {
        return text == null ? null : ofText(text);
    }

    static String ofText(String text) {
        MessageDigest digest = fresh();
        add(digest, text);
        return hex(digest);
    }

    /** Of all that makes a request but its headers. */
    static String of(FakeRequest request) {
        MessageDigest digest = fresh();
        add(digest, request.method());
        add(digest, request.path());
        for (Map.Entry<String, List<String>> parameter :
                request.queryParameters().entrySet()) {
            add(digest, parameter.getKey());
            parameter.getValue().forEach(value -> add(digest, value));
        }
        if (request.length() > 0) {
            digest.update(request.body());
        }
        return hex(digest);
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest(), 0, LENGTH);
    }
}
