package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Several calls in one: composite, whose parts may refer to each other, and batch, whose parts may not. */
final class Composite {
    private static final int MOST_PARTS = 25;
    private static final Pattern REFERENCE = Pattern.compile("@\\{(\\w+)((?:\\.\\w+|\\[\\d+])+)}");
    private static final Pattern STEP = Pattern.compile("\\.(\\w+)|\\[(\\d+)]");
    private static final Set<String> OWN_HEADERS = Set.of("accept", "authorization", "content-type");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Resources resources;
    private final Call call;

    Composite(Resources resources, Call call) {
        this.resources = resources;
        this.call = call;
    }

    /** How many calls a batch counts as: each of its parts. */
    static int batchSize(FakeRequest request) {
        return Math.max(
                1, request.json().map(body -> body.path("batchRequests").size()).orElse(1));
    }

    FakeReply serve(FakeRequest request, Route route) {
        JsonNode body = SingleRecords.body(request);
        boolean batch = route.action() == Route.Action.BATCH;
        JsonNode parts = body.path(batch ? "batchRequests" : "compositeRequest");
        if (!parts.isArray() || parts.isEmpty() || parts.size() > MOST_PARTS) {
            throw Refusal.of(400, "INVALID_INPUT", "A request has 1 to 25 subrequests");
        }
        return FakeReply.json(
                200,
                batch
                        ? batch(request, body, parts)
                        : composite(request, parts, body.path("allOrNone").asBoolean(false)));
    }

    private ObjectNode batch(FakeRequest outer, JsonNode body, JsonNode parts) {
        boolean halts = body.path("haltOnError").asBoolean(false);
        boolean failed = false;
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        for (JsonNode part : parts) {
            String url = part.path("url").asString("");
            String path = url.startsWith("/") ? url : "/services/data/" + url;
            FakeReply answer = failed && halts
                    ? Refusal.of(412, "BATCH_PROCESSING_HALTED", "Batch processing halted per request")
                            .reply()
                    : answer(outer, part.path("method").asString("GET"), path, part.path("richInput"), Map.of());
            failed |= answer.status() >= 400;
            ObjectNode result = results.addObject();
            result.put("statusCode", answer.status()).set("result", content(answer));
        }
        reply.put("hasErrors", failed).set("results", results);
        return reply;
    }

    /** Serves the parts in order; with all or none, one failure undoes them all. */
    ObjectNode composite(FakeRequest outer, JsonNode parts, boolean allOrNone) {
        requireOwnReferences(parts);
        int start = call.unit().mark();
        Map<String, JsonNode> bodies = new LinkedHashMap<>();
        Map<String, FakeReply> answers = new LinkedHashMap<>();
        boolean failed = false;
        for (JsonNode part : parts) {
            String reference = part.path("referenceId").asString("");
            FakeReply answer;
            try {
                answer = answer(
                        outer,
                        part.path("method").asString("GET"),
                        filled(part.path("url").asString(""), bodies),
                        filled(part.path("body"), bodies),
                        headers(part));
            } catch (Refusal refusal) {
                answer = refusal.reply();
            }
            answers.put(reference, answer);
            if (answer.status() < 300) {
                bodies.put(reference, content(answer));
            }
            failed |= answer.status() >= 400;
        }
        if (failed && allOrNone) {
            call.unit().undoTo(start);
            answers.replaceAll((reference, answer) -> answer.status() >= 400 ? answer : halted());
        }
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        ArrayNode responses = reply.putArray("compositeResponse");
        answers.forEach((reference, answer) -> responses.add(response(reference, answer)));
        return reply;
    }

