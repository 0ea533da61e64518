package dev.sallyport.testkit.spi;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as HTTP's headers have them, such as {@code Thu, 02 Dec 2021 18:21:05 GMT} (RFC 9110, 5.6.7). Thread-safe. */
public final class HttpDate {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Every reply has one, and there are many replies in a second. */
    private static volatile Told last = told(0);

    private HttpDate() {}

    private record Told(long second, String text) {}

    /** The second in which a moment lies. */
    public static String of(Instant moment) {
        Told known = last;
        if (known.second != moment.getEpochSecond()) {
            known = told(moment.getEpochSecond());
            last = known;
        }
        return known.text;
    }

    private static Told told(long second) {
        return new Told(second, FORMAT.format(Instant.ofEpochSecond(second)));
    }
}
