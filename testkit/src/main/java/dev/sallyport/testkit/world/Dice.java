package dev.sallyport.testkit.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Draws from a seed; each part of a world has dice of its own, so that one part's size does not stir the others. */
final class Dice {

    private final Random random;

    Dice(long seed, String part) {
        this.random = new Random(stirred(seed ^ ((long) part.hashCode() << 32)));
    }

    /** Neighbouring seeds would otherwise begin with much the same draws. */
    private static long stirred(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    Random random() {
        return random;
    }

    /** From zero up to but without the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** So many of the choices, each at most once, in the order in which they stand. */
    <T> List<T> some(int count, List<T> choices) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            places.add(i);
        }
        Collections.shuffle(places, random);
        return places.subList(0, Math.min(count, choices.size())).stream()
                .sorted()
                .map(choices::get)
                .toList();
    }

    String digits(int count) {
        StringBuilder digits = new StringBuilder().append((char) ('1' + below(9)));
        while (digits.length() < count) {
            digits.append((char) ('0' + below(10)));
        }
        return digits.toString();
    }
}
