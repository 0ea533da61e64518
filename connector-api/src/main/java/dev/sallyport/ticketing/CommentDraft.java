package dev.sallyport.ticketing;

import dev.sallyport.RichText;

/**
 * A comment to be added. Who may see it is always said, because vendors' defaults differ. Immutable.
 *
 * @param visibility who may see it
 * @param body the text
 */
public record CommentDraft(Comment.Visibility visibility, RichText body) {
    /** A comment for the service desk only. */
    public static CommentDraft internal(String text) {
        return new CommentDraft(Comment.Visibility.INTERNAL, RichText.plain(text));
    }

    /** A comment that the requester sees. */
    public static CommentDraft visible(String text) {
        return new CommentDraft(Comment.Visibility.PUBLIC, RichText.plain(text));
    }
}
