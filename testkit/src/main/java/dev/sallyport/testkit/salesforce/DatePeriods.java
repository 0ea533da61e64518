package dev.sallyport.testkit.salesforce;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Named spans of days: TODAY, LAST_WEEK, NEXT_N_MONTHS:3. Weeks begin on Sunday, days at midnight UTC, fiscal
 * years with January.
 */
final class DatePeriods {
    private static final Pattern NAMED = Pattern.compile(
            "YESTERDAY|TODAY|TOMORROW|(LAST|NEXT)_90_DAYS" + "|(LAST|THIS|NEXT)_(WEEK|MONTH|(FISCAL_)?(QUARTER|YEAR))");
    private static final Pattern COUNTED =
            Pattern.compile("(LAST|NEXT)_N_(DAY|WEEK|MONTH|(?:FISCAL_)?(?:QUARTER|YEAR))S:(\\d{1,4})"
                    + "|N_(DAY|WEEK|MONTH|(?:FISCAL_)?(?:QUARTER|YEAR))S_AGO:(\\d{1,4})");

    private DatePeriods() {}

    /** From this day until before that day. */
    record Span(LocalDate from, LocalDate until) {}

    static boolean isKnown(String name) {
        return NAMED.matcher(name).matches() || COUNTED.matcher(name).matches();
    }

    static Span span(String name, LocalDate today) {
        return switch (name) {
            case "TODAY" -> new Span(today, today.plusDays(1));
            case "YESTERDAY" -> new Span(today.minusDays(1), today);
            case "TOMORROW" -> new Span(today.plusDays(1), today.plusDays(2));
            case "LAST_90_DAYS" -> counted("LAST", "DAY", 90, today);
            case "NEXT_90_DAYS" -> counted("NEXT", "DAY", 90, today);
            default -> other(name, today);
        };
    }

    private static Span other(String name, LocalDate today) {
        Matcher counted = COUNTED.matcher(name);
        if (!counted.matches()) {
            String[] words = name.split("_", 2);
            LocalDate start = startOf(words[1], today);
            LocalDate from = plus(start, words[1], words[0].equals("LAST") ? -1 : words[0].equals("NEXT") ? 1 : 0);
            return new Span(from, plus(from, words[1], 1));
        }
        if (counted.group(4) != null) {
            LocalDate from =
                    plus(startOf(counted.group(4), today), counted.group(4), -Integer.parseInt(counted.group(5)));
            return new Span(from, plus(from, counted.group(4), 1));
        }
        return counted(counted.group(1), counted.group(2), Integer.parseInt(counted.group(3)), today);
    }

    /** The last days go up to and with today; the next ones, and whole weeks and longer, begin or end beside it. */
    private static Span counted(String side, String unit, int count, LocalDate today) {
        if (unit.equals("DAY")) {
            return side.equals("LAST")
                    ? new Span(today.minusDays(count), today.plusDays(1))
                    : new Span(today.plusDays(1), today.plusDays(1L + count));
        }
        LocalDate start = startOf(unit, today);
        return side.equals("LAST")
                ? new Span(plus(start, unit, -count), start)
                : new Span(plus(start, unit, 1), plus(start, unit, 1 + count));
    }

    private static LocalDate startOf(String unit, LocalDate day) {
        return switch (unit) {
            case "DAY" -> day;
            case "WEEK" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
            case "MONTH" -> day.withDayOfMonth(1);
            case "QUARTER", "FISCAL_QUARTER" -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
            default -> day.withDayOfYear(1);
        };
    }

    private static LocalDate plus(LocalDate day, String unit, int count) {
        return switch (unit) {
            case "DAY" -> day.plusDays(count);
            case "WEEK" -> day.plusWeeks(count);
            case "MONTH" -> day.plusMonths(count);
            case "QUARTER", "FISCAL_QUARTER" -> day.plusMonths(3L * count);
            default -> day.plus(count, ChronoUnit.YEARS);
        };
    }
}
