package dev.sallyport.audit;

import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** An event as a line of the file. Its body is made before the log is locked, with room for the hash that ends it. */
final class AuditLine {
    private static final int HASH = 64;
    private static final JsonFactory JSON = JsonFactory.builder().build();
    private final byte[] line;

    private AuditLine(byte[] line) {
        this.line = line;
    }

    static AuditLine of(AuditEvent event) {
        // Through characters: what a vendor calls an id may hold half a surrogate pair, which a byte writer refuses.
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            write(json, event);
        }
        byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
        return new AuditLine(Arrays.copyOf(body, body.length + 1 + HASH + 1));
    }

    /** What is hashed: the line without tab and hash. */
    ByteBuffer body() {
        return ByteBuffer.wrap(line, 0, line.length - HASH - 2);
    }

    /** The whole line. */
    byte[] endedWith(String hash) {
        int tab = line.length - HASH - 2;
        line[tab] = '\t';
        System.arraycopy(hash.getBytes(StandardCharsets.US_ASCII), 0, line, tab + 1, HASH);
        line[line.length - 1] = '\n';
        return line;
    }

    private static void write(JsonGenerator json, AuditEvent event) {
        json.writeStartObject();
        json.writeStringProperty("at", event.at().toString());
        json.writeStringProperty("stage", event.stage().name());
        json.writeStringProperty("actor", event.actor());
        text(json, "person", event.person());
        text(json, "task", event.task());
        json.writeStringProperty("system", event.system());
        json.writeStringProperty("operation", event.operation());
        json.writeStringProperty("scope", event.scope());
        text(json, "target", event.target());
        json.writeArrayPropertyStart("fields");
        event.fields().forEach(json::writeString);
        json.writeEndArray();
        text(json, "intent", event.intent());
        json.writeStringProperty("result", event.result());
        json.writeNumberProperty("attempts", event.attempts());
        json.writeObjectPropertyStart("cost");
        event.cost().forEach(json::writeNumberProperty);
        json.writeEndObject();
        json.writeObjectPropertyStart("waits");
        event.waits().forEach((limit, wait) -> json.writeStringProperty(limit, wait.toString()));
        json.writeEndObject();
        text(json, "vendorRequestId", event.vendorRequestId());
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value);
        }
    }
}
