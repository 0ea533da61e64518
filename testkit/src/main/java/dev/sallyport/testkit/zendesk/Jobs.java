package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Bulk work. It is done when it is asked for, but the answer says {@code queued}: what came of it must be asked. */
final class Jobs {
    private static final int MOST = 100;

    private Jobs() {}

    static FakeReply createMany(Call call) {
        List<JsonNode> tickets = list(call.json().path("tickets"));
        return run(call, "Bulk Create Ticket", tickets, payload -> {
            Ticket ticket = TicketWrites.created(call, payload);
            return Replies.object()
                    .put("id", ticket.id)
                    .put("action", "create")
                    .put("status", "Created")
                    .put("success", true);
        });
    }

    /** The same change to many by {@code ids}, or a change of its own to each. */
    static FakeReply updateMany(Call call) {
        if (call.query("ids") == null) {
            return run(call, "Bulk Update Ticket", list(call.json().path("tickets")), payload -> update(call, payload));
        }
        JsonNode change = call.body("ticket");
        List<JsonNode> payloads = new ArrayList<>();
        for (String id : call.many("ids")) {
            ObjectNode payload = Replies.object();
            change.properties().forEach(member -> payload.set(member.getKey(), member.getValue()));
            payloads.add(payload.put("id", id));
        }
        return run(call, "Bulk Update Ticket", payloads, payload -> update(call, payload));
    }

    private static ObjectNode update(Call call, JsonNode payload) {
        Ticket ticket = call.account().tickets.get(payload.path("id").asLong(0));
        TicketWrites.updated(call, ticket, payload, !payload.has("updated_stamp"));
        return done(ticket.id, "update", "Updated");
    }

    static FakeReply deleteMany(Call call) {
        return run(call, "Bulk Delete Ticket", ids(call), payload -> {
            Ticket ticket = call.account().tickets.get(payload.path("id").asLong(0));
            TicketWrites.delete(call, ticket);
            return done(ticket.id, "delete", "Deleted");
        });
    }

    /** How many records a request for bulk work names; 0 for any other. */
    static int items(FakeRequest request) {
        if (!request.path().contains("_many")) {
            return 0;
        }
        String ids = request.query(request.query("ids") == null ? "external_ids" : "ids");
        if (ids != null) {
            return ids.split(",").length;
        }
        return request.json()
                .flatMap(
                        body -> body.values().stream().filter(JsonNode::isArray).findFirst())
                .map(JsonNode::size)
                .orElse(0);
    }

    /** The ids that the query names, each as an object. */
    static List<JsonNode> ids(Call call) {
        List<JsonNode> ids = new ArrayList<>();
        call.many("ids").forEach(id -> ids.add(Replies.object().put("id", id)));
        return ids;
    }

    static ObjectNode done(long id, String action, String status) {
        return Replies.object()
                .put("id", id)
                .put("action", action)
                .put("status", status)
                .put("success", true);
    }

    static List<JsonNode> list(JsonNode array) {
        List<JsonNode> list = new ArrayList<>();
        array.forEach(list::add);
        return list;
    }

    /** Does the work on each payload at once, and answers with a job that has not begun. */
    static FakeReply run(Call call, String type, List<JsonNode> payloads, Function<JsonNode, ObjectNode> work) {
        if (payloads.isEmpty() || payloads.size() > MOST) {
            throw new Refusal(Replies.titled(400, "TooManyValues", "1 to " + MOST + " records are taken at once"));
        }
        String id = "V3-" + (call.account().jobs.size() + 1) + "fake";
        ObjectNode job = Replies.object()
                .put("id", id)
                .put("job_type", type)
                .put("status", "completed")
                .put("total", payloads.size())
                .put("progress", payloads.size());
        job.put(
                "message",
                "Completed at " + Values.stamp(call.now()).replace("T", " ").replace("Z", " +0000"));
        ArrayNode results = job.putArray("results");
        Set<Integer> failed = call.exchange().failedItems();
        for (int index = 0; index < payloads.size(); index++) {
            results.add(result(call, payloads.get(index), index, failed.contains(index) ? Jobs::collide : work));
        }
        call.account().jobs.put(id, job);
        ObjectNode queued = render(call, job).put("status", "queued").putNull("progress");
        return Replies.json(
                200, Replies.wrap("job_status", queued.putNull("message").putNull("results")));
    }

    private static ObjectNode collide(JsonNode payload) {
        throw new Refusal(Replies.coded(409, "DatabaseConflict", "Database collision", "Try again later"));
    }

    private static ObjectNode result(Call call, JsonNode payload, int index, Function<JsonNode, ObjectNode> work) {
        try {
            return work.apply(payload).put("index", index);
        } catch (Refusal refusal) {
            return Replies.object()
                    .put("id", payload.path("id").asLong(0))
                    .put("index", index)
                    .put("action", payload.has("id") ? "update" : "create")
                    .put("success", false)
                    .put("error", code(call, refusal))
                    .put("details", refusal.reply().text());
        }
    }

    private static String code(Call call, Refusal refusal) {
        String path = call.request().path().replace(".json", "");
        String noun = path.contains("/users") ? "User" : path.contains("/tickets") ? "Ticket" : "Organization";
        return switch (refusal.reply().status()) {
            case 404 -> noun + "NotFound";
            case 409 -> "UpdateConflict";
            default ->
                noun
                        + (call.request().method().equals("POST") && !path.endsWith("/merge")
                                ? "CreateError"
                                : "UpdateError");
        };
    }

    private static ObjectNode render(Call call, ObjectNode job) {
        ObjectNode shown = job.deepCopy();
        return shown.put(
                "url", call.root() + "/api/v2/job_statuses/" + job.path("id").asString() + ".json");
    }

    static FakeReply status(Call call) {
        ObjectNode job = call.account().jobs.get(call.path().get("name"));
        return job == null ? Replies.notFound() : Replies.json(200, Replies.wrap("job_status", render(call, job)));
    }

    static FakeReply list(Call call) {
        return shown(call, call.account().jobs.values());
    }

    static FakeReply showMany(Call call) {
        List<ObjectNode> jobs = new ArrayList<>();
        for (String id : call.many("ids")) {
            ObjectNode job = call.account().jobs.get(id);
            if (job != null) {
                jobs.add(job);
            }
        }
        return shown(call, jobs);
    }

    private static FakeReply shown(Call call, Iterable<ObjectNode> jobs) {
        ObjectNode body = Replies.object();
        ArrayNode shown = body.putArray("job_statuses");
        jobs.forEach(job -> shown.add(render(call, job)));
        return Replies.json(200, body);
    }
}
