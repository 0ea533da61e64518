package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.salesforce.Soql.Condition;
import dev.sallyport.testkit.salesforce.Soql.Literal;
import dev.sallyport.testkit.salesforce.Soql.Name;
import dev.sallyport.testkit.salesforce.Soql.Selected;
import dev.sallyport.testkit.salesforce.SoqlText.Kind;
import dev.sallyport.testkit.salesforce.SoqlText.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads SOQL by recursive descent. For one query. */
final class SoqlParser {
    private static final Set<String> FUNCTIONS = Set.of("COUNT", "COUNT_DISTINCT", "SUM", "AVG", "MIN", "MAX");
    private static final Set<String> COMPARISONS = Set.of("=", "!=", "<>", "<", "<=", ">", ">=");
    private static final Set<String> CLAUSES = Set.of(
            "FROM", "WHERE", "GROUP", "ORDER", "LIMIT", "OFFSET", "AND", "OR", "SELECT", "HAVING", "USING", "WITH",
            "FOR", "ALL", "WHEN", "THEN", "ELSE", "END");
    private static final int DEEPEST = 100;

    private final SoqlText text;
    private final List<Token> tokens;
    private int at;
    private int depth;
    private boolean inHaving;

    private SoqlParser(SoqlText text, int from) {
        this.text = text;
        this.tokens = text.tokens(from);
    }

    static Soql parse(String query) {
        SoqlParser parser = new SoqlParser(new SoqlText(query), 0);
        Soql parsed = parser.query();
        if (parser.peek().is("ALL")) {
            throw parser.text.malformed(parser.peek().column(), "ALL ROWS not allowed in this context");
        }
        parser.requireEnd();
        return parsed;
    }

    /** Reads clauses that a text of another language has in common with queries. */
    static SoqlParser of(SoqlText text, int from) {
        return new SoqlParser(text, from);
    }

    void requireEnd() {
        if (peek().kind() != Kind.END) {
            throw text.unexpected(peek());
        }
    }

    private Soql query() {
        expect("SELECT");
        List<Selected> selected = new ArrayList<>();
        do {
            selected.add(selected());
        } while (accept(","));
        expect("FROM");
        Name from = object();
        accept("AS");
        String alias = alias();
        boolean mine = scope();
        Condition where = accept("WHERE") ? junction() : null;
        List<Name> groups = groups();
        Condition having = !groups.isEmpty() && accept("HAVING") ? having() : null;
        List<Soql.Order> orders = orders();
        Integer limit = accept("LIMIT") ? Integer.valueOf(whole()) : null;
        int offset = accept("OFFSET") ? whole() : 0;
        boolean view = purpose();
        return new Soql(text, selected, from, alias, where, groups, having, orders, limit, offset, mine, view);
    }

    private boolean scope() {
        if (!accept("USING")) {
            return false;
        }
        expect("SCOPE");
        Token scope = next();
        if (!scope.is("everything") && !scope.is("mine")) {
            throw text.malformed(scope.column(), "Invalid scope: " + scope.text());
        }
        return scope.is("mine");
    }

    /** What the rows are wanted for; a lock lasts as long as the request, which is no time at all. */
    private boolean purpose() {
        boolean view = false;
        while (accept("FOR")) {
            Token purpose = next();
            if (!purpose.is("VIEW") && !purpose.is("REFERENCE") && !purpose.is("UPDATE")) {
                throw text.unexpected(purpose);
            }
            view |= purpose.is("VIEW");
        }
        return view;
    }

    private @Nullable String alias() {
        return peek().kind() == Kind.NAME && !isClause(peek()) && !isSortWord(peek()) ? next().text() : null;
    }

    private Condition having() {
        inHaving = true;
        Condition having = junction();
        inHaving = false;
        return having;
    }

    private List<Name> groups() {
        List<Name> groups = new ArrayList<>();
        if (accept("GROUP")) {
            expect("BY");
            do {
                groups.add(field());
            } while (accept(","));
        }
        return groups;
    }

    List<Soql.Order> orders() {
        List<Soql.Order> orders = new ArrayList<>();
        if (accept("ORDER")) {
            expect("BY");
            do {
                orders.add(order());
            } while (accept(","));
        }
        return orders;
    }

    private Soql.Order order() {
        Selected by = selected();
        boolean descending = accept("DESC");
        if (!descending) {
            accept("ASC");
        }
        boolean nullsLast = false;
        if (accept("NULLS")) {
            nullsLast = accept("LAST");
            if (!nullsLast) {
                expect("FIRST");
            }
        }
        return new Soql.Order(by, descending, nullsLast);
    }

    Selected selected() {
        if (accept("(")) {
            Soql children = query();
            expect(")");
            return new Soql.Children(children);
        }
        if (accept("TYPEOF")) {
            return typeOf();
        }
        Name name = name();
        if (!accept("(")) {
            return new Soql.FieldName(name, alias());
        }
        String function = name.text().toUpperCase(Locale.ROOT);
        if (isOfField(function)) {
            return new Soql.FieldName(argument(name, function), alias());
        }
        if (function.equals("FIELDS")) {
            Token which = next();
            expect(")");
            return new Soql.AllFields(which.text().toUpperCase(Locale.ROOT), which.column());
        }
        if (!FUNCTIONS.contains(function)) {
            throw text.unexpected(tokens.get(at - 1));
        }
        Name of = peek().is(")") ? null : name();
        expect(")");
        return new Soql.Aggregate(function, of, alias());
    }

