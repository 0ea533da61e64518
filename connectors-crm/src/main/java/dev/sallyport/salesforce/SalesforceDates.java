package dev.sallyport.salesforce;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** Salesforce writes {@code 2021-12-02T18:21:05.000+0000}, which java.time's ISO parsers refuse. */
final class SalesforceDates {
    private static final String USUAL = "####-##-##T##:##:##.###+0000";

    private static final DateTimeFormatter WIRE = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            // The default would make the 28th of February of a 31st.
            .withResolverStyle(ResolverStyle.STRICT);

    /** With two digits for the day, as HTTP wants it; java.time's RFC 1123 writes one until the ninth. */
    private static final DateTimeFormatter HTTP =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private SalesforceDates() {}

    static Instant parse(String text) {
        return isUsual(text) ? usual(text) : OffsetDateTime.parse(text, WIRE).toInstant();
    }

    /** Nearly every date is {@code 2021-12-02T18:21:05.000+0000}, and there are some in every record. */
    private static boolean isUsual(String text) {
        if (text.length() != USUAL.length()) {
            return false;
        }
        for (int i = 0; i < USUAL.length(); i++) {
            char expected = USUAL.charAt(i);
            char c = text.charAt(i);
            if (expected == '#' ? c < '0' || c > '9' : c != expected) {
                return false;
            }
        }
        return true;
    }

    private static Instant usual(String text) {
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        number(text, 20, 23) * 1_000_000)
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /** A version, that is a LastModifiedDate, as the date of a conditional request. */
    static String httpDate(String version) {
        return HTTP.format(parse(version).atOffset(ZoneOffset.UTC));
    }
}
