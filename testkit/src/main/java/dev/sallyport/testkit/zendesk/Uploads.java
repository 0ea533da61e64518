package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.EffectKind;
import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Files on their way into comments. Their bytes are counted, not kept. */
final class Uploads {
    private static final Duration LIFE = Duration.ofMinutes(60);

    private record Upload(Instant until, List<ObjectNode> attachments) {}

    private final Map<String, Upload> byToken = new HashMap<>();
    private final Table attachments = new Table("attachments", 360_000_700_001L);

    /** The attachments behind tokens, each of which is used up; those that are unknown or too old give none. */
    List<ObjectNode> take(List<String> tokens, Instant now) {
        List<ObjectNode> taken = new ArrayList<>();
        for (String token : tokens) {
            Upload upload = byToken.remove(token);
            if (upload != null && upload.until().isAfter(now)) {
                taken.addAll(upload.attachments());
            }
        }
        return taken;
    }

    FakeReply create(Call call) {
        String name = call.query("filename");
        if (name == null || name.isEmpty()) {
            throw new Refusal(Replies.titled(400, "ParameterMissing", "Parameter filename is required"));
        }
        ObjectNode attachment = attachments.add(attachment(name, call.request()), call.now());
        String content =
                call.root() + "/attachments/" + attachment.path("id").asString() + "/?name=" + Call.encode(name);
        attachment.put("content_url", content).put("mapped_content_url", content);
        String token = join(call, call.query("token"), attachment);
        call.commit(EffectKind.CREATE, "attachment", attachment.path("id").longValue(), attachment);
        ObjectNode upload = Replies.object().put("token", token);
        upload.set("attachment", attachments.render(call, attachment));
        Upload known = byToken.get(token);
        upload.putArray("attachments").addAll(known == null ? List.of() : known.attachments());
        return Replies.json(201, Replies.wrap("upload", upload));
    }

    private String join(Call call, @Nullable String token, ObjectNode attachment) {
        Upload known = token == null ? null : byToken.get(token);
        List<ObjectNode> together = new ArrayList<>(known == null ? List.of() : known.attachments());
        together.add(attachment);
        String kept = known == null || token == null
                ? "upload" + attachment.path("id").asString()
                : token;
        byToken.put(kept, new Upload(call.now().plus(LIFE), together));
        return kept;
    }

    FakeReply delete(Call call) {
        return byToken.remove(call.path().get("name")) == null ? Replies.notFound() : FakeReply.empty(204);
    }

    FakeReply attachment(Call call) {
        return Replies.json(200, Replies.wrap("attachment", attachments.render(call, attachments.get(call.id("id")))));
    }

    private static ObjectNode attachment(String name, FakeRequest request) {
        String type = Objects.requireNonNullElse(request.header("Content-Type"), "application/octet-stream");
        ObjectNode attachment = Replies.object()
                .put("file_name", name)
                .put("content_type", type.split(";", 2)[0].strip())
                .put("size", request.length())
                .putNull("width")
                .putNull("height")
                .put("inline", false)
                .put("deleted", false)
                .put("malware_access_override", false)
                .put("malware_scan_result", "malware_not_found");
        attachment.putArray("thumbnails");
        return attachment;
    }
}
