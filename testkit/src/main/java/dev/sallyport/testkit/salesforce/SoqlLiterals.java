package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.salesforce.Soql.Literal;
import dev.sallyport.testkit.salesforce.SoqlText.Token;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as they are written in queries. */
final class SoqlLiterals {
    private static final int LONGEST_STRING = 4_000;

    private SoqlLiterals() {}

    /** The value that a token stands for. */
    static Literal read(Token token, SoqlText text) {
        return switch (token.kind()) {
            case STRING -> {
                if (token.text().length() > LONGEST_STRING) {
                    throw text.malformed(token.column(), "string literals cannot be longer than 4000 characters");
                }
                yield new Soql.Text(token.text());
            }
            case LITERAL -> written(token, text);
            case NAME -> word(token, text);
            case SYMBOL, END -> throw text.unexpected(token);
        };
    }

    private static Literal written(Token token, SoqlText text) {
        LocalDate day = WireDates.date(token.text());
        if (day != null) {
            return new Soql.Day(day);
        }
        Instant moment = WireDates.instant(token.text());
        if (moment != null) {
            return new Soql.Moment(moment);
        }
        try {
            return new Soql.Numeric(new BigDecimal(token.text()));
        } catch (NumberFormatException neither) {
            throw text.unexpected(token);
        }
    }

    private static Literal word(Token token, SoqlText text) {
        String word = token.text().toUpperCase(Locale.ROOT);
        return switch (word) {
            case "NULL" -> new Soql.Null();
            case "TRUE" -> new Soql.Truth(true);
            case "FALSE" -> new Soql.Truth(false);
            default -> {
                if (!DatePeriods.isKnown(word)) {
                    throw text.unexpected(token);
                }
                yield new Soql.Period(word);
            }
        };
    }

    /** The text behind a string literal's escapes; for LIKE the signs of its own stay escaped. */
    static String unescaped(String raw, boolean like) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\' || i + 1 == raw.length()) {
                out.append(c);
                continue;
            }
            char escaped = raw.charAt(++i);
            @Nullable String plain = plain(escaped);
            if (escaped == 'u'
                    && i + 4 < raw.length()
                    && raw.substring(i + 1, i + 5).matches("[0-9A-Fa-f]{4}")) {
                out.append((char) Integer.parseInt(raw.substring(i + 1, i + 5), 16));
                i += 4;
            } else if (plain != null) {
                out.append(like && escaped == '\\' ? "\\\\" : plain);
            } else if (escaped == '%' || escaped == '_') {
                out.append(like ? "\\" : "").append(escaped);
            } else {
                throw Refusal.of(400, "MALFORMED_QUERY", "invalid escape sequence: \\" + escaped);
            }
        }
        return out.toString();
    }

    private static @Nullable String plain(char escaped) {
        return switch (escaped) {
            case 'n', 'N' -> "\n";
            case 'r', 'R' -> "\r";
            case 't', 'T' -> "\t";
            case 'b', 'B' -> "\b";
            case 'f', 'F' -> "\f";
            case '"' -> "\"";
            case '\'' -> "'";
            case '\\' -> "\\";
            default -> null;
        };
    }
}
