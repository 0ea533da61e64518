package dev.sallyport.examples.desk;

/** Says that something could not be done, or that nobody knows whether it was. The message is shown to people. */
public final class DeskUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates a failure; the message must hold no secret and no payload. */
    public DeskUnavailableException(String message) {
        super(message);
    }

    /** Creates a failure with its cause; the message must hold no secret and no payload. */
    public DeskUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
