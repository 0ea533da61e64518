package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The older bulk API speaks XML, or JSON to those who speak it first. */
final class AsyncReplies {
    private static final String NAMESPACE = "http://www.force.com/2009/06/asyncapi/dataload";
    private static final String ROOT = "/services/async/";

    private AsyncReplies() {}

    static boolean serves(FakeRequest request) {
        return request.path().startsWith(ROOT);
    }

    static boolean speaksJson(FakeRequest request) {
        String type = request.header("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).contains("json");
    }

    /** A flat object under a name of its own. */
    static FakeReply info(FakeRequest request, int status, String name, ObjectNode info) {
        return speaksJson(request) ? FakeReply.json(status, info) : xml(status, name, fields(info));
    }

    static FakeReply xml(int status, String name, String inner) {
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><" + name + " xmlns=\"" + NAMESPACE + "\">" + inner
                + "</" + name + ">";
        return FakeReply.of(status, "application/xml; charset=UTF-8", xml.getBytes(StandardCharsets.UTF_8));
    }

    static String fields(ObjectNode info) {
        StringBuilder xml = new StringBuilder();
        for (Map.Entry<String, JsonNode> field : info.properties()) {
            xml.append('<').append(field.getKey()).append('>');
            xml.append(escaped(field.getValue().asString("")));
            xml.append("</").append(field.getKey()).append('>');
        }
        return xml.toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static FakeReply error(FakeRequest request, String code, String text) {
        ObjectNode error =
                JsonNodeFactory.instance.objectNode().put("exceptionCode", code).put("exceptionMessage", text);
        return info(request, 400, "error", error);
    }

    static Refusal refusal(FakeRequest request, String code, String text) {
        return new Refusal(error(request, code, text));
    }

    /** What is refused elsewhere in the words of the newer API. */
    static FakeReply of(FakeRequest request, Refusal refusal) {
        FakeReply reply = refusal.reply();
        if (!refusal.isTold()) {
            return reply;
        }
        ObjectNode error = refusal.json("errorCode");
        return error(
                request,
                error.path("errorCode").asString(),
                error.path("message").asString());
    }

    /** A value from a body in either language; empty where it has none. */
    static String value(FakeRequest request, String name) {
        if (speaksJson(request)) {
            return request.json().map(body -> body.path(name).asString("")).orElse("");
        }
        Matcher found = Pattern.compile("<(?:\\w+:)?" + name + "(?:\\s[^>]*)?>([^<]*)</")
                .matcher(request.text());
        return found.find() ? found.group(1).strip() : "";
    }
}
