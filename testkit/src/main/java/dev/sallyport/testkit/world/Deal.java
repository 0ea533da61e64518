package dev.sallyport.testkit.world;

import java.util.Arrays;

/**
 * Cards dealt to numbers: in each run of 1,024 numbers each card from 0 to 1,023 is dealt once, in an order of that run's
 * own. So both questions cost the same few steps whatever the size of the world: which card has this number, and which
 * numbers of a run have this card. The same for a seed and a matter on every machine. Immutable.
 */
public final class Deal {
    /** How many numbers one run has. */
    public static final int RUN = 1024;

    private static final int MASK = RUN - 1;
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private final long key;

    /** The cards of a matter; another matter is dealt independently. */
    public Deal(long seed, String matter) {
        long hash = seed ^ 0xcbf29ce484222325L;
        for (int i = 0; i < matter.length(); i++) {
            hash = (hash ^ matter.charAt(i)) * 0x100000001b3L;
        }
        key = mixed(hash);
    }

    /** The bits of a value stirred, so that neighbours have nothing in common. */
    public static long mixed(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    private long key(long run) {
        return mixed(key + run * STEP);
    }

    /** The card of a number. */
    public int card(long number) {
        long k = key(number >> 10);
        int x = ((int) number ^ (int) k) & MASK;
        x = (x * (int) ((k >>> 10) | 1)) & MASK;
        x ^= x >>> 5;
        x = (x * (int) ((k >>> 20) | 1)) & MASK;
        return x ^ (x >>> 5);
    }

    /** The number in a run that has the card. */
    public long number(long run, int card) {
        long k = key(run);
        int x = card ^ (card >>> 5);
        x = (x * inverse((int) ((k >>> 20) | 1))) & MASK;
        x ^= x >>> 5;
        x = (x * inverse((int) ((k >>> 10) | 1))) & MASK;
        return (run << 10) | ((x ^ (int) k) & MASK);
    }

    /** Newton's way to what undoes a multiplication by an odd number. */
    private static int inverse(int odd) {
        int inverse = odd;
        for (int i = 0; i < 4; i++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    /** How many numbers of a run are among the chosen share; over all runs it comes to the share. */
    private int chosen(long run, double share) {
        return (int) (share * RUN + (key(run) >>> 40) * 0x1.0p-24);
    }

    /** Whether a number is among the chosen share. What is chosen by a smaller share is chosen by a larger one too. */
    public boolean befalls(long number, double share) {
        return share > 0 && card(number) < chosen(number >> 10, share);
    }

    /** The numbers of a run that are among the chosen share, smallest first. */
    public long[] befallen(long run, double share) {
        return numbers(run, 0, 1, chosen(run, share));
    }

    /** The numbers of a run that have a card or one that is a multiple of the step further, smallest first. */
    public long[] every(long run, int card, int step) {
        return numbers(run, card, step, RUN);
    }

    /** The numbers of a run that have one of the cards from one up to, but without, the other, smallest first. */
    public long[] between(long run, int from, int until) {
        return numbers(run, from, 1, until);
    }

    private long[] numbers(long run, int from, int step, int below) {
        long[] found = new long[Math.max(0, (below - from + step - 1) / step)];
        for (int i = 0; i < found.length; i++) {
            found[i] = number(run, from + i * step);
        }
        Arrays.sort(found);
        return found;
    }
}
