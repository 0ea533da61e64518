package dev.sallyport.jdbc;

import dev.sallyport.access.Grant;
import dev.sallyport.database.Database;
import dev.sallyport.database.Rows;
import dev.sallyport.database.Statement;
import dev.sallyport.database.Table;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.Failure;
import dev.sallyport.jdbc.Need.Action;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.Batch;
import dev.sallyport.spi.Executor;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.Session;
import dev.sallyport.spi.Write;
import dev.sallyport.spi.Written;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A database under a grant: statements become operations, and nothing else reaches the pipeline. */
final class JdbcDatabase implements Database {
    private static final int MOST_TOGETHER = 1_000;
    private final Parts parts;
    private final Session session;
    private final Grant grant;

    /** What all grants of a connector share. */
    record Parts(
            Engine engine,
            Executor executor,
            Transport transport,
            Operations operations,
            LatestCheck check,
            Refusals refusals) {}

    JdbcDatabase(Parts parts, Session session) {
        this.parts = parts;
        this.session = session;
        this.grant = session.grant();
    }

    @Override
    public Rows query(Statement statement) {
        CheckedStatement checked = check(statement);
        Optional<Need> missing = missing(checked);
        if (missing.isPresent()) {
            return parts.executor().read(session, Read.of(operation(missing.get()), null, context -> {
                throw neverSent();
            }));
        }
        List<@Nullable Object> values = admit(checked, statement, true);
        Operation operation = operation(checked.target());
        Errors errors =
                failure -> Failure.unsent(failure.code(), parts.engine().system(), operation.name(), failure.advice())
                        .after(1, null)
                        .toException(failure.getCause());
        List<String> alsoRead = alsoNeeded(checked);
        return parts.executor()
                .read(
                        session,
                        new Read<>(operation, null, alsoRead, parts.transport().query(checked, values, errors)));
    }

    @Override
    public Outcome<Receipt> tryExecute(Statement statement, Intent intent) {
        try {
            CheckedStatement checked = check(statement);
            Optional<Need> missing = missing(checked);
            if (missing.isPresent()) {
                return parts.executor()
                        .write(session, Write.of(operation(missing.get()), intent, null, Map.of(), unsent()));
            }
            List<@Nullable Object> values = admit(checked, statement, false);
            Attempt<Written> attempt = parts.transport().execute(checked, values);
            return parts.executor().write(session, write(checked, values, intent, attempt));
        } catch (ConnectorException e) {
            return new Outcome.NotSent<>(e, null);
        }
    }

    @Override
    public List<Outcome<Receipt>> tryExecuteAll(List<Statement> statements, Intent intent) {
        if (statements.isEmpty()) {
            return List.of();
        }
        try {
            CheckedStatement checked = check(statements.get(0));
            Optional<Need> missing = missing(checked);
            List<Write> items = new ArrayList<>();
            List<List<@Nullable Object>> values = new ArrayList<>();
            for (Statement statement : statements) {
                if (missing.isPresent()) {
                    items.add(Write.of(operation(missing.get()), intent, null, Map.of(), unsent()));
                } else {
                    values.add(admit(checked, alike(statements, statement, checked), false));
                    items.add(write(checked, values.get(values.size() - 1), intent, unsent()));
                }
            }
            return parts.executor()
                    .writeAll(
                            session,
                            new Batch(
                                    items,
                                    MOST_TOGETHER,
                                    true,
                                    parts.transport().executeAll(checked, values)));
        } catch (ConnectorException e) {
            return statements.stream()
                    .<Outcome<Receipt>>map(statement -> new Outcome.NotSent<>(e, null))
                    .toList();
        }
    }

    private Statement alike(List<Statement> all, Statement statement, CheckedStatement checked) {
        if (all.size() > MOST_TOGETHER || !statement.sql().equals(all.get(0).sql())) {
            throw refuse(
                    checked.target(),
                    ErrorCode.INVALID_INPUT,
                    "A batch is the same statement in each of at most " + MOST_TOGETHER + " items; this one has "
                            + all.size() + ".");
        }
        return statement;
    }

