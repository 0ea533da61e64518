package dev.sallyport.testkit.contract;

import static dev.sallyport.testkit.contract.DatabaseContract.SPARE;
import static dev.sallyport.testkit.contract.DatabaseContract.TABLE;
import static dev.sallyport.testkit.contract.DatabaseContract.insert;
import static dev.sallyport.testkit.contract.Examination.EVERYTHING;

import dev.sallyport.access.Grant;
import dev.sallyport.database.Database;
import dev.sallyport.database.DatabaseConnector;
import dev.sallyport.database.Row;
import dev.sallyport.database.Statement;
import dev.sallyport.effect.Intent;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.testkit.database.FakeDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Values on their way into a database and back, and tables that are not as they were. */
final class DatabaseValues {
    static final String ODD = "contract_odd";
    private static final List<String> HOSTILE = List.of(
            "O'Brien \"says\" <b>100 %</b> \\ ? ü 漢; --",
            "' OR '1'='1",
            "'; DROP TABLE " + TABLE + "; --",
            "{ts '2024-01-01'} {fn now()} $1 :name @x",
            "\u202e\uD83D\uDE00 \t\r\n",
            "NULL",
            " ");
    /** More often than a driver that remembers statements needs to remember one. */
    private static final int OFTEN = 7;

    private final Examination<DatabaseConnector, FakeDatabase> x;
    private final List<String> odd;

    DatabaseValues(Examination<DatabaseConnector, FakeDatabase> examination, List<String> odd) {
        x = examination;
        this.odd = odd;
    }

