package dev.sallyport.testkit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FakeDatabaseTest {
    private static FakeDatabase database;

    @BeforeAll
    static void start() {
        database = FakeDatabase.postgresql("CREATE TABLE notes (id int PRIMARY KEY, text text)");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @AfterEach
    void reset() {
        database.reset();
    }

    private static Connection connect() throws SQLException {
        Connection connection =
                DriverManager.getConnection(database.url() + "?socketTimeout=2", database.user(), database.password());
        connection.setAutoCommit(false);
        return connection;
    }

    private static void insert(Connection connection, int id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO notes VALUES (?, 'x')")) {
            statement.setInt(1, id);
            statement.executeUpdate();
        }
    }

    private static long notes() {
        return database.count("SELECT count(*) FROM notes");
    }

    @ParameterizedTest
    @CsvSource({"BEFORE_COMMIT, 0", "AFTER_COMMIT, 1", "STALLED, 1"})
    void the_client_learns_nothing_and_the_engine_has_committed_or_not(WireFault fault, long committed)
            throws SQLException {
        Connection connection = connect();
        insert(connection, 1);
        database.wire().arm(fault);
        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        assertThat(database.wire().isArmed()).isFalse();
        assertThat(notes()).isEqualTo(committed);
    }

    @ParameterizedTest
    @EnumSource(
            value = WireFault.class,
            names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void the_hundredth_commit_of_a_connection_is_seen_too(WireFault fault) throws SQLException {
        long before = database.wire().commits();
        Connection connection = connect();
        for (int id = 0; id < 99; id++) {
            insert(connection, id);
            connection.commit();
        }
        insert(connection, 99);
        database.wire().arm(fault);
        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        assertThat(notes()).isEqualTo(fault == WireFault.AFTER_COMMIT ? 100 : 99);
        assertThat(database.wire().commits()).isEqualTo(before + 100);
    }

    @Test
    void a_write_without_a_transaction_is_a_commit_and_a_read_is_none() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            long before = database.wire().commits();
            statement.executeQuery("SELECT 1").close();
            assertThat(database.wire().commits()).isEqualTo(before);
            statement.executeUpdate("INSERT INTO notes VALUES (1, 'COMMIT')");
            assertThat(database.wire().commits()).isEqualTo(before + 1);
            database.wire().arm(WireFault.AFTER_COMMIT);
            assertThatThrownBy(() -> statement.executeUpdate("INSERT INTO notes VALUES (2, 'x')"))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(notes()).isEqualTo(2);
    }

    @Test
    void a_commit_that_is_held_back_comes_late() throws Exception {
        Connection connection = connect();
        insert(connection, 1);
        database.wire().arm(WireFault.HELD_BACK);
        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        assertThat(notes()).isZero();
        database.wire().letGo();
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void a_commit_that_is_held_back_for_a_time_comes_by_itself() throws Exception {
        Connection connection = connect();
        insert(connection, 1);
        database.wire().heldFor(Duration.ofMillis(1));
        database.wire().arm(WireFault.HELD_BACK);
        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        for (int look = 0; look < 500 && notes() == 0; look++) {
            Thread.sleep(10);
        }
        database.wire().heldFor(Duration.ofDays(1));
        assertThat(notes()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"BEFORE_COMMIT, 0", "AFTER_COMMIT, 1"})
    void a_statement_can_be_struck_instead_of_a_commit(WireFault fault, long committed) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            database.wire().arm(fault, "VALUES (7");
            statement.executeUpdate("INSERT INTO notes VALUES (6, 'x')");
            assertThatThrownBy(() -> statement.executeUpdate("INSERT INTO notes VALUES (7, 'x')"))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(notes()).isEqualTo(1 + committed);
    }

    @Test
    void who_only_says_farewell_has_sent_nothing() throws Exception {
        Connection connection = connect();
        assertThat(database.wire().connections()).isEqualTo(1);
        long sent = database.wire().sent();
        connection.close();
        for (int look = 0; look < 500 && database.wire().connections() > 0; look++) {
            Thread.sleep(10);
        }
        assertThat(database.wire().connections()).isZero();
        assertThat(database.wire().sent()).isEqualTo(sent);
    }

    @Test
    void after_a_commit_the_line_may_stay_down() throws SQLException {
        Connection connection = connect();
        insert(connection, 1);
        database.wire().arm(WireFault.AFTER_COMMIT_AND_DOWN);
        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        assertThatThrownBy(FakeDatabaseTest::connect).isInstanceOf(SQLException.class);
        database.wire().up();
        connect().close();
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void an_open_connection_is_cut_and_a_slow_line_is_slow() throws SQLException {
        Connection connection = connect();
        database.wire().delay(Duration.ofMillis(20));
        long start = System.nanoTime();
        insert(connection, 1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(60));
        database.wire().cut();
        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        assertThat(notes()).isZero();
    }

    @Test
    void the_same_seed_strikes_the_same_places() {
        CommitFaults faults = CommitFaults.seeded(7, Map.of(WireFault.AFTER_COMMIT, 0.3));
        CommitFaults again = CommitFaults.seeded(7, Map.of(WireFault.AFTER_COMMIT, 0.3));
        Map<WireFault, Double> forwards = new LinkedHashMap<>();
        forwards.put(WireFault.BEFORE_COMMIT, 0.4);
        forwards.put(WireFault.HELD_BACK, 0.4);
        Map<WireFault, Double> backwards = new LinkedHashMap<>();
        backwards.put(WireFault.HELD_BACK, 0.4);
        backwards.put(WireFault.BEFORE_COMMIT, 0.4);
        assertThat(CommitFaults.seeded(7, forwards).at(1))
                .isEqualTo(CommitFaults.seeded(7, backwards).at(1));
        long struck = 0;
        for (long number = 1; number <= 1_000; number++) {
            Optional<WireFault> fault = faults.at(number);
            assertThat(again.at(number)).isEqualTo(fault);
            struck += fault.isPresent() ? 1 : 0;
        }
        assertThat(struck).isBetween(230L, 370L);
        assertThatThrownBy(() -> CommitFaults.seeded(1, Map.of(WireFault.STALLED, 1.5)))
                .hasMessageContaining("more than 1");
    }

    @Test
    void a_reset_brings_the_schema_back_and_costs_nothing_if_nobody_was_here() throws SQLException {
        try (Connection connection = connect()) {
            insert(connection, 1);
            connection.commit();
        }
        database.reset();
        long start = System.nanoTime();
        database.reset();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(5));
        assertThat(notes()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            commit                      | COMMIT
            '-- note\n /* x */ Insert into a' | INSERT
            /* open                     | ''
            ''                          | ''
            """)
    void the_first_word_of_a_statement_is_found(String statement, String verb) {
        assertThat(Conversation.verb(statement.replace("\\n", "\n"))).isEqualTo(verb);
    }
}
