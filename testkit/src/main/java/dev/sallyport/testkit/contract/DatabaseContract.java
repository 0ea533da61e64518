package dev.sallyport.testkit.contract;

import static dev.sallyport.query.Filter.where;
import static dev.sallyport.testkit.contract.Examination.EVERYTHING;

import dev.sallyport.connect.Recovery;
import dev.sallyport.database.Database;
import dev.sallyport.database.DatabaseConnector;
import dev.sallyport.database.Row;
import dev.sallyport.database.Statement;
import dev.sallyport.effect.Intent;
import dev.sallyport.query.Field;
import dev.sallyport.testkit.database.FakeDatabase;
import dev.sallyport.testkit.database.WireFault;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What every connector to a database keeps. An author gives the database behind its wire and how to connect to it; the tables
 * are the contract's own.
 */
public abstract class DatabaseContract extends ConnectorContract<DatabaseConnector, FakeDatabase> {
    private static final String TABLE = "contract_notes";
    private static final String RESOURCE = "database:" + TABLE;
    private static final Field<Row, String> TEXT = Field.of(RESOURCE, "text", String.class, row -> row.text("text"));

    /** Without a key, so that a statement that runs twice shows. */
    private static final String SCHEMA =
            "CREATE TABLE " + TABLE + " (id int NOT NULL, text varchar(200) NOT NULL, changes int NOT NULL)";

    /** Rows made, rows changed and rows deleted since the seeding. */
    private static final String EFFECTS = "SELECT coalesce(sum(changes), 0)"
            + " + coalesce(sum(CASE WHEN id > 100 THEN 1 ELSE 0 END), 0)"
            + " + 3 - coalesce(sum(CASE WHEN id <= 3 THEN 1 ELSE 0 END), 0) FROM " + TABLE;

    private static final Statement SELECT = Statement.of("select id, text from " + TABLE + " order by id");

    /** For subclasses. */
    protected DatabaseContract() {}

    /** The database, with the tables that these statements make. */
    protected abstract FakeDatabase database(String schema);

    @Override
    protected final Rig<FakeDatabase> rig() {
        return Rig.of(() -> database(SCHEMA), EFFECTS);
    }

    @Override
    protected final void seed(FakeDatabase fake) {
        fake.run(
                "DELETE FROM " + TABLE,
                "INSERT INTO " + TABLE + " VALUES (1, '" + CANARY + "', 0), (2, 'two', 0), (3, 'three', 0)");
    }

    @Override
    protected final void exercises(Exercises<DatabaseConnector, FakeDatabase> all) {
        all.read("schema.read", (connector, grant) -> connector.under(grant).schema());
        all.read(
                TABLE + ".select",
                (connector, grant) -> connector.under(grant).query(SELECT).all());
        all.write(
                TABLE + ".insert",
                (connector, grant, intent) -> connector.under(grant).tryExecute(insert(101, CANARY), intent));
        all.write(
                TABLE + ".update",
                (connector, grant, intent) -> connector
                        .under(grant)
                        .tryExecute(
                                Statement.of(
                                        "update " + TABLE + " set changes = changes + 1, text = ? where id = 1",
                                        CANARY),
                                intent));
        all.write(
                TABLE + ".delete",
                (connector, grant, intent) -> connector
                        .under(grant)
                        .tryExecute(Statement.of("delete from " + TABLE + " where id = ?", 1), intent));
        all.writeAll(
                TABLE + ".insert",
                (connector, grant, intent) ->
                        connector.under(grant).tryExecuteAll(List.of(insert(101, "one"), insert(102, "two")), intent));
        all.mixed(
                TABLE + ".insert",
                (connector, grant, intent) -> connector
                        .under(grant)
                        .tryExecuteAll(List.of(insert(101, "one"), insert(102, "x".repeat(500))), intent));
        all.rule(RESOURCE, where(TEXT).is("nobody wrote this"));
        all.unsupported(
                "select for update",
                (connector, grant) ->
                        connector.under(grant).query(Statement.of("select id from " + TABLE + " for update")));
    }

    private static Statement insert(int id, String text) {
        return Statement.of("insert into " + TABLE + " (id, text, changes) values (?, ?, 0)", id, text);
    }

    @Override
    void checks(Examination<DatabaseConnector, FakeDatabase> examination, Map<Rule, Runnable> checks) {
        checks.put(Rule.WHAT_IS_WRITTEN_IS_READ_BACK, () -> roundTrip(examination));
        checks.put(Rule.RECOVERY_ASKS_AND_NEVER_SENDS, () -> recovers(examination));
        checks.put(Rule.THE_DEADLINE_HOLDS, () -> deadline(examination));
        checks.put(Rule.NO_PAYLOAD_IS_TOLD, () -> untold(examination, CANARY));
        checks.put(
                Rule.NO_SECRET_IS_TOLD,
                () -> untold(examination, "password=" + examination.rig().fake().password()));
    }

