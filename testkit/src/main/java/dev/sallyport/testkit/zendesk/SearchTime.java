package dev.sallyport.testkit.zendesk;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times in searches: {@code 2026-01-31}, {@code 2026-01-31T10:00:00Z}, or {@code 4hours} for so long ago. */
final class SearchTime {
    private static final Pattern RELATIVE = Pattern.compile("(\\d{1,5})(minute|hour|day|week|month|year)s?");
    private static final Map<String, Duration> UNITS = Map.of(
            "minute", Duration.ofMinutes(1),
            "hour", Duration.ofHours(1),
            "day", Duration.ofDays(1),
            "week", Duration.ofDays(7),
            "month", Duration.ofDays(30),
            "year", Duration.ofDays(365));

    private SearchTime() {}

    /** A date stands for the whole day, in UTC. */
    static boolean holds(SearchTerm.Operator operator, String value, Instant time, Instant now) {
        Matcher relative = RELATIVE.matcher(value);
        if (relative.matches()) {
            Duration unit = UNITS.getOrDefault(relative.group(2), Duration.ZERO);
            Instant then = now.minus(unit.multipliedBy(Long.parseLong(relative.group(1))));
            return operator == SearchTerm.Operator.IS ? !time.isBefore(then) : operator.holds(time.compareTo(then));
        }
        if (value.length() == 10) {
            LocalDate day = time.atZone(ZoneOffset.UTC).toLocalDate();
            return operator.holds(day.compareTo(LocalDate.parse(value)));
        }
        return operator.holds(time.compareTo(moment(value)));
    }

    private static Instant moment(String value) {
        return OffsetDateTime.parse(value.toUpperCase(Locale.ROOT)).toInstant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whether it is a date, or a date and time. */
    static boolean isMoment(String text) {
        return !RELATIVE.matcher(text).matches() && readable(text);
    }

    /** Whether the value is a time in one of the forms. */
    static boolean readable(String value) {
        try {
            holds(SearchTerm.Operator.IS, value, Instant.EPOCH, Instant.EPOCH);
            return true;
        } catch (DateTimeException notATime) {
            return false;
        }
    }
}
