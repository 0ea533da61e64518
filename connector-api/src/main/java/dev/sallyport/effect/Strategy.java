package dev.sallyport.effect;

/**
 * How it is found out what became of a write whose reply was lost: one row of the documentation's table, in words.
 *
 * @param name its name in that table, such as {@code none}
 * @param presence what proves that the write was committed
 * @param absence what proves that it was not
 * @param precondition what the system must offer for it, found out when connecting; for {@code none}, what it lacks
 * @param fallback what takes its place where the system does not offer that
 */
public record Strategy(String name, String presence, String absence, String precondition, String fallback) {
    private static final String NONE = "none";

    /** Nothing can tell: a lost reply ends as unknown. {@code lacking} says what the system would have to offer. */
    public static Strategy none(String lacking) {
        return new Strategy(NONE, "nothing", "nothing", lacking, "a lost reply ends as unknown and stays so");
    }

    /** A strategy known by its name alone. */
    public static Strategy named(String name) {
        return new Strategy(name, "its look-up", "its look-up, in time", "nothing", NONE);
    }

    /** Whether nothing can tell what became of such a write. */
    public boolean isNone() {
        return name.equals(NONE);
    }
}
