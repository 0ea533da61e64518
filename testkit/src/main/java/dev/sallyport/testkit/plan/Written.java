package dev.sallyport.testkit.plan;

import java.util.List;

/** A value as it stands in a plan's text, and where. */
sealed interface Written {
    Place place();

    /**
     * A place in a text; both count from 1.
     *
     * @param line its line
     * @param column its column
     */
    record Place(int line, int column) {
        static final Place START = new Place(1, 1);

        @Override
        public String toString() {
            return line + ":" + column;
        }
    }

    /**
     * A single value.
     *
     * @param plain whether it stands without quotes, so that it may be a number, a truth value or null
     */
    record Scalar(Place place, String text, boolean plain) implements Written {
        boolean isNull() {
            return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }

        boolean isTruth() {
            return plain && (text.equals("true") || text.equals("false"));
        }

        boolean isNumber() {
            return plain && text.matches("[-+]?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})([eE][-+]?\\d{1,3})?");
        }
    }

    /** A list. */
    record Items(Place place, List<Written> items) implements Written {}

    /** An object; its members in the order written. */
    record Members(Place place, List<Named> members) implements Written {}

    /** One member of an object. */
    record Named(Scalar name, Written value) {}
}
