package dev.sallyport.salesforce;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** Salesforce writes {@code 2021-12-02T18:21:05.000+0000}, which java.time's ISO parsers refuse. */
final class SalesforceDates {
    private static final DateTimeFormatter WIRE = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    /** With two digits for the day, as HTTP wants it; java.time's RFC 1123 writes one until the ninth. */
    private static final DateTimeFormatter HTTP =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private SalesforceDates() {}

    static Instant parse(String text) {
        return OffsetDateTime.parse(text, WIRE).toInstant();
    }

    /** A version, that is a LastModifiedDate, as the date of a conditional request. */
    static String httpDate(String version) {
        return HTTP.format(parse(version).atOffset(ZoneOffset.UTC));
    }
}
