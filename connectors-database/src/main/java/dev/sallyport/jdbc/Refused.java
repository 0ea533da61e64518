package dev.sallyport.jdbc;

import dev.sallyport.error.ErrorCode;

/** A statement that is not sent. Holds no payload. */
final class Refused extends RuntimeException {
    private final ErrorCode code;

    Refused(ErrorCode code, String advice) {
        super(advice, null, false, false);
        this.code = code;
    }

    static Refused input(String advice) {
        return new Refused(ErrorCode.INVALID_INPUT, advice);
    }

    static Refused unsupported(String what) {
        return new Refused(ErrorCode.UNSUPPORTED, what + " is not let through; write the statement without it.");
    }

    ErrorCode code() {
        return code;
    }

    String advice() {
        return String.valueOf(getMessage());
    }
}