    private Write write(
            CheckedStatement checked, List<@Nullable Object> values, Intent intent, Attempt<Written> attempt) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("statement", checked.sql());
        content.put("values", SqlValues.literals(values));
        if (checked.needs().size() > 1) {
            content.put("also", alsoNeeded(checked));
        }
        return Write.of(operation(checked.target()), intent, null, content, attempt);
    }

    private static Attempt<Written> unsent() {
        return context -> {
            throw neverSent();
        };
    }

    @Override
    public List<Table> schema() {
        Catalogue fresh = parts.executor()
                .read(
                        session,
                        Read.of(Operations.SCHEMA, null, parts.transport().catalogue()));
        parts.check().read(fresh);
        return fresh.entries().stream()
                .map(Catalogue.Entry::table)
                .filter(table -> Arrays.stream(Action.values())
                        .anyMatch(action -> grant.allows(Operations.scope(new Need(table.name(), action, true)))))
                .map(this::unmasked)
                .toList();
    }

    private Table unmasked(Table table) {
        return new Table(
                table.name(),
                table.columns().stream()
                        .filter(column -> !grant.masks(Operations.FAMILY + ":" + table.name(), column.name()))
                        .toList());
    }

    private CheckedStatement check(Statement statement) {
        if (grant.restrictsRecordsOf(Operations.FAMILY)) {
            throw refuse(
                    ErrorCode.NOT_GRANTED,
                    "The grant masks fields or limits records of the database, which SQL cannot be held to;"
                            + " SQL needs a grant without them.");
        }
        try {
            return parts.check().check(statement.sql());
        } catch (Refused e) {
            throw refuse(e.code(), e.advice());
        }
    }

    /** The first scope that the statement needs and the grant does not allow: the pipeline's guard is asked for that. */
    private Optional<Need> missing(CheckedStatement checked) {
        return checked.needs().stream()
                .filter(need -> !grant.allows(Operations.scope(need)))
                .findFirst();
    }

    /** What only those may hear who were granted every table: whether tables and columns exist. */
    private List<@Nullable Object> admit(CheckedStatement checked, Statement statement, boolean reading) {
        Need target = checked.target();
        if (reading != (checked.action() == Action.SELECT)) {
            throw refuse(
                    target,
                    ErrorCode.INVALID_INPUT,
                    reading ? "query(…) reads; use execute(…) to write." : "execute(…) writes; use query(…) to read.");
        }
        for (Need need : checked.needs()) {
            if (!need.known()) {
                throw refuse(need, ErrorCode.NOT_FOUND, "There is no table " + need.table() + ".");
            }
            if (!need.equals(target) && grant.wantsApproval(Operations.scope(need))) {
                throw refuse(
                        need,
                        ErrorCode.APPROVAL_MISSING,
                        Operations.scope(need) + " needs an approval of its own: use the table in a statement of its"
                                + " own.");
            }
        }
        if (checked.strayColumn() != null) {
            throw refuse(
                    target,
                    ErrorCode.INVALID_INPUT,
                    "The tables of the statement have no " + checked.strayColumn() + ".");
        }
        if (checked.parameters() != statement.values().size()) {
            throw refuse(
                    target,
                    ErrorCode.INVALID_INPUT,
                    "The statement has " + checked.parameters() + " parameters and "
                            + statement.values().size() + " values.");
        }
        try {
            return SqlValues.plain(statement.values());
        } catch (Refused e) {
            throw refuse(target, e.code(), e.advice());
        }
    }

    private static List<String> alsoNeeded(CheckedStatement checked) {
        return checked.needs().stream()
                .skip(1)
                .map(need -> Operations.scope(need).toString())
                .toList();
    }

    private Operation operation(Need need) {
        return parts.operations().of(need);
    }

    private ConnectorException refuse(ErrorCode code, String advice) {
        return parts.refusals().refuse(grant, "statement", Operations.FAMILY + ":*:*", code, advice);
    }

    private ConnectorException refuse(Need need, ErrorCode code, String advice) {
        return parts.refusals()
                .refuse(grant, operation(need).name(), Operations.scope(need).toString(), code, advice);
    }

    /** The guard refuses what is not allowed before any attempt; this is for a guard that would not. */
    private static AttemptFailure neverSent() {
        return AttemptFailure.notSent(ErrorCode.NOT_GRANTED, "Not granted.", null);
    }
}
