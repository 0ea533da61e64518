package dev.sallyport.testkit.zendesk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A search in the vendor's language. Terms are joined by "and", but several values of one keyword by "or". Immutable.
 *
 * @param orderBy what {@code order_by:} says; null without
 * @param descending what {@code sort:} says
 */
record SearchQuery(List<List<SearchTerm>> clauses, @Nullable String orderBy, boolean descending) {
    private static final Set<String> TIMES = Set.of("created", "updated", "solved", "due_date");
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("created_at", "created"),
            Map.entry("updated_at", "updated"),
            Map.entry("solved_at", "solved"),
            Map.entry("tag", "tags"),
            Map.entry("requester_id", "requester"),
            Map.entry("submitter_id", "submitter"),
            Map.entry("assignee_id", "assignee"),
            Map.entry("group_id", "group"),
            Map.entry("organization_id", "organization"),
            Map.entry("brand_id", "brand"),
            Map.entry("ticket_form_id", "form"));

    static SearchQuery parse(String text) {
        return new Reader(text).read();
    }

    boolean matches(SearchItem item, String me, Instant now) {
        return clauses.stream().allMatch(clause -> clause.stream().anyMatch(term -> term.matches(item, me, now)));
    }

    private static final class Reader {
        private final String text;
        private final Map<String, List<SearchTerm>> clauses = new LinkedHashMap<>();
        private int at;
        private @Nullable String orderBy;
        private boolean descending = true;

        private Reader(String text) {
            this.text = text;
        }

        private SearchQuery read() {
            for (skipSpace(); at < text.length(); skipSpace()) {
                boolean negated = text.charAt(at) == '-' && at + 1 < text.length();
                if (negated) {
                    at++;
                }
                take(term(negated));
            }
            return new SearchQuery(new ArrayList<>(clauses.values()), orderBy, descending);
        }

        private void skipSpace() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private SearchTerm term(boolean negated) {
            int start = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            String keyword = text.substring(start, at).toLowerCase(Locale.ROOT);
            SearchTerm.Operator operator = keyword.isEmpty() ? null : operator();
            if (operator == null) {
                at = start;
                keyword = "";
                operator = SearchTerm.Operator.IS;
            }
            boolean quoted = at < text.length() && text.charAt(at) == '"';
            String value = (quoted ? phrase() : word()).toLowerCase(Locale.ROOT);
            keyword = ALIASES.getOrDefault(keyword, keyword);
            if (TIMES.contains(keyword) && !value.equals("none") && !SearchTime.readable(value)) {
                throw new Refusal(Replies.error(422, "invalid", "Invalid search: bad value for " + keyword));
            }
            return new SearchTerm(negated, keyword, operator, value, quoted);
        }

        private SearchTerm.@Nullable Operator operator() {
            for (SearchTerm.Operator operator : SearchTerm.Operator.values()) {
                if (text.startsWith(operator.sign(), at)) {
                    at += operator.sign().length();
                    return operator;
                }
            }
            return null;
        }

        private String phrase() {
            int end = text.indexOf('"', at + 1);
            if (end < 0) {
                throw new Refusal(Replies.error(422, "invalid", "Invalid search: a quotation mark is not closed"));
            }
            String phrase = text.substring(at + 1, end);
            at = end + 1;
            return phrase;
        }

        private String word() {
            int start = at;
            while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return text.substring(start, at);
        }

        private void take(SearchTerm term) {
            switch (term.keyword()) {
                case "order_by" -> orderBy = term.value();
                case "sort" -> descending = !term.value().equals("asc");
                default -> {
                    boolean together =
                            !term.negated() && !term.keyword().isEmpty() && term.operator() == SearchTerm.Operator.IS;
                    String clause = together ? term.keyword() : "#" + clauses.size();
                    clauses.computeIfAbsent(clause, absent -> new ArrayList<>()).add(term);
                }
            }
        }
    }
}