    private static void requireOwnReferences(JsonNode parts) {
        Set<String> references = new HashSet<>();
        for (JsonNode part : parts) {
            String reference = part.path("referenceId").asString("");
            if (reference.isEmpty() || !references.add(reference)) {
                throw Refusal.of(400, "INVALID_INPUT", "Each subrequest needs a referenceId of its own");
            }
            for (Map.Entry<String, JsonNode> header : part.path("httpHeaders").properties()) {
                if (OWN_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                    throw Refusal.of(400, "INVALID_INPUT", "A subrequest cannot set the header " + header.getKey());
                }
            }
        }
    }

    private static Map<String, List<String>> headers(JsonNode part) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        part.path("httpHeaders")
                .properties()
                .forEach(header ->
                        headers.put(header.getKey(), List.of(header.getValue().asString(""))));
        return headers;
    }

    private FakeReply answer(
            FakeRequest outer, String method, String url, JsonNode body, Map<String, List<String>> headers) {
        byte[] bytes = body.isMissingNode() || body.isNull()
                ? new byte[0]
                : body.toString().getBytes(StandardCharsets.UTF_8);
        FakeRequest inner = FakeRequest.of(method, url, headers, bytes, outer.receivedAt());
        int before = call.unit().mark();
        try {
            Route route = Route.of(inner);
            route.requireVersion();
            if (!route.isApi() || route.action() == Route.Action.COMPOSITE || route.action() == Route.Action.BATCH) {
                throw Refusal.notFound();
            }
            return resources.serve(
                    inner, route, new Call(call.caller(), call.unit(), route.version(), call.now(), Set.of()));
        } catch (Refusal refusal) {
            call.unit().undoTo(before);
            return refusal.reply();
        }
    }

    private static FakeReply halted() {
        return Refusal.of(
                        400,
                        "PROCESSING_HALTED",
                        "The transaction was rolled back since another operation in the" + " same transaction failed.")
                .reply();
    }

    private static ObjectNode response(String reference, FakeReply answer) {
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        response.set("body", content(answer));
        ObjectNode headers = response.putObject("httpHeaders");
        String location = answer.header("Location");
        if (location != null) {
            headers.put("Location", location);
        }
        response.put("httpStatusCode", answer.status()).put("referenceId", reference);
        return response;
    }

    private static JsonNode content(FakeReply answer) {
        try {
            return answer.length() == 0 ? JsonNodeFactory.instance.nullNode() : JSON.readTree(answer.body());
        } catch (JacksonException notJson) {
            throw new IllegalStateException("the fake's own replies are JSON", notJson);
        }
    }

    private static JsonNode filled(JsonNode body, Map<String, JsonNode> bodies) {
        if (body.isString()) {
            return JsonNodeFactory.instance.stringNode(filled(body.stringValue(), bodies));
        }
        if (body.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            body.forEach(element -> copy.add(filled(element, bodies)));
            return copy;
        }
        if (!body.isObject()) {
            return body;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        body.properties().forEach(member -> copy.set(member.getKey(), filled(member.getValue(), bodies)));
        return copy;
    }

    /** Puts in what earlier parts answered; a part that refers to one that failed does not run. */
    private static String filled(String text, Map<String, JsonNode> bodies) {
        Matcher reference = REFERENCE.matcher(text);
        StringBuilder out = new StringBuilder();
        while (reference.find()) {
            JsonNode value = bodies.get(reference.group(1));
            if (value == null) {
                throw Refusal.of(
                        400,
                        "PROCESSING_HALTED",
                        "Invalid reference specified. No value for " + reference.group(1) + " found");
            }
            Matcher step = STEP.matcher(reference.group(2));
            while (step.find()) {
                value = step.group(1) != null ? value.path(step.group(1)) : value.path(Integer.parseInt(step.group(2)));
            }
            if (value.isMissingNode()) {
                throw Refusal.of(
                        400,
                        "PROCESSING_HALTED",
                        "Invalid reference specified. No value for " + reference.group() + " found");
            }
            reference.appendReplacement(out, Matcher.quoteReplacement(value.asString("")));
        }
        return reference.appendTail(out).toString();
    }
}
