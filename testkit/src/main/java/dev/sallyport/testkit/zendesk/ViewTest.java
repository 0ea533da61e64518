package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.internal.Hits;
import dev.sallyport.testkit.internal.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whether a ticket belongs to a view; conditions that the fake does not know are refused before any ticket is seen. */
final class ViewTest implements Predicate<Ticket> {
    private static final String TAGS = "current_tags";
    private static final List<String> PRIORITIES = List.of("", "low", "normal", "high", "urgent");
    private static final Set<String> FIELDS =
            Set.of("status", "type", "priority", "group_id", "assignee_id", "requester_id", "organization_id", TAGS);
    private static final Set<String> OPERATORS =
            Set.of("is", "is_not", "less_than", "greater_than", "includes", "not_includes");

    private final List<Condition> all = new ArrayList<>();
    private final List<Condition> any = new ArrayList<>();
    private final String me;
    private final List<String> groups;

    ViewTest(Call call, JsonNode conditions) {
        me = call.me().path("id").asString();
        groups = call.account().groupsOf(call.me().path("id").longValue()).stream()
                .map(String::valueOf)
                .toList();
        conditions.path("all").forEach(condition -> all.add(read(condition)));
        conditions.path("any").forEach(condition -> any.add(read(condition)));
    }

    @Override
    public boolean test(Ticket ticket) {
        return all.stream().allMatch(part -> part.test(ticket))
                && (any.isEmpty() || any.stream().anyMatch(part -> part.test(ticket)));
    }

    /** The way to the tickets of the start that belong to the view. */
    @Nullable
    Way way(TicketBase base) {
        List<@Nullable Way> ways = new ArrayList<>(ways(all, base));
        if (!any.isEmpty()) {
            ways.add(Way.union(ways(any, base)));
        }
        return ways.isEmpty() ? new Way(new Hits.Range(0, base.size()), true) : Way.together(ways);
    }

    private static List<@Nullable Way> ways(List<Condition> conditions, TicketBase base) {
        return conditions.stream()
                .<@Nullable Way>map(condition -> new Way(condition.hits(base), true))
                .toList();
    }

    private Condition read(JsonNode condition) {
        String field = condition.path("field").asString("");
        String operator = condition.path("operator").asString("");
        JsonNode sent = condition.path("value");
        String value = Objects.requireNonNullElse(Values.text(sent.isArray() ? sent.path(0) : sent), "");
        boolean several = sent.isArray() && sent.size() > 1 && !field.equals("current_tags");
        if (!FIELDS.contains(field) || !OPERATORS.contains(operator) || several) {
            throw new Refusal(
                    Replies.invalidRecord("base", "Invalid condition: " + field + " " + operator, "InvalidValue"));
        }
        if (value.equals("current_groups")) {
            return new Condition(field, operator, value, groups);
        }
        return new Condition(
                field,
                operator,
                value.equals("current_user") ? me : value,
                field.equals(TAGS) ? TicketDraft.tags(sent) : List.of());
    }

    /** One condition; of some values one is enough. */
    private record Condition(String field, String operator, String wanted, List<String> some) {
        boolean test(Ticket ticket) {
            if (field.equals(TAGS)) {
                return holdsOne(tagsOf(ticket));
            }
            return holds(
                    field.equals("status")
                            ? ticket.status()
                            : Objects.requireNonNullElse(Values.text(ticket.value(field)), ""));
        }

        private static List<String> tagsOf(Ticket ticket) {
            List<String> tags = new ArrayList<>();
            ticket.value("tags").forEach(tag -> tags.add(tag.asString()));
            return tags;
        }

        private boolean holdsOne(List<String> held) {
            return held.stream().anyMatch(some::contains) == (operator.equals("includes") || operator.equals("is"));
        }

        private boolean holds(String held) {
            if (!some.isEmpty()) {
                return holdsOne(List.of(held));
            }
            List<String> ranks = field.equals("priority") ? PRIORITIES : Ticket.STATUSES;
            int order = Integer.compare(ranks.indexOf(held), ranks.indexOf(wanted));
            return switch (operator) {
                case "is", "includes" -> held.equals(wanted);
                case "less_than" -> order < 0;
                case "greater_than" -> order > 0;
                default -> !held.equals(wanted);
            };
        }

        Hits hits(TicketBase base) {
            return switch (field) {
                case "status" -> base.withStatus(this::holds);
                case "priority" -> base.withPriority(this::holds);
                case "assignee_id" -> base.withAssignee(this::holds);
                case TAGS -> base.withTag(tag -> holdsOne(List.of(tag)));
                case "type" -> base.common("question", this::holds);
                case "group_id" -> base.common(String.valueOf(base.start().group()), this::holds);
                default -> pointing(base);
            };
        }

        /** Ids have no ranks, so nothing is less or greater. */
        private Hits pointing(TicketBase base) {
            if (operator.equals("less_than") || operator.equals("greater_than")) {
                return Hits.none();
            }
            long id = wanted.matches("\\d{1,18}") ? Long.parseLong(wanted) : -1;
            Hits pointing = Objects.requireNonNull(base.pointing(field, id));
            return operator.equals("is") || operator.equals("includes") ? pointing : base.allBut(pointing);
        }
    }
}
