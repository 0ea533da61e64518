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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What every connector to a database keeps. An author gives the database behind its wire and how to connect to it; the tables
 * are the contract's own.
 */
public abstract class DatabaseContract extends ConnectorContract<DatabaseConnector, FakeDatabase> {
    static final String TABLE = "contract_notes";
    static final String SPARE = "contract_spare";
    static final String RESOURCE = "database:" + TABLE;
    private static final Field<Row, String> TEXT = Field.of(RESOURCE, "text", String.class, row -> row.text("text"));

    /** Without a key, so that a statement that runs twice shows; and what may be damaged. */
    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE " + TABLE + " (id int NOT NULL, text varchar(200) NOT NULL, changes int NOT NULL)",
            "CREATE TABLE " + SPARE + " (id int NOT NULL, text varchar(200))");

    /** Rows made, rows changed and rows deleted since the seeding. */
    private static final String EFFECTS = "SELECT coalesce(sum(changes), 0)"
            + " + coalesce(sum(CASE WHEN id > 100 THEN 1 ELSE 0 END), 0)"
            + " + 3 - coalesce(sum(CASE WHEN id <= 3 THEN 1 ELSE 0 END), 0) FROM " + TABLE;

    static final Statement SELECT = Statement.of("select id, text from " + TABLE + " order by id");

    /** For subclasses. */
    protected DatabaseContract() {}

    /** The database, with the tables that these statements make, one statement in each. */
    protected abstract FakeDatabase database(String... schema);

    /** How many connections {@link #connect} allows at once; 4 unless overridden. */
    protected int mostConnections() {
        return 4;
    }

    /**
     * Values of the engine's own types as it writes them, such as {@code DATE 'infinity'}: each must arrive as something, and
     * spoil no other. None unless overridden.
     */
    protected List<String> oddValues() {
        return List.of();
    }

    @Override
    protected final Rig<FakeDatabase> rig() {
        List<String> schema = new ArrayList<>(SCHEMA);
        if (!oddValues().isEmpty()) {
            schema.add(DatabaseValues.oddTable(oddValues()));
        }
        return Rig.of(() -> database(schema.toArray(String[]::new)), EFFECTS);
    }

    @Override
    protected final void seed(FakeDatabase fake) {
        fake.run(
                "DELETE FROM " + SPARE,
                "DELETE FROM " + TABLE,
                "INSERT INTO " + TABLE + " VALUES (1, '" + CANARY + "', 0), (2, 'two', 0), (3, 'three', 0)");
    }

    @Override
    protected final void exercises(Exercises<DatabaseConnector, FakeDatabase> all) {
        all.aside(operation -> operation.startsWith(SPARE + ".") || operation.startsWith(DatabaseValues.ODD + "."));
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

    static Statement insert(int id, String text) {
        return Statement.of("insert into " + TABLE + " (id, text, changes) values (?, ?, 0)", id, text);
    }

    @Override
    void checks(Examination<DatabaseConnector, FakeDatabase> examination, Map<Rule, Runnable> checks) {
        checks.put(Rule.RECOVERY_ASKS_AND_NEVER_SENDS, () -> recovers(examination));
        checks.put(Rule.NO_PAYLOAD_IS_TOLD, () -> untold(examination, CANARY));
        checks.put(
                Rule.NO_SECRET_IS_TOLD,
                () -> untold(examination, examination.rig().fake().password()));
        new DatabaseValues(examination, oddValues()).into(checks);
        new DatabaseResults(examination).into(checks);
        new DatabasePacing(examination, mostConnections()).into(checks);
        WithoutMeaning.forDatabases()
                .forEach((rule, why) -> checks.putIfAbsent(rule, () -> {
                    throw new Seen.Nothing(why);
                }));
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
            List<String> all = new ArrayList<>(trial.witness().told());
            all.addAll(Collections.singletonList(overheard.all()));
            for (String text : all) {
                Seen.unless(!text.contains(hidden), "told: " + text.replace(hidden, "***"));
            }
        }
    }
}
