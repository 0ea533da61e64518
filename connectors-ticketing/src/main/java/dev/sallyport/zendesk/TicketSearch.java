package dev.sallyport.zendesk;

import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import dev.sallyport.query.Filter;
import dev.sallyport.query.Query;
import dev.sallyport.ticketing.Priority;
import dev.sallyport.ticketing.Status;
import dev.sallyport.ticketing.Ticket;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes Zendesk's search language. It knows AND of properties, several values of one, and no escape of a quote. */
final class TicketSearch {
    private static final Map<String, String> KEYWORDS = Map.of(
            "subject", "subject",
            "status", "status",
            "priority", "priority",
            "requester", "requester",
            "assignee", "assignee",
            "queue", "group",
            "createdAt", "created",
            "updatedAt", "updated");

    private TicketSearch() {}

    static String of(Query<Ticket> query) {
        if (query.sort().isPresent()) {
            throw refused("Zendesk's export of a search has one order only; sort by nothing, or filter by nothing.");
        }
        return query.filter().map(TicketSearch::terms).orElse("");
    }

    private static String terms(Filter<Ticket> filter) {
        if (filter instanceof Filter.AllOf<Ticket> all) {
            return all.parts().stream().map(TicketSearch::terms).collect(Collectors.joining(" "));
        }
        if (filter instanceof Filter.Comparison<Ticket, ?> comparison) {
            return term(comparison);
        }
        throw refused("Zendesk's search cannot combine different fields by 'or'.");
    }

    private static String term(Filter.Comparison<Ticket, ?> part) {
        String keyword = KEYWORDS.get(part.field().name());
        if (keyword == null) {
            throw refused(
                    "Zendesk's search does not know the field " + part.field().name() + ".");
        }
        return switch (part.operator()) {
            case IS, IN ->
                part.values().stream()
                        .map(value -> keyword + ":" + literal(value))
                        .collect(Collectors.joining(" "));
            case AT_LEAST -> keyword + ">=" + ordered(part.values().get(0));
            case AT_MOST -> keyword + "<=" + ordered(part.values().get(0));
            case IS_EMPTY -> keyword + ":none";
            case STARTS_WITH -> keyword + ":" + prefix(part.values().get(0).toString());
        };
    }

    /** The vendor compares dates and priorities; of texts it takes the sign for a word. */
    private static String ordered(Object value) {
        if (value instanceof Instant || value instanceof Priority) {
            return literal(value);
        }
        throw refused("Zendesk's search compares dates and priorities only.");
    }

    private static String literal(Object value) {
        if (value instanceof Status status) {
            return quoted(status.name());
        }
        if (value instanceof Priority priority) {
            return priority.name().toLowerCase(Locale.ROOT);
        }
        return value instanceof Instant instant ? instant.toString() : quoted(value.toString());
    }

    private static String prefix(String text) {
        if (!text.matches("[\\p{L}\\p{N}]+")) {
            throw refused("Zendesk's search takes one word before a *.");
        }
        return text + "*";
    }

    private static String quoted(String text) {
        if (text.matches("[\\p{L}\\p{N}_@.-]+") && !List.of("none", "me").contains(text)) {
            return text;
        }
        if (text.contains("\"")) {
            throw refused("Zendesk's search cannot look for a quotation mark.");
        }
        return "\"" + text + "\"";
    }

    static RuntimeException refused(String advice) {
        return Failure.unsent(ErrorCode.UNSUPPORTED, "zendesk", ZendeskOperations.FIND_TICKETS.name(), advice)
                .toException();
    }
}
