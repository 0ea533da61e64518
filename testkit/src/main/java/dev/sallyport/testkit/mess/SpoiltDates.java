package dev.sallyport.testkit.mess;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Dates that cannot be, or that can be read in more than one way. */
final class SpoiltDates {

    private SpoiltDates() {}

    static @Nullable String of(DefectKind kind, String value, Map<String, @Nullable Object> fields, Draw draw) {
        return switch (kind) {
            case CONTRADICTORY_DATES -> dayBefore(fields.get(CustomerRow.CREATED_AT), draw);
            case SENTINEL_DATE -> draw.oneOf("date", List.of("1900-01-01", "9999-12-31", "1970-01-01"));
            case FUTURE_DATE -> (2070 + draw.below("year", 30)) + value.substring(4);
            case IMPOSSIBLE_DATE -> draw.oneOf("date", List.of("2023-02-31", "2022-04-31", "2021-02-29", "2023-13-01"));
            case DATE_FORMAT -> otherFormat(LocalDate.parse(value), draw);
            default -> value + draw.oneOf("zone", List.of("T23:30:00-10:00", "T00:15:00+14:00", "T05:06:07"));
        };
    }

    private static String otherFormat(LocalDate date, Draw draw) {
        int day = date.getDayOfMonth();
        int month = date.getMonthValue();
        return switch (draw.below("format", 3)) {
            case 0 -> String.format(Locale.ROOT, "%02d/%02d/%d", day, month, date.getYear());
            case 1 -> String.format(Locale.ROOT, "%d/%d/%02d", month, day, date.getYear() % 100);
            default -> String.format(Locale.ROOT, "%02d.%02d.%d", day, month, date.getYear());
        };
    }

    private static @Nullable String dayBefore(@Nullable Object created, Draw draw) {
        return created == null
                ? null
                : Instant.parse(created.toString())
                        .minus(1 + draw.below("days", 400), ChronoUnit.DAYS)
                        .toString();
    }
}
