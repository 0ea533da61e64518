package dev.sallyport.testkit.zendesk;

import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A ticket as the search index has it, perhaps behind the ticket itself; {@code until} is when the index catches up. */
record TicketImage(Ticket ticket, Map<String, JsonNode> values, Instant updatedAt, int comments, Instant until) {
    JsonNode value(String name) {
        return values.getOrDefault(name, JsonNodeFactory.instance.nullNode());
    }
}