    static String oddTable(List<String> values) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            columns.add(values.get(i) + " AS odd" + i);
        }
        return "CREATE TABLE " + ODD + " AS SELECT " + String.join(", ", columns);
    }

    void into(Map<Rule, Runnable> checks) {
        checks.put(Rule.WHAT_IS_WRITTEN_IS_READ_BACK, () -> with(this::roundTrip));
        checks.put(Rule.AN_ID_NEVER_BECOMES_A_PATH, () -> with(this::values));
        checks.put(Rule.A_MISSING_RECORD_IS_NOT_FOUND, () -> with(this::missing));
        checks.put(Rule.AN_UNSET_MEMBER_IS_NOTHING, () -> with(this::nulls));
        checks.put(Rule.A_NUMBER_IN_QUOTES_IS_NOT_LOST, () -> with(this::quoted));
        checks.put(Rule.JUNK_IS_A_FINDING, () -> with(this::oddOnes));
        checks.put(Rule.A_BAD_RECORD_FAILS_NO_PAGE, () -> with(this::oddRow));
        checks.put(Rule.AN_UNKNOWN_MEMBER_DOES_NO_HARM, () -> with(this::added));
        checks.put(Rule.AN_ABSENT_MEMBER_IS_A_FINDING, () -> with(this::dropped));
        checks.put(Rule.ANOTHER_SHAPE_IS_NO_DATA, () -> with(this::sameNames));
        checks.put(Rule.A_REFUSAL_IS_NO_DATA, () -> with(this::refused));
        checks.put(Rule.A_MASK_COVERS_EVERYTHING, this::masked);
        checks.put(Rule.A_MASKED_FIELD_IS_NO_FILTER, this::maskedFilter);
    }

    private void with(Consumer<Trial<DatabaseConnector, FakeDatabase>> check) {
        try (Trial<DatabaseConnector, FakeDatabase> trial = x.trial()) {
            check.accept(trial);
        }
    }

    private static Database database(Trial<DatabaseConnector, FakeDatabase> trial) {
        return trial.connector().under(EVERYTHING);
    }

    private void roundTrip(Trial<DatabaseConnector, FakeDatabase> trial) {
        Database database = database(trial);
        Statement one = Statement.of("select text from " + TABLE + " where id = ?", 101);
        for (String text : HOSTILE) {
            database.execute(insert(101, text));
            Seen.same("text", List.of(text), texts(database, one));
            Statement sought = Statement.of("select text from " + TABLE + " where text = ?", text);
            Seen.same("text by which it was looked for", List.of(text), texts(database, sought));
            database.execute(Statement.of("delete from " + TABLE + " where id = ?", 101));
            Seen.same("row", List.of(), texts(database, one));
        }
    }

    private static List<String> texts(Database database, Statement statement) {
        return database.query(statement).all().stream()
                .map(row -> String.valueOf(row.text("text")))
                .toList();
    }

    private void values(Trial<DatabaseConnector, FakeDatabase> trial) {
        Database database = database(trial);
        for (String text : HOSTILE) {
            Statement sought = Statement.of("select id from " + TABLE + " where text = ?", text);
            Result result = trial.result(() -> database.query(sought).all());
            Seen.unless(result.value() instanceof List<?> rows && rows.isEmpty(), "a hostile value " + result.words());
            trial.result(() -> database.tryExecute(
                    Statement.of("update " + TABLE + " set text = ? where text = ?", text, text), Intent.automatic()));
        }
        Seen.unless(trial.effects() == 0, "a hostile value became a part of the statement");
    }

    private void missing(Trial<DatabaseConnector, FakeDatabase> trial) {
        Database database = database(trial);
        Result table = trial.result(() ->
                database.query(Statement.of("select id from contract_nowhere")).all());
        Seen.unless(table.is(ErrorCode.NOT_FOUND), "for a table that is not there " + table.words());
        Result row =
                trial.result(() -> database.query(Statement.of("select id from " + TABLE + " where id = ?", 999_999))
                        .all());
        Seen.unless(
                row.value() instanceof List<?> rows && rows.isEmpty(), "for a row that is not there " + row.words());
    }

    private void nulls(Trial<DatabaseConnector, FakeDatabase> trial) {
        trial.rig().fake().run("INSERT INTO " + SPARE + " VALUES (1, NULL)");
        Row row = database(trial)
                .query(Statement.of("select text, id + null as number from " + SPARE))
                .all()
                .get(0);
        row.values().forEach((column, value) -> Seen.unless(value == null, "made NULL another value in " + column));
        database(trial).execute(Statement.of("insert into " + SPARE + " (id, text) values (?, ?)", 2, null));
        long written = trial.rig().fake().count("SELECT count(*) FROM " + SPARE + " WHERE id = 2 AND text IS NULL");
        Seen.unless(written == 1, "wrote another value than NULL");
    }

    private void quoted(Trial<DatabaseConnector, FakeDatabase> trial) {
        Statement byText = Statement.of("select id from " + TABLE + " where id = ?", "1");
        Result result = trial.result(() -> database(trial).query(byText).all());
        Seen.unless(
                result.failure() != null || (result.value() instanceof List<?> rows && rows.size() == 1),
                "a number given as text is neither taken nor refused: " + result.words());
    }

    private void oddOnes(Trial<DatabaseConnector, FakeDatabase> trial) {
        Seen.Nothing.unless(!odd.isEmpty(), "oddValues() names no value of the engine's own");
        for (int i = 0; i < odd.size(); i++) {
            Statement one = Statement.of("select odd" + i + " from " + ODD);
            Result result = trial.result(() -> database(trial).query(one).all());
            Object value = result.value() instanceof List<?> rows && rows.get(0) instanceof Row row
                    ? row.values().values().iterator().next()
                    : null;
            Seen.unless(value != null, odd.get(i) + " " + (result.error() == null ? "was lost" : result.words()));
        }
    }

    private void oddRow(Trial<DatabaseConnector, FakeDatabase> trial) {
        Seen.Nothing.unless(!odd.isEmpty(), "oddValues() names no value of the engine's own");
        Result result = trial.result(() ->
                database(trial).query(Statement.of("select * from " + ODD)).all());
        boolean whole = result.value() instanceof List<?> rows
                && rows.size() == 1
                && rows.get(0) instanceof Row row
                && row.columns().size() == odd.size();
        Seen.unless(whole, "a row of odd values " + result.words());
    }

    private void added(Trial<DatabaseConnector, FakeDatabase> trial) {
        Statement all = Statement.of("select * from " + SPARE);
        FakeDatabase fake = trial.rig().fake();
        fake.run("INSERT INTO " + SPARE + " VALUES (1, 'one')");
        for (int i = 0; i < OFTEN; i++) {
            database(trial).query(all).all();
        }
        fake.run("ALTER TABLE " + SPARE + " ADD strange int");
        try {
            Result result = trial.result(() -> database(trial).query(all).all());
            boolean same = result.value() instanceof List<?> rows
                    && rows.size() == 1
                    && rows.get(0) instanceof Row row
                    && "one".equals(row.text("text"));
            Seen.unless(same, "after a column was added " + result.words());
        } finally {
            remake(fake);
        }
    }

    private void dropped(Trial<DatabaseConnector, FakeDatabase> trial) {
        FakeDatabase fake = trial.rig().fake();
        fake.run("INSERT INTO " + SPARE + " VALUES (1, 'one')", "ALTER TABLE " + SPARE + " DROP COLUMN text");
        try {
            Statement gone = Statement.of("select id, text from " + SPARE);
            Result result = trial.result(() -> database(trial).query(gone).all());
            Seen.unless(result.failure() != null, "for a column that was dropped " + result.words());
        } finally {
            remake(fake);
        }
    }

    private void sameNames(Trial<DatabaseConnector, FakeDatabase> trial) {
        Statement twice = Statement.of("select a.text, b.text from " + TABLE + " a, " + TABLE + " b where a.id < b.id");
        Result result = trial.result(() -> database(trial).query(twice).all());
        boolean whole = result.value() instanceof List<?> rows
                && !rows.isEmpty()
                && rows.get(0) instanceof Row row
                && row.columns().size() == 2;
        Seen.unless(result.failure() != null || whole, "two columns of one name became one");
    }

    private void refused(Trial<DatabaseConnector, FakeDatabase> trial) {
        FakeDatabase fake = trial.rig().fake();
        fake.run("DROP TABLE " + SPARE);
        try {
            Result result = trial.result(() -> database(trial)
                    .query(Statement.of("select id from " + SPARE))
                    .all());
            Seen.unless(result.failure() != null, "from a table that is gone " + result.words());
        } finally {
            fake.run("CREATE TABLE " + SPARE + " (id int NOT NULL, text varchar(200))");
        }
    }

    private static void remake(FakeDatabase fake) {
        fake.run("DROP TABLE " + SPARE, "CREATE TABLE " + SPARE + " (id int NOT NULL, text varchar(200))");
    }

    private void masked() {
        Grant masked = EVERYTHING.mask(DatabaseContract.RESOURCE + ":text");
        x.each(x.exercises().reads(), exercise -> {
            try (Trial<DatabaseConnector, FakeDatabase> trial = x.trial()) {
                Object shown = trial.perform(exercise, masked).value();
                Seen.unless(!text(shown).contains(ConnectorContract.CANARY), "shows content although it is masked");
            }
        });
    }

    private void maskedFilter() {
        Grant masked = EVERYTHING.mask(DatabaseContract.RESOURCE + ":text");
        try (Trial<DatabaseConnector, FakeDatabase> trial = x.trial().settled()) {
            Statement sought = Statement.of("select id from " + TABLE + " where text = ?", ConnectorContract.CANARY);
            Result result = trial.result(
                    () -> trial.connector().under(masked).query(sought).all());
            Seen.unless(
                    result.is(ErrorCode.MASKED) || result.is(ErrorCode.NOT_GRANTED),
                    "a condition on a masked column " + result.words());
            Seen.unless(trial.sent() == 0, "a condition on a masked column is refused only after something was sent");
        }
    }

    private static String text(@Nullable Object shown) {
        StringBuilder text = new StringBuilder(Deep.text(shown));
        if (shown instanceof List<?> rows) {
            rows.stream()
                    .filter(Row.class::isInstance)
                    .map(Row.class::cast)
                    .forEach(row -> text.append(Deep.text(row.values())));
        }
        return text.toString();
    }
}
