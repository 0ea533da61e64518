package dev.sallyport.error;

/** A cause without its message: a driver's message may hold row values, a parser's may quote the payload. */
final class CleanedCause extends Exception {
    private CleanedCause(String type) {
        super(type);
    }

    static Throwable of(Throwable cause) {
        if (cause instanceof ConnectorException || cause instanceof CleanedCause) {
            return cause;
        }
        CleanedCause cleaned = new CleanedCause(cause.getClass().getName());
        cleaned.setStackTrace(cause.getStackTrace());
        Throwable next = cause.getCause();
        if (next != null && next != cause) {
            cleaned.initCause(of(next));
        }
        return cleaned;
    }
}
