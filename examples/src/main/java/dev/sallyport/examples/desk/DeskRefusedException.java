package dev.sallyport.examples.desk;

/** Says that a system did not allow what was asked, and that nothing was done. The message is shown to people. */
public final class DeskRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates a refusal; the message must hold no secret and no payload. */
    public DeskRefusedException(String message) {
        super(message);
    }

    /** Creates a refusal with its cause; the message must hold no secret and no payload. */
    public DeskRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
