package dev.sallyport.testkit.world;

import java.util.HashSet;
import java.util.Set;

/** Ids made of a stem and digits, none of them given twice. */
final class Identifiers {

    private final Dice dice;
    private final Set<String> given = new HashSet<>();

    Identifiers(Dice dice) {
        this.dice = dice;
    }

    /** A stem, so many digits, an ending; a digit more for every hundred tries that met an id already given. */
    String next(String stem, int digits, String ending) {
        for (int tries = 0; ; tries++) {
            String id = stem + dice.digits(digits + tries / 100) + ending;
            if (given.add(id)) {
                return id;
            }
        }
    }
}
