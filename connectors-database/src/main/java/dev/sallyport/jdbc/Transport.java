package dev.sallyport.jdbc;

import dev.sallyport.Ref;
import dev.sallyport.database.Rows;
import dev.sallyport.effect.Attribution;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.spi.Attempt;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.BatchAttempt;
import dev.sallyport.spi.Written;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Carries statements to the engine: each attempt is one transaction. Thread-safe. */
final class Transport implements AutoCloseable {
    private static final int FETCHED = 500;
    private static final Duration BETWEEN_STATEMENTS = Duration.ofSeconds(5);
    private final Engine engine;
    private final Ceilings ceilings;
    private final Pool pool;
    private final boolean keepsIntents;

    Transport(Engine engine, Ceilings ceilings, Pool pool, boolean keepsIntents) {
        this.engine = engine;
        this.ceilings = ceilings;
        this.pool = pool;
        this.keepsIntents = keepsIntents;
    }

    /** How long after the last sending a transaction may still commit: its commit, and the pause before it. */
    static Duration latestCommit(Duration attemptTimeout) {
        return attemptTimeout.multipliedBy(2).plus(BETWEEN_STATEMENTS).plusSeconds(30);
    }

    /** Runs a query in a transaction of its own that the engine holds to reading; the rows end it. */
    Attempt<Rows> query(CheckedStatement statement, List<@Nullable Object> values, Errors errors) {
        return context -> {
            describe(context, statement);
            Lease lease = pool.lease(context.timeout());
            try {
                begin(lease, true, context.timeout(), ceilings.pause());
                checkCost(lease, statement, values);
                PreparedStatement prepared = lease.prepare(statement.sql());
                prepared.setFetchSize(FETCHED);
                SqlValues.bind(prepared, values);
                ResultSet rows = lease.await(prepared::executeQuery);
                Rows streamed = StreamedRows.over(rows, lease, engine, ceilings, errors);
                lease.keep();
                return streamed;
            } catch (SQLException e) {
                AttemptFailure failure = failure(context, lease, e, Progress.OPEN);
                lease.close();
                throw failure;
            } catch (AttemptFailure | RuntimeException e) {
                lease.close();
                throw e;
            }
        };
    }

    /** Runs a writing statement in a transaction that also holds its stamp. */
    Attempt<Written> execute(CheckedStatement statement, List<@Nullable Object> values) {
        return context -> writing(statement, context, lease -> {
            stamp(lease, context);
            long affected = update(lease, statement.sql(), values);
            if (affected > ceilings.affected()) {
                throw AttemptFailure.answered(
                        ErrorCode.INVALID_INPUT,
                        "It would change " + affected + " rows; the ceiling is " + ceilings.affected()
                                + ". It was rolled back.");
            }
            if (keepsIntents) {
                update(lease, engine.intents().affected(), List.of(affected, context.stamp()));
            }
            String target = statement.target().table();
            return new Written(new Ref(target, context.stamp()), null, Attribution.OURS, affected);
        });
    }

    /** Runs a writing statement with several lists of values in one transaction. */
    BatchAttempt executeAll(CheckedStatement statement, List<List<@Nullable Object>> values) {
        return new BatchTransaction(this, engine, ceilings, statement, values);
    }

    /** One writing transaction: what {@code work} does, and the commit. */
    <T> T writing(CheckedStatement statement, AttemptContext context, Writing<T> work) throws AttemptFailure {
        describe(context, statement);
        Progress progress = Progress.OPEN;
        Lease lease = pool.lease(context.timeout());
        try (lease) {
            begin(lease, false, context.timeout(), BETWEEN_STATEMENTS);
            T done = work.on(lease);
            if (lease.interrupted()) {
                throw interrupted(null);
            }
            progress = Progress.COMMITTING;
            lease.connection().commit();
            return done;
        } catch (SQLException e) {
            throw failure(context, lease, e, progress);
        }
    }

    /** What is done in a writing transaction. */
    interface Writing<T> {
        T on(Lease lease) throws SQLException, AttemptFailure;
    }

    boolean keepsIntents() {
        return keepsIntents;
    }

