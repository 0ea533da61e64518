package dev.sallyport.testkit.zendesk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A comment that a client wants to add, checked; {@code uploads} are the tokens of its attachments. */
record CommentDraft(String source, boolean html, boolean visible, long authorId, List<String> uploads) {
    private static final int LONGEST = 65_535;
    private static final int MOST = 5_000;

    /**
     * The comment that a ticket's payload holds; null if it holds none.
     *
     * @param ticket null for a new ticket
     */
    static @Nullable CommentDraft read(Account account, JsonNode payload, @Nullable Ticket ticket, long author) {
        JsonNode comment = payload.path("comment");
        if (comment.isString() || (ticket == null && comment.isMissingNode() && payload.has("description"))) {
            JsonNode text = comment.isString() ? comment : payload.path("description");
            comment = Replies.object().put("body", text.asString(""));
        }
        if (comment.isMissingNode() || comment.isNull()) {
            if (ticket == null) {
                throw blank();
            }
            return null;
        }
        CommentDraft draft = of(account, comment, ticket == null || ticket.visible(), author);
        if (ticket != null && ticket.comments.size() >= MOST) {
            throw new Refusal(Replies.invalidRecord("base", "Ticket has too many comments", "TooManyComments"));
        }
        return draft;
    }

    private static CommentDraft of(Account account, JsonNode comment, boolean visible, long author) {
        boolean html = comment.hasNonNull("html_body");
        String source = comment.path(html ? "html_body" : "body").asString("");
        if (source.isBlank()) {
            throw blank();
        }
        if (source.length() > LONGEST) {
            throw new Refusal(Replies.invalidRecord(
                    "comment", "Comment: is too long (maximum is " + LONGEST + " characters)", "FieldLengthTooLong"));
        }
        long writer =
                comment.hasNonNull("author_id") ? comment.path("author_id").asLong(0) : author;
        if (account.users.find(writer) == null) {
            throw new Refusal(Replies.invalidRecord("author", "Author is invalid", "InvalidValue"));
        }
        List<String> uploads = new ArrayList<>();
        comment.path("uploads").forEach(token -> uploads.add(token.asString("")));
        boolean shown = comment.hasNonNull("public") ? comment.path("public").asBoolean(visible) : visible;
        return new CommentDraft(source, html, shown, writer, uploads);
    }

    private static Refusal blank() {
        return new Refusal(Replies.invalidRecord("base", "Description: cannot be blank", "BlankValue"));
    }

    /** What the truth says of it. */
    ObjectNode effect(long ticket) {
        return Replies.object()
                .put("ticket", String.valueOf(ticket))
                .put("body", source)
                .put("public", visible);
    }
}
