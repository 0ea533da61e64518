package dev.sallyport.spi;

import java.util.List;

/** One try of several writes in one request. Run again, with fewer of them, for those that may go again. */
@FunctionalInterface
public interface BatchAttempt {
    /**
     * Tries once.
     *
     * @param items those of the batch that go this time, in its order
     * @return what became of each, in the order of {@code items}
     * @throws AttemptFailure if the request failed as a whole; says of each item what is known of it
     * @throws dev.sallyport.error.ConnectorException only if nothing of it was sent
     */
    List<Reply> run(List<Item> items, AttemptContext context) throws AttemptFailure;

    /**
     * One item on its way.
     *
     * @param index its place in the batch, from 0
     * @param stamp the mark that it carries to the system
     * @param mayBeSecond whether an earlier sending of it may have been committed or may yet be
     */
    record Item(int index, String stamp, boolean mayBeSecond) {}

    /** What became of one item. */
    sealed interface Reply {
        /**
         * It was committed.
         *
         * @param written what it made or changed
         */
        record Done(Written written) implements Reply {}

        /**
         * It was not, or perhaps not.
         *
         * @param failure what is known of it
         */
        record Failed(AttemptFailure failure) implements Reply {}
    }
}
