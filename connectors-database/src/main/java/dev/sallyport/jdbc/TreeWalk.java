package dev.sallyport.jdbc;

import dev.sallyport.jdbc.Grammar.Part;
import dev.sallyport.jdbc.Need.Action;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.create.table.ColDataType;
import net.sf.jsqlparser.statement.create.table.Index;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.WithItem;
import net.sf.jsqlparser.statement.update.Update;
import org.jspecify.annotations.Nullable;

/**
 * One walk over a parsed statement, whatever field a part of it hangs on. Finds every table, column and function,
 * refuses what the {@link Grammar} does not know, and qualifies tables and functions in place. Used once.
 */
final class TreeWalk {
    private static final int DEEPEST = 500;
    private final SqlDialect dialect;
    private final Catalogue catalogue;
    private final Set<Need> needs = new LinkedHashSet<>();
    private final List<String> columns = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private int parameters;
    private int depth;

    TreeWalk(SqlDialect dialect, Catalogue catalogue) {
        this.dialect = dialect;
        this.catalogue = catalogue;
    }

    Set<Need> needs() {
        return needs;
    }

    int parameters() {
        return parameters;
    }

    /** How many columns were named so far. */
    int columns() {
        return columns.size();
    }

    /**
     * A column that neither a table of the statement nor the statement itself brings; null if there is none. Its name is
     * given only if it looks like one: it could be a value in the wrong quotes.
     */
    @Nullable
    String strayColumn() {
        return columns.stream()
                .filter(column -> !names.contains(column))
                .findFirst()
                .map(column -> column.matches("[a-z][a-z0-9_]*") ? "column " + column : "such column")
                .orElse(null);
    }

    /** Walks a reading statement. */
    void statement(Select select) {
        node(select, Set.of(), false);
    }

    /** Walks the condition of a writing statement. */
    void condition(Expression condition, Set<String> known) {
        node(condition, known, false);
    }

    /** The table that a writing statement changes. */
    void target(Table table, Action... actions) {
        for (Action action : actions) {
            touch(table, action);
        }
        fields(table, Set.of(), Set.of());
        names.add("excluded");
        names.add("default");
    }

    /** Walks the names that a {@code WITH} gives; those that come after it may use them. */
    Set<String> with(@Nullable List<WithItem<?>> items, Set<String> known) {
        if (items == null) {
            return known;
        }
        Set<String> all = new HashSet<>(known);
        boolean recursive = items.stream().anyMatch(WithItem::isRecursive);
        for (WithItem<?> item : items) {
            String name = SqlDialect.unquoted(item.getAlias().getName());
            if (recursive) {
                all.add(name);
            }
            List<SelectItem<?>> given = item.getWithItemList();
            if (given != null) {
                given.forEach(column -> names.add(lower(column.toString())));
            }
            node(item, Set.copyOf(all), false);
            all.add(name);
        }
        return all;
    }

    /** Walks all fields of a statement but those that were taken care of. */
    void fields(Object node, Set<String> known, Set<String> taken) {
        for (Part part : Grammar.parts(node.getClass())) {
            Object value = get(part, node);
            if (isEmpty(value) || taken.contains(part.field().getName())) {
                continue;
            }
            if (part.allowed() == null) {
                throw Refused.unsupported(
                        "'" + part.field().getName() + "' of " + node.getClass().getSimpleName());
            }
            value(value, part, known);
        }
    }

    private void value(@Nullable Object value, Part part, Set<String> known) {
        if (value instanceof String || (value instanceof Enum<?> && part.allowed() != Grammar.NAME)) {
            if (part.allowed() != null
                    && !part.allowed().matcher(value.toString()).matches()) {
                throw Refused.unsupported("A name or literal in "
                        + part.field().getDeclaringClass().getSimpleName());
            }
        } else if (value instanceof Map.Entry<?, ?> entry) {
            value(entry.getKey(), part, known);
            value(entry.getValue(), part, known);
        } else if (value instanceof Collection<?> elements && !isNode(value)) {
            elements.forEach(element -> value(element, part, known));
        } else if (value != null && isNode(value)) {
            node(value, known, part.quotedText());
        }
    }

    private void node(Object node, Set<String> known, boolean quotedText) {
        if (!Grammar.knows(node.getClass())) {
            throw Refused.unsupported(node.getClass().getSimpleName());
        }
        if (++depth > DEEPEST) {
            throw Refused.input("The statement is nested too deeply.");
        }
        if (node instanceof StringValue && !quotedText) {
            throw Refused.input("Quoted text is not let through here: values go as ? parameters.");
        }
        if (node instanceof Collection<?> elements) {
            for (Object element : elements) {
                if (element != null && isNode(element)) {
                    node(element, known, quotedText);
                }
            }
        }
        visit(node, known);
        depth--;
    }

