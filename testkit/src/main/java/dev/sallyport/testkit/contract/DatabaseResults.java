package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.contract.DatabaseContract.TABLE;
import static dev.sallyport.testkit.contract.Examination.EVERYTHING;

import dev.sallyport.database.DatabaseConnector;
import dev.sallyport.database.Row;
import dev.sallyport.database.Rows;
import dev.sallyport.database.Statement;
import dev.sallyport.testkit.database.FakeDatabase;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Results that take more than one fetch. */
final class DatabaseResults {
    /** More than most drivers fetch at once; the rows that are there besides bring it to no round number. */
    private static final int LONG = 1_310;

    private static final Statement ALL = Statement.of("select id, text, changes from " + TABLE + " order by changes");

    private final Examination<DatabaseConnector, FakeDatabase> x;

    DatabaseResults(Examination<DatabaseConnector, FakeDatabase> examination) {
        x = examination;
    }

    void into(Map<Rule, Runnable> checks) {
        checks.put(Rule.A_WALK_IS_WHOLE, () -> whole(LONG));
        checks.put(Rule.A_FULL_LAST_PAGE_ENDS_THE_WALK, () -> {
            whole(1_000);
            whole(100);
        });
        checks.put(Rule.A_WALK_BEARS_CHANGE, this::moving);
        checks.put(Rule.NO_WALK_IS_ENDLESS, this::bounded);
        checks.put(Rule.HALF_A_REPLY_IS_NO_DATA, this::half);
    }

    /** Rows 1 to {@code count}, each with its number as sort key. */
    private static void fill(FakeDatabase fake, int count) {
        StringBuilder rows = new StringBuilder();
        for (int id = 1; id <= count; id++) {
            rows.append(id == 1 ? "" : ",")
                    .append("(")
                    .append(id)
                    .append(", 'row', ")
                    .append(id)
                    .append(")");
        }
        fake.run("DELETE FROM " + TABLE, "INSERT INTO " + TABLE + " VALUES " + rows);
    }

    private static Rows open(Trial<DatabaseConnector, FakeDatabase> trial) {
        return trial.connector().under(EVERYTHING).query(ALL);
    }

    private static int id(Row row) {
        return Objects.requireNonNull(row.get("id", Number.class)).intValue();
    }

    private void whole(int count) {
        try (Trial<DatabaseConnector, FakeDatabase> trial = x.trial()) {
            fill(trial.rig().fake(), count);
            Map<Integer, Integer> times = new LinkedHashMap<>();
            Result result = trial.result(() -> {
                open(trial).all().forEach(row -> times.merge(id(row), 1, Integer::sum));
                return true;
            });
            if (!result.succeeded()) {
                throw new Seen("over " + count + " rows " + result.words(), result.error());
            }
            Seen.unless(times.size() == count, "delivered " + times.size() + " of " + count + " rows");
            Seen.unless(times.values().stream().allMatch(once -> once == 1), "delivered a row twice");
        }
    }

    /** While it is read, rows come before and behind, go, change, and change their place in the order. */
    private void moving() {
        try (Trial<DatabaseConnector, FakeDatabase> trial = x.trial()) {
            FakeDatabase fake = trial.rig().fake();
            fill(fake, LONG);
            Set<Integer> seen = new HashSet<>();
            Result result = trial.result(() -> {
                try (Rows rows = open(trial)) {
                    for (int read = 1; rows.hasNext(); read++) {
                        Seen.unless(seen.add(id(rows.next())), "doubled a row while others changed");
                        if (read % 100 == 0 && read <= 1_200) {
                            stir(fake, read);
                        }
                    }
                }
                return true;
            });
            if (!result.succeeded()) {
                throw new Seen("while rows changed " + result.words(), result.error());
            }
            for (int id = 1; id <= LONG; id++) {
                Seen.unless(id % 10 != 5 || seen.contains(id), "lost a row that stood still");
            }
        }
    }

    /** Numbers that end in 5 stand still. */
    private static void stir(FakeDatabase fake, int read) {
        fake.run(
                "INSERT INTO " + TABLE + " VALUES (" + (10_000 + read) + ", 'new', 0), (" + (20_000 + read)
                        + ", 'new', 99999)",
                "DELETE FROM " + TABLE + " WHERE id IN (" + (read - 9) + ", " + (LONG - read / 10 * 10) + ")",
                "UPDATE " + TABLE + " SET changes = 99998 WHERE id IN (" + (read - 8) + ", " + (read + 2) + ")",
                "UPDATE " + TABLE + " SET changes = 0 WHERE id = " + (LONG - read / 10 * 10 + 1),
                "UPDATE " + TABLE + " SET text = 'changed' WHERE id = " + (read + 3));
    }

    /** Twelve rows by themselves six times over are three millions. */
    private void bounded() {
        try (Trial<DatabaseConnector, FakeDatabase> trial = x.trial()) {
            fill(trial.rig().fake(), 12);
            Statement vast = Statement.of("select a.id from "
                    + String.join(
                            ", ", TABLE + " a", TABLE + " b", TABLE + " c", TABLE + " d", TABLE + " e", TABLE + " f"));
            long[] read = new long[1];
            Result result = trial.result(() -> {
                try (Rows rows = trial.connector().under(EVERYTHING).query(vast)) {
                    while (rows.hasNext()) {
                        rows.next();
                        read[0]++;
                    }
                }
                return true;
            });
            Seen.unless(
                    result.failure() != null,
                    "a result of millions was read to its end, or cut off in silence after " + read[0] + " rows");
        }
    }

    private void half() {
        try (Trial<DatabaseConnector, FakeDatabase> trial = x.trial()) {
            fill(trial.rig().fake(), LONG * 4);
            int[] read = new int[1];
            Result result = trial.result(() -> {
                try (Rows rows = open(trial)) {
                    while (rows.hasNext()) {
                        rows.next();
                        if (++read[0] == 10) {
                            trial.rig().fake().wire().cut();
                        }
                    }
                }
                return true;
            });
            Seen.unless(
                    result.failure() != null || read[0] == LONG * 4,
                    "cut off in the middle " + result.words() + " after " + read[0] + " of " + LONG * 4 + " rows");
        }
    }
}
