package dev.sallyport.jdbc;

import dev.sallyport.error.ErrorCode;
import dev.sallyport.jdbc.Need.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.ConflictActionType;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.update.Update;
import org.jspecify.annotations.Nullable;

/**
 * Understands a statement whole or refuses it. What is sent is written anew from what was understood, so that a text
 * that the engine would read otherwise never reaches it. Remembers the last 256 statements. Thread-safe.
 */
final class StatementCheck {
    private static final int LONGEST = 20_000;
    private static final int DEEPEST = 50;
    private static final int REMEMBERED = 256;
    private final SqlDialect dialect;
    private final Catalogue catalogue;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, CheckedStatement> remembered = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CheckedStatement> eldest) {
            return size() > REMEMBERED;
        }
    };

    StatementCheck(SqlDialect dialect, Catalogue catalogue) {
        this.dialect = dialect;
        this.catalogue = catalogue;
    }

    /**
     * Understands a statement.
     *
     * @throws Refused if it cannot be let through, whatever the grant
     */
    CheckedStatement check(String sql) {
        lock.lock();
        try {
            CheckedStatement known = remembered.get(sql);
            if (known != null) {
                return known;
            }
        } finally {
            lock.unlock();
        }
        CheckedStatement checked = understand(sql);
        lock.lock();
        try {
            remembered.put(sql, checked);
        } finally {
            lock.unlock();
        }
        return checked;
    }

    private CheckedStatement understand(String sql) {
        try {
            Statement statement = parse(sql);
            TreeWalk walk = new TreeWalk(dialect, catalogue);
            Action action = walk(statement, walk);
            List<Need> needs = new ArrayList<>(walk.needs());
            if (needs.isEmpty()) {
                throw Refused.input("The statement names no table, so no scope can allow it.");
            }
            return new CheckedStatement(action, needs, statement.toString(), walk.parameters(), walk.strayColumn());
        } catch (StackOverflowError e) {
            throw Refused.input("The statement is nested too deeply.");
        }
    }

    private static Statement parse(String sql) {
        if (sql.length() > LONGEST) {
            throw Refused.input("The statement is longer than " + LONGEST + " characters.");
        }
        if (nesting(sql) > DEEPEST) {
            throw Refused.input("The statement is nested too deeply.");
        }
        try {
            CCJSqlParser parser = new CCJSqlParser(sql);
            Statement statement = parser.Statement();
            if (statement == null || parser.getToken(1).kind != CCJSqlParserConstants.EOF) {
                throw Refused.input("One statement a call: the text holds none, or more than one.");
            }
            return statement;
        } catch (ParseException | TokenMgrException e) {
            throw Refused.input("The statement cannot be read as a SELECT, INSERT, UPDATE or DELETE.");
        }
    }

    private static Action walk(Statement statement, TreeWalk walk) {
        if (statement instanceof Select select) {
            walk.statement(select);
            return Action.SELECT;
        }
        if (statement instanceof Insert insert) {
            boolean updates = insert.getConflictAction() != null
                    && insert.getConflictAction().getConflictActionType() == ConflictActionType.DO_UPDATE;
            walk.target(
                    insert.getTable(),
                    updates ? new Action[] {Action.INSERT, Action.UPDATE} : new Action[] {Action.INSERT});
            walk.fields(insert, walk.with(insert.getWithItemsList(), Set.of()), Set.of("table", "withItemsList"));
            return Action.INSERT;
        }
        if (statement instanceof Update update) {
            walk.target(update.getTable(), Action.UPDATE);
            Set<String> known = walk.with(update.getWithItemsList(), Set.of());
            where(update.getWhere(), walk, known);
            walk.fields(update, known, Set.of("table", "withItemsList", "where"));
            return Action.UPDATE;
        }
        if (statement instanceof Delete delete) {
            walk.target(delete.getTable(), Action.DELETE);
            Set<String> known = walk.with(delete.getWithItemsList(), Set.of());
            where(delete.getWhere(), walk, known);
            walk.fields(delete, known, Set.of("table", "withItemsList", "where"));
            return Action.DELETE;
        }
        throw new Refused(ErrorCode.UNSUPPORTED, "Only SELECT, INSERT, UPDATE and DELETE are let through.");
    }

    /** A condition that names no column, such as {@code 1 = 1}, is none. */
    private static void where(@Nullable Expression condition, TreeWalk walk, Set<String> known) {
        int before = walk.columns();
        if (condition != null) {
            walk.condition(condition, known);
        }
        if (walk.columns() == before) {
            throw Refused.input("UPDATE and DELETE need a WHERE that names a column.");
        }
    }

    private static int nesting(String sql) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < sql.length(); i++) {
            char character = sql.charAt(i);
            depth += character == '(' || character == '[' ? 1 : character == ')' || character == ']' ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }
}