    /** How many rows the transaction with a stamp changed; empty if there is none. */
    Attempt<OptionalLong> look(String stamp) {
        return reading(lease -> {
            PreparedStatement prepared = lease.prepare(engine.intents().find());
            prepared.setString(1, stamp);
            try (ResultSet found = lease.await(prepared::executeQuery)) {
                return found.next() ? OptionalLong.of(found.getLong(1)) : OptionalLong.empty();
            }
        });
    }

    /** The tables as they are now. */
    Attempt<Catalogue> catalogue() {
        return reading(lease -> engine.catalogue(lease.connection()));
    }

    private <T> Attempt<T> reading(Work<T> work) {
        return context -> {
            address(context);
            Lease lease = pool.lease(context.timeout());
            try (lease) {
                begin(lease, true, context.timeout(), BETWEEN_STATEMENTS);
                return work.on(lease);
            } catch (SQLException e) {
                throw failure(context, lease, e, Progress.OPEN);
            }
        };
    }

    private interface Work<T> {
        T on(Lease lease) throws SQLException;
    }

    private void begin(Lease lease, boolean readOnly, Duration statement, Duration pause) throws SQLException {
        lease.connection().setReadOnly(readOnly);
        engine.bound(lease.connection(), statement, pause);
    }

    private void checkCost(Lease lease, CheckedStatement statement, List<@Nullable Object> values)
            throws SQLException, AttemptFailure {
        double cost = engine.cost(lease.connection(), statement.sql(), values);
        if (cost > ceilings.cost()) {
            throw AttemptFailure.answered(
                    ErrorCode.INVALID_INPUT,
                    String.format(
                            java.util.Locale.ROOT,
                            "The planner expects a cost of %.0f; the ceiling is %.0f. Narrow the query, by an indexed"
                                    + " column if there is one.",
                            cost,
                            ceilings.cost()));
        }
    }

    /** The key refuses a second transaction with the same stamp, and makes it wait for a first that is still open. */
    private void stamp(Lease lease, AttemptContext context) throws SQLException, AttemptFailure {
        if (!keepsIntents) {
            return;
        }
        try {
            update(lease, engine.intents().insert(), List.of(context.stamp()));
        } catch (SQLException e) {
            throw ofStamp(context, lease, e);
        }
    }

    /** A stamp that is there already may be an earlier sending's. */
    AttemptFailure ofStamp(AttemptContext context, Lease lease, SQLException e) {
        AttemptFailure failure = failure(context, lease, e, Progress.OPEN);
        return failure.code() == ErrorCode.CONFLICT ? failure.asAmbiguous() : failure;
    }

    private static long update(Lease lease, String sql, List<@Nullable Object> values) throws SQLException {
        try (PreparedStatement prepared = lease.prepare(sql)) {
            SqlValues.bind(prepared, values);
            return lease.await(prepared::executeLargeUpdate);
        }
    }

    private AttemptFailure failure(AttemptContext context, Lease lease, SQLException e, Progress progress) {
        if (e.getSQLState() != null) {
            context.attribute("db.response.status_code", e.getSQLState());
        }
        if (progress == Progress.OPEN && lease.interrupted()) {
            return interrupted(e);
        }
        AttemptFailure failure = engine.failure(e, progress);
        return failure.phase() == AttemptFailure.Phase.PERHAPS && !keepsIntents
                ? AttemptFailure.perhaps(failure.code(), failure.advice() + " " + engine.intentsAdvice(), e)
                : failure;
    }

    private static AttemptFailure interrupted(@Nullable SQLException e) {
        return AttemptFailure.notSent(ErrorCode.INTERRUPTED, "The caller interrupted the call; it was rolled back.", e);
    }

    private void describe(AttemptContext context, CheckedStatement statement) {
        address(context);
        context.attribute("db.operation.name", statement.action().name());
        if (statement.needs().stream().map(Need::table).distinct().count() == 1) {
            context.attribute("db.collection.name", statement.target().table());
        }
    }

    private void address(AttemptContext context) {
        context.attribute("db.system.name", engine.system());
        context.attribute("server.address", engine.host());
        context.attribute("server.port", engine.port());
    }

    @Override
    public void close() {
        pool.close();
    }
}
