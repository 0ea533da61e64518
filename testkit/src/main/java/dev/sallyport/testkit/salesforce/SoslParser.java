package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.salesforce.Soql.Name;
import dev.sallyport.testkit.salesforce.Soql.Selected;
import dev.sallyport.testkit.salesforce.SoqlText.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads SOSL: the expression in its braces by {@link SearchTerms}, the rest as queries are read. For one search. */
final class SoslParser {
    private static final String FIND = "FIND";

    private final SoqlText text;
    private final SearchTerms terms;
    private final SoqlParser rest;

    private SoslParser(String sosl) {
        text = new SoqlText(sosl, true);
        int find = skipSpace(sosl, 0);
        if (!sosl.regionMatches(true, find, FIND, 0, FIND.length())) {
            throw text.malformed(find + 1, "Malformed search token: " + firstWord(sosl, find));
        }
        int open = skipSpace(sosl, find + FIND.length());
        if (open >= sosl.length() || sosl.charAt(open) != '{') {
            throw Refusal.of(
                    400, "MALFORMED_SEARCH", "No search term found. The search term must be enclosed in braces.");
        }
        int close = closing(sosl, open + 1);
        if (close < 0) {
            throw text.malformed(
                    sosl.length() + 1, "line 1:" + sosl.length() + " mismatched character '<EOF>' expecting '}'");
        }
        terms = SearchTerms.parse(text, sosl.substring(open + 1, close), open + 1);
        rest = SoqlParser.of(text, close + 1);
    }

    static Sosl parse(String sosl) {
        return new SoslParser(sosl).read();
    }

    private static int skipSpace(String sosl, int from) {
        int at = from;
        while (at < sosl.length() && Character.isWhitespace(sosl.charAt(at))) {
            at++;
        }
        return at;
    }

    private static String firstWord(String sosl, int from) {
        String[] words = sosl.substring(from).split("\\s", 2);
        return words[0].isEmpty() ? "<EOF>" : words[0];
    }

    private static int closing(String sosl, int from) {
        for (int at = from; at < sosl.length(); at++) {
            if (sosl.charAt(at) == '\\') {
                at++;
            } else if (sosl.charAt(at) == '}') {
                return at;
            }
        }
        return -1;
    }

    private Sosl read() {
        Sosl.Fields fields = rest.accept("IN") ? fields() : Sosl.Fields.ALL;
        List<Soql> scopes = new ArrayList<>();
        if (rest.accept("RETURNING")) {
            do {
                scopes.add(scope());
            } while (rest.accept(","));
        }
        Integer limit = rest.accept("LIMIT") ? Integer.valueOf(rest.whole()) : null;
        if (rest.accept("UPDATE")) {
            Token statistics = rest.next();
            if (!statistics.is("TRACKING") && !statistics.is("VIEWSTAT")) {
                throw text.unexpected(statistics);
            }
        }
        rest.requireEnd();
        return new Sosl(terms, fields, scopes, limit);
    }

    private Sosl.Fields fields() {
        Token word = rest.next();
        for (Sosl.Fields fields : Sosl.Fields.values()) {
            if (word.is(fields.name())) {
                Token end = rest.next();
                if (!end.is("FIELDS")) {
                    throw text.unexpected(end);
                }
                return fields;
            }
        }
        throw text.unexpected(word);
    }

    private Soql scope() {
        Name object = rest.name();
        if (!rest.accept("(")) {
            return scope(object, idOnly(object), null, List.of(), null, 0);
        }
        List<Selected> selected = new ArrayList<>();
        do {
            selected.add(rest.selected());
        } while (rest.accept(","));
        Soql.Condition where = rest.accept("WHERE") ? rest.junction() : null;
        List<Soql.Order> orders = rest.orders();
        Integer limit = rest.accept("LIMIT") ? Integer.valueOf(rest.whole()) : null;
        int offset = rest.accept("OFFSET") ? rest.whole() : 0;
        rest.expect(")");
        return scope(object, selected, where, orders, limit, offset);
    }

    private static List<Selected> idOnly(Name object) {
        return List.of(new Soql.FieldName(new Name("Id", object.column()), null));
    }

    private Soql scope(
            Name object,
            List<Selected> selected,
            Soql.@Nullable Condition where,
            List<Soql.Order> orders,
            @Nullable Integer limit,
            int offset) {
        for (Selected each : selected) {
            if (each instanceof Soql.Aggregate aggregate) {
                throw text.malformed(
                        object.column(),
                        "Malformed search token: " + aggregate.function().toUpperCase(Locale.ROOT));
            }
        }
        return new Soql(text, selected, object, null, where, List.of(), null, orders, limit, offset, false, false);
    }
}
