package dev.sallyport.jdbc;

import dev.sallyport.Ref;
import dev.sallyport.effect.Attribution;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.spi.AttemptContext;
import dev.sallyport.spi.AttemptFailure;
import dev.sallyport.spi.BatchAttempt;
import dev.sallyport.spi.Written;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement with several lists of values in one transaction, which also holds the stamp of each. */
final class BatchTransaction implements BatchAttempt {
    private final Transport transport;
    private final Engine engine;
    private final Ceilings ceilings;
    private final CheckedStatement statement;
    private final List<List<@Nullable Object>> values;

    BatchTransaction(
            Transport transport,
            Engine engine,
            Ceilings ceilings,
            CheckedStatement statement,
            List<List<@Nullable Object>> values) {
        this.transport = transport;
        this.engine = engine;
        this.ceilings = ceilings;
        this.statement = statement;
        this.values = values;
    }

    @Override
    public List<Reply> run(List<Item> items, AttemptContext context) throws AttemptFailure {
        return transport.writing(statement, context, lease -> {
            stamp(lease, items, context);
            long[] affected = batch(
                    lease,
                    statement.sql(),
                    items.stream().map(item -> values.get(item.index())).toList());
            check(affected);
            if (transport.keepsIntents()) {
                batch(lease, engine.intents().affected(), counted(items, affected));
            }
            return replies(items, affected);
        });
    }

    private void stamp(Lease lease, List<Item> items, AttemptContext context) throws SQLException, AttemptFailure {
        if (!transport.keepsIntents()) {
            return;
        }
        try {
            batch(
                    lease,
                    engine.intents().insert(),
                    items.stream()
                            .map(item -> List.<@Nullable Object>of(item.stamp()))
                            .toList());
        } catch (SQLException e) {
            throw transport.ofStamp(context, lease, e);
        }
    }

    private void check(long[] affected) throws AttemptFailure {
        long all = 0;
        for (long rows : affected) {
            all += rows;
        }
        if (all > ceilings.affected()) {
            throw AttemptFailure.answered(
                    ErrorCode.INVALID_INPUT,
                    "Together they would change " + all + " rows; the ceiling is " + ceilings.affected()
                            + ". They were rolled back.");
        }
    }

    private static List<List<@Nullable Object>> counted(List<Item> items, long[] affected) {
        List<List<@Nullable Object>> counts = new ArrayList<>();
        for (int i = 0; i < affected.length; i++) {
            counts.add(List.of(affected[i], items.get(i).stamp()));
        }
        return counts;
    }

    private List<Reply> replies(List<Item> items, long[] affected) {
        List<Reply> replies = new ArrayList<>();
        for (int i = 0; i < affected.length; i++) {
            Ref target = new Ref(statement.target().table(), items.get(i).stamp());
            replies.add(new Reply.Done(new Written(target, null, Attribution.OURS, affected[i])));
        }
        return replies;
    }

    private static long[] batch(Lease lease, String sql, List<List<@Nullable Object>> rows) throws SQLException {
        try (PreparedStatement prepared = lease.prepare(sql)) {
            for (List<@Nullable Object> row : rows) {
                SqlValues.bind(prepared, row);
                prepared.addBatch();
            }
            long[] affected = lease.await(prepared::executeLargeBatch);
            for (int i = 0; i < affected.length; i++) {
                if (affected[i] == Statement.SUCCESS_NO_INFO) {
                    affected[i] = 1;
                }
            }
            return affected;
        }
    }
}
