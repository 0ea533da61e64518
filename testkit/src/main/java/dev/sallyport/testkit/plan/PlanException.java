package dev.sallyport.testkit.plan;

/** A fault plan that cannot be read; the message says what, where and how to mend it. */
public final class PlanException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    PlanException(String message) {
        super(message);
    }

    PlanException(String where, String message) {
        super(where + ": " + message);
    }
}
