package dev.sallyport.testkit.plan;

/** A fault plan that cannot be read; the message says what, where and how to mend it. */
public final class PlanException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    PlanException(String message) {
        super(message);
        line = 0;
        column = 0;
    }

    PlanException(String source, Written.Place place, String message) {
        super(source + ":" + place + ": " + message);
        line = place.line();
        column = place.column();
    }

    /** The line in the text, from 1; 0 if the text was never read. */
    public int line() {
        return line;
    }

    /** The column in the line, from 1; 0 if the text was never read. */
    public int column() {
        return column;
    }
}
