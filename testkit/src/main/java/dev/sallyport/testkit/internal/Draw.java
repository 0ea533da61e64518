package dev.sallyport.testkit.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Chance as a pure function: the same question has the same answer on any thread, in any run. */
final class Draw {
    private static final double UNIT = 0x1.0p-53;

    private Draw() {}

    /** A number from 0 to just under 1, evenly spread over the questions. */
    static double unit(long seed, int rule, String operation, String subject, int occurrence) {
        byte[] digest = digest(seed + "\0" + rule + "\0" + operation + "\0" + subject + "\0" + occurrence);
        return (ByteBuffer.wrap(digest).getLong() >>> 11) * UNIT;
    }

    static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
