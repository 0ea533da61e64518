package dev.sallyport.testkit.salesforce;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comma-separated text, or text with another sign between its values; every value is written in quotation marks. */
final class Csv {
    private final String text;
    private final char delimiter;
    private int at;

    private Csv(String text, char delimiter) {
        this.text = text;
        this.delimiter = delimiter;
    }

    /** The rows of a text; empty lines are none. A value that nobody wrote is null, an empty one in quotation marks is not. */
    static List<List<@Nullable String>> read(String text, char delimiter) {
        Csv csv = new Csv(text, delimiter);
        List<List<@Nullable String>> rows = new ArrayList<>();
        while (csv.at < text.length()) {
            List<@Nullable String> row = csv.row();
            if (row.size() > 1 || row.get(0) != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    private List<@Nullable String> row() {
        List<@Nullable String> row = new ArrayList<>();
        row.add(value());
        while (at < text.length() && text.charAt(at) == delimiter) {
            at++;
            row.add(value());
        }
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
        return row;
    }

    private @Nullable String value() {
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        int start = at;
        while (at < text.length() && text.charAt(at) != delimiter && "\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return start == at ? null : text.substring(start, at);
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            boolean mark = text.charAt(at) == '"';
            boolean doubled = mark && at + 1 < text.length() && text.charAt(at + 1) == '"';
            if (mark && !doubled) {
                at++;
                break;
            }
            at += doubled ? 1 : 0;
            value.append(text.charAt(at));
        }
        return value.toString();
    }

    /** Adds a row; null is written as nothing between quotation marks. */
    static void write(StringBuilder out, List<? extends @Nullable String> row, char delimiter, String lineEnding) {
        for (int index = 0; index < row.size(); index++) {
            String value = row.get(index);
            out.append(index == 0 ? "" : String.valueOf(delimiter))
                    .append('"')
                    .append(value == null ? "" : value.replace("\"", "\"\""))
                    .append('"');
        }
        out.append(lineEnding);
    }
}
