package dev.sallyport.testkit.mess;

import java.util.HexFormat;
import java.util.List;

/** A draw that is a hash of seed, matter and subject: whatever else is drawn, and when, it comes out the same. */
record Draw(long seed, String matter, String subject) {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** From zero up to but without one. */
    double unit(String aspect) {
        return (hash(aspect) >>> 11) * 0x1.0p-53;
    }

    int below(String aspect, int bound) {
        return (int) Long.remainderUnsigned(hash(aspect), bound);
    }

    <T> T oneOf(String aspect, List<T> choices) {
        return choices.get(below(aspect, choices.size()));
    }

    String hex(String aspect) {
        return HexFormat.of().toHexDigits(hash(aspect));
    }

    private long hash(String aspect) {
        long hash = with(with(with(FNV_OFFSET ^ seed, matter, true), subject, true), aspect, false);
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    private static long with(long before, String text, boolean more) {
        long hash = before;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return more ? (hash ^ '\n') * FNV_PRIME : hash;
    }
}
