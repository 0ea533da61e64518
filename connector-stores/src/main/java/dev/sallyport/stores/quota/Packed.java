package dev.sallyport.stores.quota;

import java.io.ByteArrayOutputStream;

/** Whole numbers in few bytes: seven bits in each, small ones of either sign in one. Not thread-safe. */
final class Packed {
    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final byte[] in;
    private int next;

    /** To be written. */
    Packed() {
        this(new byte[0], 0);
    }

    /** To be read from a place on. */
    Packed(byte[] in, int from) {
        this.in = in;
        this.next = from;
    }

    void put(byte single) {
        out.write(single);
    }

    Packed number(long value) {
        long left = (value << 1) ^ (value >> (Long.SIZE - 1));
        while ((left & -MORE) != 0) {
            out.write((int) (left & (MORE - 1)) | MORE);
            left >>>= BITS;
        }
        out.write((int) left);
        return this;
    }

    long number() {
        long value = 0;
        for (int shift = 0; ; shift += BITS) {
            byte part = in[next++];
            value |= (long) (part & (MORE - 1)) << shift;
            if (part >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
