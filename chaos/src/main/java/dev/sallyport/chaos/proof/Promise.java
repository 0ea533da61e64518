package dev.sallyport.chaos.proof;

/**
 * One promise and what became of it.
 *
 * @param sentence what was promised
 * @param verdict whether it held
 * @param measured what was seen
 */
public record Promise(String sentence, Verdict verdict, String measured) {
    /** Whether a promise held. */
    public enum Verdict {
        /** It held. */
        HELD,
        /** It did not. */
        BROKEN,
        /** It could not be looked at here. */
        SKIPPED
    }
}
