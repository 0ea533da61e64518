package dev.sallyport.testkit.salesforce;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Parts of dates that queries can filter and group by, in UTC; the fiscal year is the calendar's. */
enum DateFunction {
    CALENDAR_MONTH,
    CALENDAR_QUARTER,
    CALENDAR_YEAR,
    DAY_IN_MONTH,
    DAY_IN_WEEK,
    DAY_IN_YEAR,
    DAY_ONLY,
    FISCAL_MONTH,
    FISCAL_QUARTER,
    FISCAL_YEAR,
    HOUR_IN_DAY,
    WEEK_IN_MONTH,
    WEEK_IN_YEAR;

    private static final int DAYS_A_WEEK = 7;

    /** The function of that name in any case; null if it is none. */
    static @Nullable DateFunction named(String name) {
        for (DateFunction function : values()) {
            if (function.name().equals(name.toUpperCase(Locale.ROOT))) {
                return function;
            }
        }
        return null;
    }

    /** What it gives for a field of that name. */
    Field result(Field of) {
        return this == DAY_ONLY ? Field.of(of.name(), FieldType.DATE, 0) : Field.number(of.name(), FieldType.INT, 9, 0);
    }

    boolean takes(FieldType type) {
        return type == FieldType.DATETIME || (type == FieldType.DATE && this != DAY_ONLY && this != HOUR_IN_DAY);
    }

    @Nullable
    Object of(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        LocalDateTime time = value instanceof Instant instant
                ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC)
                : ((LocalDate) value).atStartOfDay();
        return this == DAY_ONLY ? time.toLocalDate() : part(time);
    }

    private Object part(LocalDateTime time) {
        return switch (this) {
            case CALENDAR_MONTH, FISCAL_MONTH -> time.getMonthValue();
            case CALENDAR_QUARTER, FISCAL_QUARTER -> time.get(IsoFields.QUARTER_OF_YEAR);
            case CALENDAR_YEAR, FISCAL_YEAR -> time.getYear();
            case DAY_IN_MONTH -> time.getDayOfMonth();
            // Sunday is the first day of the week.
            case DAY_IN_WEEK -> time.get(ChronoField.DAY_OF_WEEK) % DAYS_A_WEEK + 1;
            case DAY_IN_YEAR -> time.getDayOfYear();
            case HOUR_IN_DAY -> time.getHour();
            case WEEK_IN_MONTH -> (time.getDayOfMonth() - 1) / DAYS_A_WEEK + 1;
            case WEEK_IN_YEAR -> (time.getDayOfYear() - 1) / DAYS_A_WEEK + 1;
            case DAY_ONLY -> time.toLocalDate();
        };
    }
}