    private Selected typeOf() {
        Name reference = name();
        List<Soql.Branch> branches = new ArrayList<>();
        while (accept("WHEN")) {
            Name object = name();
            expect("THEN");
            branches.add(new Soql.Branch(object, names()));
        }
        List<Name> otherwise = accept("ELSE") ? names() : List.of();
        expect("END");
        if (branches.isEmpty()) {
            throw text.unexpected(tokens.get(at - 1));
        }
        return new Soql.TypeOf(reference, branches, otherwise);
    }

    private List<Name> names() {
        List<Name> names = new ArrayList<>();
        do {
            names.add(name());
        } while (accept(","));
        return names;
    }

    private static boolean isOfField(String function) {
        return function.equals("TOLABEL") || function.equals("FORMAT") || DateFunction.named(function) != null;
    }

    private Name argument(Name function, String name) {
        Name of = name();
        expect(")");
        return new Name(of.text(), function.column(), name);
    }

    /** A field, or what a function takes of it. */
    private Name field() {
        Name name = name();
        if (!accept("(")) {
            return name;
        }
        String function = name.text().toUpperCase(Locale.ROOT);
        boolean aggregate = inHaving && FUNCTIONS.contains(function);
        if (!aggregate && DateFunction.named(function) == null && !function.equals("TOLABEL")) {
            throw text.unexpected(tokens.get(at - 1));
        }
        if (aggregate && accept(")")) {
            return new Name("", name.column(), function);
        }
        return argument(name, function);
    }

    /** A chain of AND or of OR; to mix them takes parentheses. */
    Condition junction() {
        if (++depth > DEEPEST) {
            throw Refusal.of(400, "QUERY_TOO_COMPLICATED", "Query is too complicated");
        }
        List<Condition> parts = new ArrayList<>();
        parts.add(condition());
        boolean all = peek().is("AND");
        while (peek().is("AND") || peek().is("OR")) {
            if (peek().is("AND") != all) {
                throw text.unexpected(peek());
            }
            next();
            parts.add(condition());
        }
        depth--;
        return parts.size() == 1 ? parts.get(0) : new Soql.Junction(all, parts);
    }

    private Condition condition() {
        if (accept("NOT")) {
            return new Soql.Not(condition());
        }
        if (accept("(")) {
            Condition inner = junction();
            expect(")");
            return inner;
        }
        return comparison();
    }

    private Condition comparison() {
        Name field = field();
        Token operator = next();
        if (COMPARISONS.contains(operator.text()) && operator.kind() == Kind.SYMBOL) {
            String symbol = operator.text().equals("<>") ? "!=" : operator.text();
            return new Soql.Comparison(field, symbol, List.of(literal()), null);
        }
        if (operator.is("LIKE")) {
            return new Soql.Comparison(field, "LIKE", List.of(literal()), null);
        }
        if (operator.is("NOT")) {
            expect("IN");
            return list(field, "NOT IN");
        }
        if (operator.is("IN") || operator.is("INCLUDES") || operator.is("EXCLUDES")) {
            return list(field, operator.text().toUpperCase(Locale.ROOT));
        }
        throw text.unexpected(operator);
    }

    private Condition list(Name field, String operator) {
        expect("(");
        if (peek().is("SELECT") && operator.endsWith("IN")) {
            Soql subquery = query();
            expect(")");
            return new Soql.Comparison(field, operator, List.of(), subquery);
        }
        List<Literal> values = new ArrayList<>();
        do {
            values.add(literal());
        } while (accept(","));
        expect(")");
        return new Soql.Comparison(field, operator, values, null);
    }

    private Literal literal() {
        return SoqlLiterals.read(next(), text);
    }

    int whole() {
        Token token = next();
        if (token.kind() != Kind.LITERAL || !token.text().matches("\\d{1,9}")) {
            throw text.unexpected(token);
        }
        return Integer.parseInt(token.text());
    }

    /** An object's name, of which one is also the word that begins a clause. */
    private Name object() {
        return peek().is("GROUP") && !tokens.get(at + 1).is("BY") ? new Name(peek().text(), next().column()) : name();
    }

    Name name() {
        Token token = next();
        if (token.kind() != Kind.NAME || token.text().indexOf(':') >= 0 || isClause(token)) {
            throw text.unexpected(token);
        }
        return new Name(token.text(), token.column());
    }

    private static boolean isClause(Token token) {
        return CLAUSES.contains(token.text().toUpperCase(Locale.ROOT));
    }

    private static boolean isSortWord(Token token) {
        return token.is("ASC") || token.is("DESC") || token.is("NULLS");
    }

    Token peek() {
        return tokens.get(at);
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.kind() == Kind.END) {
            throw text.unexpected(token);
        }
        at++;
        return token;
    }

    boolean accept(String word) {
        if (peek().is(word)) {
            at++;
            return true;
        }
        return false;
    }

    void expect(String word) {
        Token token = peek();
        if (!accept(word)) {
            throw text.unexpected(token);
        }
    }
}