    private void visit(Object node, Set<String> known) {
        if (node instanceof Insert || node instanceof Update || node instanceof Delete) {
            throw Refused.unsupported("A writing statement inside another");
        } else if (node instanceof Select select) {
            fields(node, with(select.getWithItemsList(), known), Set.of("withItemsList"));
        } else if (node instanceof WithItem<?>) {
            fields(node, known, Set.of("withItemList"));
        } else if (node instanceof Table table) {
            boolean named = table.getNameParts().size() == 1 && known.contains(SqlDialect.unquoted(table.getName()));
            if (named) {
                names.add(lower(table.getName()));
            } else {
                touch(table, Action.SELECT);
            }
            fields(node, known, Set.of());
        } else if (node instanceof Column column) {
            columns.add(lower(column.getColumnName()));
            qualifier(column.getTable());
            fields(node, known, Set.of("table"));
        } else if (node instanceof AllTableColumns all) {
            qualifier(all.getTable());
            fields(node, known, Set.of("table"));
        } else {
            visitLeaf(node);
            fields(node, known, Set.of());
        }
    }

    private void visitLeaf(Object node) {
        if (node instanceof Alias alias) {
            names.add(lower(alias.getName()));
        } else if (node instanceof Alias.AliasColumn column) {
            names.add(lower(column.name));
        } else if (node instanceof Index.ColumnParams column) {
            columns.add(lower(column.getColumnName()));
        } else if (node instanceof Function function) {
            boolean plain = function.getNamedParameters() == null;
            function.setName(
                    List.of(function(function.getMultipartName(), plain).split("\\.")));
        } else if (node instanceof AnalyticExpression analytic) {
            analytic.setName(function(List.of(analytic.getName()), true));
        } else if (node instanceof ColDataType type) {
            type(type);
        } else if (node instanceof JdbcParameter) {
            parameters++;
        }
    }

    /** The name by which a function is called: qualified, so that nobody's function of the same name is meant. */
    private String function(List<String> parts, boolean plain) {
        String name = SqlDialect.unquoted(parts.get(parts.size() - 1));
        boolean keyword = dialect.keywords().contains(name);
        if (parts.size() != 1 || !(keyword || dialect.functions().contains(name))) {
            throw Refused.unsupported("The function " + String.join(".", parts));
        }
        names.add(name);
        return keyword || !plain || dialect.functionSchema().isEmpty() ? name : dialect.functionSchema() + "." + name;
    }

    private void type(ColDataType type) {
        String name = type.getDataType().toLowerCase(Locale.ROOT).replaceAll("\\s*\\([0-9, ]*\\)", "");
        if (!dialect.types().contains(name)) {
            throw Refused.unsupported("A cast to " + name);
        }
    }

    private void touch(Table table, Action action) {
        List<String> parts = table.getNameParts();
        String name = SqlDialect.unquoted(table.getName());
        String schema = parts.size() == 1 ? null : SqlDialect.unquoted(String.valueOf(table.getSchemaName()));
        if (parts.size() > 2 || !(schema + name).matches("[\\w-]+")) {
            throw Refused.unsupported("A table name that no scope can hold");
        }
        Catalogue.Resolved meant = catalogue.resolve(schema, name);
        needs.add(new Need(meant.scopeName(), action, meant.entry() != null));
        names.add(lower(name));
        if (meant.entry() != null) {
            names.addAll(meant.entry().columns());
        }
        table.setName('"' + name + '"');
        table.setSchemaName('"' + meant.schema() + '"');
    }

    private static void qualifier(@Nullable Table table) {
        if (table != null
                && !table.getNameParts().stream()
                        .allMatch(part -> Grammar.NAME.matcher(part).matches())) {
            throw Refused.unsupported("A qualifier of a column");
        }
    }

    /** Columns are told apart without regard to case: which of two is meant is the engine's business. */
    private static String lower(String name) {
        return SqlDialect.unquoted(name).toLowerCase(Locale.ROOT);
    }

    private static boolean isNode(Object value) {
        return value.getClass().getName().startsWith("net.sf.jsqlparser.") && !(value instanceof Enum<?>);
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null
                || Boolean.FALSE.equals(value)
                || (value instanceof Number number && number.intValue() == 0)
                || (value instanceof Character character && character == 0)
                || (value instanceof Collection<?> elements && elements.isEmpty() && !isNode(value))
                || (value instanceof Enum<?> constant && constant.name().equals("NONE"))
                || "".equals(value);
    }

    private static @Nullable Object get(Part part, Object node) {
        try {
            return part.field().get(node);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the field was made accessible", e);
        }
    }
}
