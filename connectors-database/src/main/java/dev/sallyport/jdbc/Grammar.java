package dev.sallyport.jdbc;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.sf.jsqlparser.expression.*;
import net.sf.jsqlparser.expression.operators.arithmetic.*;
import net.sf.jsqlparser.expression.operators.conditional.*;
import net.sf.jsqlparser.expression.operators.relational.*;
import net.sf.jsqlparser.parser.ASTNodeAccessImpl;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.create.table.ColDataType;
import net.sf.jsqlparser.statement.create.table.Index;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.insert.InsertConflictAction;
import net.sf.jsqlparser.statement.insert.InsertConflictTarget;
import net.sf.jsqlparser.statement.select.*;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.update.UpdateSet;
import org.jspecify.annotations.Nullable;

/**
 * The part of SQL that is let through: the kinds of node and, of each, the fields that may be set; after a {@code =} the
 * pattern of a text, with a {@code ~} those that take quoted text. Whatever is not listed here is refused, also what a
 * later version of the parser brings.
 */
final class Grammar {
    static final Pattern NAME = Pattern.compile("\"[^\"\\x00]+\"|[A-Za-z_][A-Za-z0-9_$]*");
    private static final Map<Class<?>, Map<String, Allowed>> ALLOWED = new HashMap<>();
    private static final ClassValue<List<Part>> PARTS = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
            return partsOf(type);
        }
    };

    /**
     * A field of a node.
     *
     * @param allowed the pattern of its text; null if it may not be set
     * @param quotedText whether quoted text may stand in it: a unit or a format, never a value to compare with
     */
    record Part(Field field, @Nullable Pattern allowed, boolean quotedText) {}

    static {
        allow(ASTNodeAccessImpl.class);
        allow(Select.class, "withItemsList", "limit", "offset", "fetch", "orderByElements", "alias");
        allow(
                PlainSelect.class,
                "distinct",
                "selectItems",
                "fromItem",
                "joins",
                "where",
                "groupBy",
                "having",
                "windowDefinitions");
        allow(ParenthesedSelect.class, "alias", "select");
        allow(LateralSubSelect.class, "prefix=(?i)lateral");
        allow(SetOperationList.class, "selects", "operations", "orderByElements");
        allow(SetOperation.class, "modifier=(?i)(all|distinct)?", "type");
        for (Class<?> type : List.of(UnionOp.class, IntersectOp.class, ExceptOp.class)) {
            allow(type);
        }
        allow(Values.class, "expressions", "alias");
        allow(WithItem.class, "statement", "alias", "withItemList", "recursive", "usingNot", "materialized");
        allow(SelectItem.class, "expression", "alias");
        allow(
                Join.class,
                "onExpressions",
                "usingColumns",
                "outer",
                "right",
                "left",
                "natural",
                "full",
                "inner",
                "simple",
                "cross",
                "fromItem");
        allow(ParenthesedFromItem.class, "fromItem", "joins", "alias");
        allow(Limit.class, "rowCount");
        allow(Offset.class, "offsetExpression", "offsetParam=(?i)rows?");
        allow(Fetch.class, "expression", "isFetchParamFirst", "fetchParameters=(?i)(first|next|rows?|only|rows? only)");
        allow(OrderByElement.class, "expression", "asc", "ascDescPresent", "nullOrdering");
        allow(GroupByElement.class, "groupByExpressions", "groupingSets");
        allow(Distinct.class, "onSelectItems");
        allow(AllColumns.class);
        allow(AllTableColumns.class, "table");
        allow(
                Insert.class,
                "table",
                "columns",
                "select",
                "onlyDefaultValues",
                "conflictTarget",
                "conflictAction",
                "withItemsList");
        allow(InsertConflictTarget.class, "indexElements", "whereExpression");
        allow(Index.ColumnParams.class, "columnName", "expressionParenthesized");
        allow(InsertConflictAction.class, "conflictActionType", "whereExpression", "updateSets");
        allow(Update.class, "withItemsList", "table", "where", "updateSets", "fromItem", "joins");
        allow(UpdateSet.class, "columns", "values");
        allow(Delete.class, "withItemsList", "table", "usingFromItemList", "where", "hasFrom");
        allow(Alias.class, "name", "useAs", "aliasColumns");
        allow(Alias.AliasColumn.class, "name");
        allow(Table.class, "partItems", "partDelimiters=\\.", "alias");
        allow(Column.class, "table", "columnName", "tableDelimiter=\\.");
        allowExpressions();
        allowOperators();
        allowWindows();
    }

    private Grammar() {}

    private static void allowExpressions() {
        allow(Function.class, "nameparts", "parameters~", "namedParameters~", "distinct", "orderByElements");
        allow(NamedExpressionList.class, "names=(?i)(|from|for|in|placing)");
        allow(CaseExpression.class, "switchExpression", "whenClauses", "elseExpression", "usingBrackets");
        allow(WhenClause.class, "whenExpression", "thenExpression");
        allow(CastExpression.class, "keyword=(?i)cast", "leftExpression", "colDataType");
        allow(ColDataType.class, "dataType=[A-Za-z0-9_ (),]+", "precision", "scale");
        allow(ExtractExpression.class, "name", "expression");
        allow(IntervalExpression.class, "intervalKeyword", "parameter='[A-Za-z0-9 .:+-]*'", "intervalType");
        allow(TrimFunction.class, "trimSpecification", "expression", "fromExpression", "isUsingFromKeyword");
        allow(SignedExpression.class, "sign", "expression");
        allow(NotExpression.class, "expression");
        allow(LongValue.class, "stringValue=[0-9]+");
        allow(DoubleValue.class, "value", "stringValue=[0-9.]+([eE][-+]?[0-9]+)?");
        allow(BooleanValue.class, "value");
        allow(NullValue.class);
        allow(StringValue.class, "value=[^'\\\\\\x00]*", "quoteStr='");
        allow(JdbcParameter.class, "parameterCharacter=\\?", "index");
        allow(TimeKeyExpression.class, "stringValue=(?i)(current_(date|time|timestamp)|localtime|localtimestamp)");
        allow(ExpressionList.class);
        allow(ParenthesedExpressionList.class);
        allow(RowConstructor.class, "name=(?i)row");
        allow(TimezoneExpression.class, "timezoneExpressions~", "leftExpression");
        allow(ArrayExpression.class, "objExpression", "indexExpression", "startIndexExpression", "stopIndexExpression");
    }

    private static void allowOperators() {
        allow(BinaryExpression.class, "leftExpression", "rightExpression");
        allow(OldOracleJoinBinaryExpression.class);
        allow(ComparisonOperator.class, "operator==|<>|!=|<|>|<=|>=");
        for (Class<?> type : List.of(
                EqualsTo.class,
                NotEqualsTo.class,
                GreaterThan.class,
                GreaterThanEquals.class,
                MinorThan.class,
                MinorThanEquals.class,
                Addition.class,
                Subtraction.class,
                Multiplication.class,
                Division.class,
                Modulo.class,
                Concat.class,
                AndExpression.class,
                OrExpression.class)) {
            allow(type);
        }
        allow(
                Between.class,
                "leftExpression",
                "not",
                "betweenExpressionStart",
                "betweenExpressionEnd",
                "usingSymmetric");
        allow(InExpression.class, "leftExpression", "not", "rightExpression");
        allow(ExistsExpression.class, "rightExpression", "not");
        allow(IsNullExpression.class, "leftExpression", "not");
        allow(IsBooleanExpression.class, "leftExpression", "not", "isTrue");
        allow(IsUnknownExpression.class, "leftExpression", "isNot");
        allow(IsDistinctExpression.class, "not");
        allow(LikeExpression.class, "not", "escapeExpression~", "likeKeyWord=LIKE|ILIKE");
        allow(RegExpMatchOperator.class, "operatorType");
        allow(AnyComparisonExpression.class, "select", "anyType");
        allow(JsonExpression.class, "expr", "idents~=->|->>|#>|#>>");
        allow(JsonOperator.class, "op=@>|<@|->|->>|#>|#>>");
    }

    private static void allowWindows() {
        allow(
                AnalyticExpression.class,
                "name=[a-z0-9_.]+",
                "expression~",
                "offset~",
                "defaultValue~",
                "allColumns",
                "type",
                "distinct",
                "filterExpression",
                "funcOrderBy",
                "windowName",
                "windowDef");
        allow(WindowDefinition.class, "orderBy", "partitionBy", "windowElement", "windowName");
        allow(OrderByClause.class, "orderByElements");
        allow(PartitionByClause.class, "brackets");
        allow(WindowElement.class, "type", "offset", "range", "exclusion");
        allow(WindowRange.class, "start", "end");
        allow(WindowOffset.class, "expression", "type");
    }

    /** Whether nodes of this kind are let through at all. */
    static boolean knows(Class<?> type) {
        return ALLOWED.containsKey(type);
    }

    /** All fields of a node of a known kind. */
    static List<Part> parts(Class<?> type) {
        return PARTS.get(type);
    }

    private static void allow(Class<?> type, String... fields) {
        Map<String, Allowed> allowed = new HashMap<>();
        for (String field : fields) {
            int equals = field.indexOf('=');
            String written = equals < 0 ? field : field.substring(0, equals);
            String name = written.replace("~", "");
            boolean exists = Arrays.stream(type.getDeclaredFields())
                    .anyMatch(declared -> declared.getName().equals(name));
            if (!exists) {
                throw new IllegalStateException("this version of the SQL parser has no " + type.getName() + "." + name);
            }
            Pattern pattern = equals < 0 ? NAME : Pattern.compile(field.substring(equals + 1));
            allowed.put(name, new Allowed(pattern, written.endsWith("~")));
        }
        ALLOWED.put(type, allowed);
    }

    private static List<Part> partsOf(Class<?> type) {
        List<Part> parts = new ArrayList<>();
        for (Class<?> declaring = type;
                declaring != null && declaring.getName().startsWith("net.sf.jsqlparser.");
                declaring = declaring.getSuperclass()) {
            Map<String, Allowed> allowed = ALLOWED.getOrDefault(declaring, Map.of());
            for (Field field : declaring.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                    field.setAccessible(true);
                    Allowed known = allowed.get(field.getName());
                    parts.add(new Part(
                            field, known == null ? null : known.pattern(), known != null && known.quotedText()));
                }
            }
        }
        return List.copyOf(parts);
    }

    private record Allowed(Pattern pattern, boolean quotedText) {}
}
