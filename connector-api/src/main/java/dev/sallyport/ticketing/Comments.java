package dev.sallyport.ticketing;

import dev.sallyport.Pages;
import dev.sallyport.Ref;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;

/** The comments on tickets. Thread-safe. */
public interface Comments {
    /** The comments on a ticket, oldest first, page by page. */
    Pages<Comment> of(Ref ticket);

    /**
     * Adds a comment to a ticket.
     *
     * @throws dev.sallyport.error.ConnectorException unless it is committed
     */
    default Receipt add(Ref ticket, CommentDraft comment) {
        return tryAdd(ticket, comment, Intent.automatic()).orThrow();
    }

    /** As {@link #add}, known by an intent. */
    default Receipt add(Ref ticket, CommentDraft comment, Intent intent) {
        return tryAdd(ticket, comment, intent).orThrow();
    }

    /** As {@link #add}, with the outcome as a value. */
    Outcome<Receipt> tryAdd(Ref ticket, CommentDraft comment, Intent intent);
}
