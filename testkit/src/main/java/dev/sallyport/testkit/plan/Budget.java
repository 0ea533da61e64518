package dev.sallyport.testkit.plan;

/** What a plan may cost to read. */
final class Budget {
    private static final int MOST_VALUES = 20_000;
    private static final int DEEPEST = 20;

    private final String source;
    private int spent;

    Budget(String source) {
        this.source = source;
    }

    void spend(Written.Place place, int depth) {
        if (depth > DEEPEST) {
            throw new PlanException(source, place, "nested deeper than " + DEEPEST);
        }
        if (++spent > MOST_VALUES) {
            throw new PlanException(source, place, "more than " + MOST_VALUES + " values");
        }
    }
}
