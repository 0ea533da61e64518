package dev.sallyport.testkit.zendesk;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One comment; it never changes. {@code source} is HTML if {@code html}, otherwise plain text. */
record Comment(
        long id,
        long auditId,
        long authorId,
        String source,
        boolean html,
        boolean visible,
        Instant at,
        JsonNode custom,
        List<ObjectNode> attachments) {
    private static final Pattern SCRIPTS = Pattern.compile("(?is)<(script|style)\\b.*?(</\\1\\s*>|$)");
    private static final Pattern BREAKS = Pattern.compile("(?i)<(br|/p|/div|/li)\\b[^>]*>");
    private static final Pattern TAGS = Pattern.compile("<[^>]*>");

    /** The text without markup. */
    String plain() {
        if (!html) {
            return source;
        }
        String broken = BREAKS.matcher(SCRIPTS.matcher(source).replaceAll("")).replaceAll("\n");
        return TAGS.matcher(broken)
                .replaceAll("")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .strip();
    }

    Comment madePrivate() {
        return new Comment(id, auditId, authorId, source, html, false, at, custom, attachments);
    }

    private String markup() {
        String inner = html
                ? SCRIPTS.matcher(source).replaceAll("")
                : "<p dir=\"auto\">" + escaped(source).replace("\n", "<br>") + "</p>";
        return "<div class=\"zd-comment\" dir=\"auto\">" + inner + "</div>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    ObjectNode render() {
        ObjectNode shown = event().put("created_at", Values.stamp(at));
        shown.set("via", Ticket.via());
        shown.set("metadata", Audit.metadata(custom));
        return shown;
    }

    /** As it stands among the events of its audit. */
    ObjectNode event() {
        ObjectNode shown = Replies.object()
                .put("id", id)
                .put("type", "Comment")
                .put("author_id", authorId)
                .put("body", plain())
                .put("html_body", markup())
                .put("plain_body", plain())
                .put("public", visible);
        shown.putArray("attachments").addAll(attachments);
        return shown.put("audit_id", auditId);
    }

    /** What full-text search sees. */
    String searchable() {
        return plain().toLowerCase(Locale.ROOT);
    }
}
