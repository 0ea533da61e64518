package dev.sallyport.testkit.control;

/** A call that is refused, with what, where and how to mend it. */
final class ControlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String hint;

    ControlException(int status, String code, String message, String hint) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.hint = hint;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String hint() {
        return hint;
    }
}
