package dev.sallyport.testkit.zendesk;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One word, phrase or {@code keyword:value} of a search; the keyword is empty for a word. */
record SearchTerm(boolean negated, String keyword, Operator operator, String value, boolean quoted) {
    private static final List<String> PRIORITIES = List.of("low", "normal", "high", "urgent");

    /** How a value is compared. */
    enum Operator {
        IS(":"),
        AT_MOST("<="),
        AT_LEAST(">="),
        LESS("<"),
        MORE(">");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        boolean holds(int comparison) {
            return switch (this) {
                case IS -> comparison == 0;
                case AT_MOST -> comparison <= 0;
                case AT_LEAST -> comparison >= 0;
                case LESS -> comparison < 0;
                case MORE -> comparison > 0;
            };
        }
    }

    boolean matches(SearchItem item, String me, Instant now) {
        return negated != holds(item, me, now);
    }

    private boolean holds(SearchItem item, String me, Instant now) {
        if (keyword.equals("type")) {
            return item.type().equals(value);
        }
        if (item.timed(keyword)) {
            Instant time = item.time(keyword);
            return isNone() ? time == null : time != null && SearchTime.holds(operator, value, time, now);
        }
        Set<String> exact = item.exact(keyword);
        if (exact != null) {
            return operator == Operator.IS ? whole(exact, me) : ranked(exact);
        }
        String text = item.text(keyword);
        if (text != null) {
            return (isNone() && !keyword.isEmpty()) ? text.isBlank() : SearchWords.contain(text, value);
        }
        String all = item.text("");
        return all != null && SearchWords.contain(all, keyword + " " + value);
    }

    private boolean isNone() {
        return value.equals("none") && !quoted;
    }

    private boolean whole(Set<String> exact, String me) {
        if (isNone()) {
            return exact.isEmpty();
        }
        String wanted = value.equals("me") && !quoted ? me : value;
        return wanted.endsWith("*")
                ? exact.stream().anyMatch(one -> one.startsWith(wanted.substring(0, wanted.length() - 1)))
                : exact.contains(wanted);
    }

    private boolean ranked(Set<String> exact) {
        List<String> ranks = keyword.equals("priority") ? PRIORITIES : Ticket.STATUSES;
        int wanted = ranks.indexOf(value.toLowerCase(Locale.ROOT));
        return wanted >= 0
                && exact.stream()
                        .mapToInt(ranks::indexOf)
                        .anyMatch(rank -> rank >= 0 && operator.holds(Integer.compare(rank, wanted)));
    }
}
