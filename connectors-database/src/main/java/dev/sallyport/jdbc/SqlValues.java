package dev.sallyport.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values on their way to the engine, and their size on the way back. */
public final class SqlValues {
    private SqlValues() {}

    /**
     * Sets the parameters of a statement.
     *
     * @throws SQLException if the driver refuses
     */
    public static void bind(PreparedStatement statement, List<@Nullable Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }

    /** The same values in types that every driver takes and that can be sent again. */
    static List<@Nullable Object> plain(List<@Nullable Object> values) {
        List<@Nullable Object> plain = new ArrayList<>();
        for (Object value : values) {
            plain.add(plain(value));
        }
        return plain;
    }

    /** The values as SQL would write them: what a plan shows, and different for different values. */
    static List<String> literals(List<@Nullable Object> values) {
        List<String> literals = new ArrayList<>();
        for (Object value : values) {
            if (value == null) {
                literals.add("NULL");
            } else if (value instanceof byte[] bytes) {
                literals.add("X'" + HexFormat.of().formatHex(bytes) + "'");
            } else if (value instanceof Number || value instanceof Boolean) {
                literals.add(value.toString());
            } else {
                literals.add("'" + value.toString().replace("'", "''") + "'");
            }
        }
        return literals;
    }

    /** About as many bytes as a value takes on the wire. */
    static long size(@Nullable Object value) {
        if (value == null) {
            return 1;
        }
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
        if (value instanceof byte[] bytes) {
            return bytes.length;
        }
        if (value instanceof Collection<?> elements) {
            return elements.stream().mapToLong(SqlValues::size).sum();
        }
        return 8;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        if (value instanceof ZonedDateTime time) {
            return time.toOffsetDateTime();
        }
        if (value instanceof BigInteger number) {
            return new BigDecimal(number);
        }
        if (value instanceof Enum<?> || value instanceof Character) {
            return value.toString();
        }
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        if (value != null && !isPlain(value)) {
            throw Refused.input("A value is a " + value.getClass().getSimpleName()
                    + ": pass text, numbers, booleans, bytes, UUIDs or java.time values.");
        }
        return value;
    }

    private static boolean isPlain(Object value) {
        return value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof UUID
                || value instanceof LocalDate
                || value instanceof LocalTime
                || value instanceof LocalDateTime
                || value instanceof OffsetDateTime;
    }
}
