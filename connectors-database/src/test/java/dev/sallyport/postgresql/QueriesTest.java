package dev.sallyport.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.database.Database;
import dev.sallyport.database.DatabaseConnector;
import dev.sallyport.database.Row;
import dev.sallyport.database.Rows;
import dev.sallyport.database.Statement;
import dev.sallyport.database.Table;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class QueriesTest {
    private static final Grant GRANT = Grant.to("agent").allow("database:*:select");
    private static RealPostgreSql shop;
    private static DatabaseConnector connector;
    private static Database database;

    @BeforeAll
    static void connect() {
        shop = new RealPostgreSql(
                "CREATE TABLE customers (id int PRIMARY KEY, name text, email text UNIQUE, \"Since\" date)",
                "INSERT INTO customers SELECT g, 'name ' || g, 'mail' || g || '@example.com', '2024-02-03'"
                        + " FROM generate_series(1, 1000) g",
                "CREATE TABLE kinds (u uuid, t timestamptz, n numeric(10, 2), b boolean, j jsonb, a int[], y bytea, x text)",
                "CREATE SCHEMA sales",
                "CREATE TABLE sales.leads (id bigint)",
                "CREATE TABLE touched (id int)",
                "CREATE FUNCTION touch() RETURNS int LANGUAGE sql AS 'INSERT INTO touched VALUES (1) RETURNING id'",
                "CREATE VIEW sneaky AS SELECT touch() AS id",
                "CREATE VIEW wide AS SELECT g AS id, repeat(md5(g::text), 200) AS filler FROM generate_series(1, 200000) g",
                "CREATE VIEW slow AS SELECT 1 AS id, pg_sleep(30)::text AS slept",
                "ANALYZE");
        connector = PostgreSql.connect(shop.direct(), Safeguards.defaults());
        database = connector.under(GRANT);
    }

    @AfterAll
    static void close() {
        connector.close();
        shop.close();
    }

    @Test
    void rows_are_typed() {
        UUID id = UUID.randomUUID();
        Instant instant = Instant.parse("2024-05-06T07:08:09Z");
        try (DatabaseConnector own = PostgreSql.connect(shop.direct(), Safeguards.defaults())) {
            own.under(Grant.to("agent").allow("database:kinds:insert"))
                    .execute(Statement.of(
                            "insert into kinds values (?, ?, ?, ?, ?, ?, ?, ?)",
                            id,
                            instant,
                            "12.50",
                            true,
                            "{\"k\": [1]}",
                            "{1,2,null}",
                            new byte[] {1, 2},
                            null));
        }
        Row row = database.query(Statement.of("select * from kinds where u = ?", id.toString()))
                .all()
                .get(0);

        assertThat(row.get("u", UUID.class)).isEqualTo(id);
        assertThat(row.get("t", OffsetDateTime.class)).isEqualTo(instant.atOffset(ZoneOffset.UTC));
        assertThat(row.get("n", BigDecimal.class)).isEqualByComparingTo("12.5");
        assertThat(row.get("b", Boolean.class)).isTrue();
        assertThat(row.text("j")).isEqualTo("{\"k\": [1]}");
        assertThat((Object) row.get("a", List.class)).isEqualTo(java.util.Arrays.asList(1, 2, null));
        assertThat(row.get("y", byte[].class)).containsExactly(1, 2);
        assertThat(row.text("x")).isNull();
    }

    @Test
    void values_and_names_are_found_whatever_their_case() {
        assertThat(database.query(Statement.of(
                                "select c.\"Since\" from customers c where c.name like ? and lower(email) = ?",
                                "name 7%",
                                "mail7@example.com"))
                        .all())
                .extracting(row -> row.get("since", LocalDate.class))
                .containsExactly(LocalDate.of(2024, 2, 3));
    }

    @Test
    void a_result_larger_than_the_heap_is_streamed() {
        PostgreSqlConnection wide = shop.direct().maxRows(200_000).maxBytes(8L << 30);
        try (DatabaseConnector own = PostgreSql.connect(wide, Safeguards.defaults());
                Rows rows = own.under(GRANT).query(Statement.of("select id, filler from wide"))) {
            long count = 0;
            long characters = 0;
            while (rows.hasNext()) {
                Row row = rows.next();
                count++;
                characters += String.valueOf(row.text("filler")).length();
            }
            assertThat(count).isEqualTo(200_000);
            assertThat(characters).isGreaterThan(Runtime.getRuntime().maxMemory());
        }
    }

    @Test
    void rows_give_their_connection_back_when_closed_or_read_to_the_end() {
        try (DatabaseConnector single = PostgreSql.connect(
                shop.direct().maxConnections(1),
                Safeguards.builder()
                        .deadline(Duration.ofSeconds(2))
                        .attemptTimeout(Duration.ofMillis(500))
                        .build())) {
            Database only = single.under(GRANT);
            Statement all = Statement.of("select id from customers");
            try (Rows rows = only.query(all)) {
                rows.next();
                ConnectorException busy = catchThrowableOfType(
                        ConnectorException.class, () -> only.query(all).close());
                assertThat(busy.code()).isEqualTo(ErrorCode.THROTTLED);
            }
            assertThat(only.query(all).all()).hasSize(1000);
            assertThat(only.query(all).all()).hasSize(1000);
        }
    }

    @Test
    void ceilings_end_a_result_with_an_error_and_never_cut_it_off() {
        PostgreSqlConnection small = shop.direct().maxRows(999);
        assertThatThrownBy(() -> all(small, "select id from customers"))
                .isInstanceOf(ConnectorException.class)
                .hasMessageContaining("more than 999 rows");
        assertThat(all(small, "select id from customers where id < 1000")).hasSize(999);
        assertThatThrownBy(() -> all(shop.direct().maxBytes(100_000), "select filler from wide where id < 20"))
                .isInstanceOf(ConnectorException.class)
                .hasMessageContaining("more than 100000 bytes");
        assertThatThrownBy(() -> all(shop.direct().maxCost(1_000), "select a.id from customers a, customers b"))
                .isInstanceOf(ConnectorException.class)
                .hasMessageContaining("the ceiling is 1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select o.id, coalesce(o.name, 'none') n from customers o where trim(both from name) like 'na' || '%'",
                "select date_trunc('month', \"Since\") m, count(*) filter (where id > 3) c from customers group by 1 having count(*) > 1",
                "select id, case when id > 5 then 1 else null end x, id::numeric(10, 2) as amount from customers order by x desc nulls last limit 10 offset 5",
                "select distinct on (name) id, name from customers where \"Since\" > now() - interval '10 years' order by name",
                "select \"Since\" at time zone 'UTC' z, extract(year from \"Since\") y from customers where \"Since\" < current_date",
                "select id from customers where (id, id) in ((1, 1)) and id between 1 and 9 or not id in (select id from customers)",
                "select count(*) over w c, lag(id, 1) over (order by id) l from customers window w as (partition by name rows between 1 preceding and current row)",
                "with recursive r as (select 1 as n union all select n + 1 from r where n < 10) select r.n, c.id from r, customers c where c.id = r.n",
                "select customers.* from public.customers order by customers.id fetch first 5 rows only",
                "select string_agg(name, ', ' order by id) s, percentile_cont(0.5) within group (order by id) p from customers group by rollup(name)",
                "select substring(name from 1 for 2) a, position('a' in name) b, substr(name, 1) c, trim(name) d from customers",
                "select x.id from customers x left join lateral (select id from customers y where y.id = x.id) z on true",
                "select id from customers where exists (select 1 from customers) and id > all (select 0 from customers) and (id is distinct from 3)",
                "(select id from customers where id < 3) union (select id from customers where id = 5) except select 1 from customers order by 1",
            })
    void the_statement_as_it_is_written_anew_means_something_to_the_engine(String sql) {
        String values = sql.replace("'na' || '%'", "?");
        Statement statement = values.equals(sql) ? Statement.of(sql) : Statement.of(values, "na%");
        try (Rows rows = database.query(statement)) {
            assertThat(rows.hasNext() || sql.contains("union")).isTrue();
        }
    }

    @Test
    void every_function_that_is_let_through_is_one_of_the_engines_own() {
        assertThat(PostgreSqlDialect.INSTANCE.functions())
                .hasSizeGreaterThan(100)
                .allSatisfy(name -> assertThat(shop.count(
                                "SELECT count(*) FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace"
                                        + " AND proname = '" + name + "'"))
                        .as(name)
                        .isPositive());
        assertThat(PostgreSqlDialect.INSTANCE.functions())
                .allSatisfy(name -> assertThat(shop.count(
                                "SELECT count(*) FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace"
                                        + " AND proname = '" + name + "' AND provolatile = 'v'"))
                        .as(name)
                        .isLessThanOrEqualTo(name.equals("gen_random_uuid") ? 1 : 0));
    }

    @Test
    void two_columns_of_one_name_are_an_error_and_not_one_column() {
        assertThatThrownBy(
                        () -> all(shop.direct(), "select a.id, b.id from customers a join customers b on a.id = b.id"))
                .hasMessageContaining("Two columns of the result are named 'id'");
    }

    @Test
    void the_engine_itself_holds_a_query_to_reading() {
        ConnectorException refused =
                catchThrowableOfType(ConnectorException.class, () -> all(shop.direct(), "select id from sneaky"));

        assertThat(refused.code()).isEqualTo(ErrorCode.DENIED_BY_VENDOR);
        assertThat(refused.getMessage()).contains("25006");
        assertThat(shop.count("SELECT count(*) FROM touched")).isZero();
    }

    @Test
    void a_statement_that_takes_too_long_is_ended_by_the_engine() {
        try (DatabaseConnector hasty = PostgreSql.connect(
                shop.direct(),
                Safeguards.builder().attemptTimeout(Duration.ofMillis(300)).build())) {
            long start = System.nanoTime();
            ConnectorException late = catchThrowableOfType(
                    ConnectorException.class,
                    () -> hasty.under(GRANT)
                            .query(Statement.of("select slept from slow"))
                            .close());
            assertThat(late.code()).isEqualTo(ErrorCode.DEADLINE);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void an_interrupt_cancels_what_runs() throws Exception {
        CompletableFuture<ErrorCode> ended = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                database.query(Statement.of("select * from slow")).close();
            } catch (ConnectorException e) {
                ended.complete(e.code());
            }
        });
        caller.start();
        String running = "EXISTS (SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = '"
                + shop.name() + "')";
        shop.await(running);
        caller.interrupt();

        assertThat(ended.get(5, TimeUnit.SECONDS)).isEqualTo(ErrorCode.INTERRUPTED);
        shop.await("NOT " + running);
    }

    @Test
    void no_error_repeats_a_value() {
        List<Statement> wrong = List.of(
                Statement.of("select id from customers where id = ?", "Jane-4711"),
                Statement.of("select id from customers where \"Since\" = ?", "Jane-4711"),
                Statement.of("select id from customers where \"Jane-4711\" = name"),
                Statement.of("select id from customers where name = 'Jane-4711'"),
                Statement.of("select id from \"Jane-4711\""),
                Statement.of("select Jane-4711' from customers"),
                Statement.of("select id from customers where name ~ ?", "Jane-4711("));
        for (Statement statement : wrong) {
            ConnectorException error = catchThrowableOfType(
                    ConnectorException.class, () -> database.query(statement).all());
            assertThat(error).as(statement.sql()).isNotNull();
            StringWriter text = new StringWriter();
            error.printStackTrace(new PrintWriter(text));
            if (!statement.sql().contains("from \"Jane")) {
                assertThat(text.toString()).doesNotContain("4711");
            }
        }
    }

    @Test
    void schema_shows_what_the_grant_lets_see() {
        Grant narrow = Grant.to("agent").allow("database:schema:read", "database:customers:select");

        List<Table> tables = connector.under(narrow).schema();

        assertThat(tables).extracting(Table::name).containsExactly("customers");
        assertThat(tables.get(0).columns())
                .extracting(Table.Column::name)
                .containsExactly("id", "name", "email", "since");
        assertThat(tables.get(0).columns()).extracting(Table.Column::key).containsExactly(true, false, false, false);
        assertThat(connector.under(GRANT.allow("database:schema:read")).schema())
                .extracting(Table::name)
                .contains("sales.leads", "wide")
                .doesNotContain("sallyport_intents");
    }

    private static List<Row> all(PostgreSqlConnection connection, String sql) {
        try (DatabaseConnector own = PostgreSql.connect(connection, Safeguards.defaults())) {
            return own.under(GRANT).query(Statement.of(sql)).all();
        }
    }
}
