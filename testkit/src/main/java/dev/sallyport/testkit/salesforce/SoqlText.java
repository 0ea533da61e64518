package dev.sallyport.testkit.salesforce;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A query's text: cut into tokens, and shown in errors with a caret under the place. */
final class SoqlText {
    /** What a token is. */
    enum Kind {
        NAME,
        STRING,
        LITERAL,
        SYMBOL,
        END
    }

    /**
     * A piece of a query.
     *
     * @param text a string's own has its quotes cut off and its escapes left in
     * @param column where it begins, from 1
     */
    record Token(Kind kind, String text, int column) {
        boolean is(String word) {
            return (kind == Kind.NAME || kind == Kind.SYMBOL) && text.equalsIgnoreCase(word);
        }
    }

    private static final int MOST_CHARACTERS = 100_000;
    private static final int BEFORE = 40;
    private static final int AFTER = 30;
    private static final Pattern DATE_PARAMETER = Pattern.compile(":\\d{1,6}");

    private final String text;
    private final boolean search;

    SoqlText(String text) {
        this(text, false);
    }

    /**
     * A text.
     *
     * @param search whether it is a search, whose errors have another code and count columns from 0
     */
    SoqlText(String text, boolean search) {
        this.text = text;
        this.search = search;
        if (text.length() > MOST_CHARACTERS) {
            throw Refusal.of(400, "QUERY_TOO_COMPLICATED", "SOQL statements cannot be longer than 100000 characters.");
        }
    }

    /** The tokens from a place on, counted from 0. */
    List<Token> tokens(int from) {
        List<Token> tokens = new ArrayList<>();
        int at = from;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else {
                Token token = next(at);
                tokens.add(token);
                at += token.text.length() + (token.kind == Kind.STRING ? 2 : 0);
            }
        }
        tokens.add(new Token(Kind.END, "<EOF>", text.length() + 1));
        return tokens;
    }

    private Token next(int at) {
        char c = text.charAt(at);
        if (c == '\'') {
            return string(at);
        }
        if (Character.isLetter(c)) {
            return name(at);
        }
        if (Character.isDigit(c) || ((c == '-' || c == '+' || c == '.') && startsNumber(at + 1))) {
            int end = at + 1;
            while (end < text.length() && (isWord(text.charAt(end)) || "+-:".indexOf(text.charAt(end)) >= 0)) {
                end++;
            }
            return new Token(Kind.LITERAL, text.substring(at, end), at + 1);
        }
        String two = text.substring(at, Math.min(text.length(), at + 2));
        if (List.of("!=", "<=", ">=", "<>").contains(two)) {
            return new Token(Kind.SYMBOL, two, at + 1);
        }
        if ("(),=<>".indexOf(c) < 0) {
            throw malformed(at + 1, "line 1:" + at + " no viable alternative at character '" + c + "'");
        }
        return new Token(Kind.SYMBOL, String.valueOf(c), at + 1);
    }

    private Token name(int at) {
        int end = at + 1;
        while (end < text.length() && isWord(text.charAt(end))) {
            end++;
        }
        var parameter = DATE_PARAMETER.matcher(text).region(end, text.length());
        if (parameter.lookingAt()) {
            end = parameter.end();
        }
        return new Token(Kind.NAME, text.substring(at, end), at + 1);
    }

    private Token string(int at) {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != '\'') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length()) {
            throw malformed(at + 1, "line 1:" + at + " mismatched character '<EOF>' expecting '''");
        }
        return new Token(Kind.STRING, text.substring(at + 1, end), at + 1);
    }

    private boolean startsNumber(int at) {
        return at < text.length() && Character.isDigit(text.charAt(at));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }

    Refusal malformed(int column, String text) {
        return Refusal.of(400, search ? "MALFORMED_SEARCH" : "MALFORMED_QUERY", at(column) + text);
    }

    Refusal unexpected(Token token) {
        if (search) {
            return malformed(token.column, "Malformed search token: " + token.text);
        }
        return malformed(token.column, "unexpected token: " + token.text);
    }

    Refusal invalidField(int column, String text) {
        return Refusal.of(400, "INVALID_FIELD", at(column) + text);
    }

    Refusal invalidType(int column, String type) {
        return Refusal.of(
                400,
                "INVALID_TYPE",
                at(column) + "sObject type '" + type
                        + "' is not supported. If you are attempting to use a custom object, be sure to append the"
                        + " '__c' after the entity name. Please reference your WSDL or the describe call for the"
                        + " appropriate names.");
    }

    Refusal noColumn(int column, String field, String type) {
        return invalidField(
                column,
                "No such column '" + field + "' on entity '" + type
                        + "'. If you are attempting to use a custom field, be sure to append the '__c' after the custom"
                        + " field name. Please reference your WSDL or the describe call for the appropriate names.");
    }

    /** A list of children that the object does not have. */
    Refusal noRelationship(int column, String name) {
        return Refusal.of(
                400,
                "INVALID_TYPE",
                at(column) + "Didn't understand relationship '" + name
                        + "' in FROM part of query call. If you are attempting to use a custom relationship, be sure to"
                        + " append the '__r' after the custom relationship name. Please reference your WSDL or the"
                        + " describe call for the appropriate names.");
    }

    private String at(int fromOne) {
        int column = search ? fromOne - 1 : fromOne;
        int place = Math.max(0, Math.min(column - 1, text.length()));
        int from = Math.max(0, place - BEFORE);
        String fragment = text.substring(from, Math.min(text.length(), place + AFTER));
        return "\n" + fragment + "\n" + " ".repeat(place - from) + "^\nERROR at Row:1:Column:" + column + "\n";
    }
}
