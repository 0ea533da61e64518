package dev.sallyport.audit;

import dev.sallyport.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The keyed hash that binds each line to the one before. Not thread-safe. */
final class Chain {
    static final String START = "0".repeat(64);
    private final Mac mac;

    Chain(Secret key) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** The hash of a line's body after the line with {@code previous}. */
    String next(String previous, String body) {
        return next(previous, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
    }

    String next(String previous, ByteBuffer body) {
        mac.update(previous.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) '\n');
        mac.update(body);
        return HexFormat.of().formatHex(mac.doFinal());
    }

    /** The anchor of an end: it says how many lines there must be. */
    String anchor(long lines, String last) {
        return lines + " " + last + " " + next(last, "anchor " + lines);
    }
}