    private static void roundTrip(Examination<DatabaseConnector, FakeDatabase> x) {
        String text = "O'Brien \"says\" <b>100 %</b> \\ ? ü 漢; --";
        try (Trial<DatabaseConnector, FakeDatabase> trial = x.trial()) {
            Database database = trial.connector().under(EVERYTHING);
            database.execute(insert(101, text));
            Statement one = Statement.of("select text from " + TABLE + " where id = ?", 101);
            Seen.same("text", List.of(text), texts(database, one));
            Seen.same(
                    "text by which it was looked for",
                    List.of(text),
                    texts(database, Statement.of("select text from " + TABLE + " where text = ?", text)));
            database.execute(Statement.of("delete from " + TABLE + " where id = ?", 101));
            Seen.same("row", List.of(), texts(database, one));
        }
    }

    private static List<String> texts(Database database, Statement statement) {
        return database.query(statement).all().stream()
                .map(row -> String.valueOf(row.text("text")))
                .toList();
    }

    private static void recovers(Examination<DatabaseConnector, FakeDatabase> x) {
        x.each(x.exercises().writes().filter(Exercise.Writing.class::isInstance), exercise -> {
            try (Trial<DatabaseConnector, FakeDatabase> trial =
                    x.trial(terms -> terms.deadline(Duration.ofMillis(1_500)))) {
                trial.rig().fake().wire().arm(WireFault.AFTER_COMMIT_AND_DOWN);
                Result result = trial.perform(exercise, EVERYTHING);
                trial.rig().fake().wire().up();
                Seen.Nothing.unless(result.unknown() > 0, "nothing was left unknown");
                long effects = trial.effects();
                trial.clock().leap(Duration.ofHours(1));
                Recovery recovery = trial.connector().recover();
                Seen.unless(trial.effects() == effects, "recover() wrote something");
                Seen.unless(
                        recovery.notCommitted() == 0 && recovery.stillUnknown() == 0,
                        "recover() does not find what was committed: " + recovery);
            }
        });
    }

    private static void deadline(Examination<DatabaseConnector, FakeDatabase> x) {
        x.each(x.exercises().all().stream().limit(3).skip(1), exercise -> {
            Duration deadline = Duration.ofMillis(700);
            try (Trial<DatabaseConnector, FakeDatabase> trial =
                    x.trial(terms -> terms.deadline(deadline).attemptTimeout(Duration.ofSeconds(20)))) {
                trial.rig().fake().wire().delay(Duration.ofMillis(1_500));
                long start = System.nanoTime();
                Result result = trial.perform(exercise, EVERYTHING);
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                trial.rig().fake().wire().delay(Duration.ZERO);
                Seen.unless(!result.succeeded(), "with no reply in time " + result.words());
                Seen.unless(took.toMillis() < 3_000, "took " + took.toMillis() + " ms with a deadline of 700");
            }
        });
    }

    /** What goes well, what the engine refuses with the values in its message, and what is cut off. */
    private static void untold(Examination<DatabaseConnector, FakeDatabase> x, String hidden) {
        try (Overheard overheard = new Overheard();
                Trial<DatabaseConnector, FakeDatabase> trial = x.trial()) {
            x.exercises().all().forEach(exercise -> trial.perform(exercise, EVERYTHING));
            Database database = trial.connector().under(EVERYTHING);
            for (Statement refused : List.of(
                    insert(101, CANARY + "x".repeat(500)),
                    Statement.of("insert into " + TABLE + " (id, text, changes) values (?, ?, ?)", 101, CANARY, null),
                    Statement.of("update " + TABLE + " set text = ? where nothing = '" + CANARY + "'", CANARY))) {
                trial.result(() -> database.tryExecute(refused, Intent.automatic()));
                trial.witness().tell(refused);
            }
            trial.rig().fake().wire().arm(WireFault.AFTER_COMMIT);
            x.exercises().writes().limit(1).forEach(exercise -> trial.perform(exercise, EVERYTHING));
            trial.witness().tell(trial.connector());
            List<String> all = new java.util.ArrayList<>(trial.witness().told());
            all.addAll(Collections.singletonList(overheard.all()));
            for (String text : all) {
                Seen.unless(!text.contains(hidden), "told: " + text.replace(hidden, "***"));
            }
        }
    }
}
