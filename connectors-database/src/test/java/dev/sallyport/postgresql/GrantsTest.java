package dev.sallyport.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sallyport.Secret;
import dev.sallyport.access.Grant;
import dev.sallyport.audit.AuditEvent;
import dev.sallyport.audit.AuditLog;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.database.DatabaseConnector;
import dev.sallyport.database.Statement;
import dev.sallyport.effect.Intent;
import dev.sallyport.effect.Outcome;
import dev.sallyport.effect.Receipt;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.error.ErrorCode;
import dev.sallyport.error.InputException;
import dev.sallyport.telemetry.Telemetry;
import dev.sallyport.testkit.database.DatabaseWire;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrantsTest {
    private static final List<AuditEvent> AUDIT = new CopyOnWriteArrayList<>();
    private static final List<Map<String, Object>> ATTEMPTS = new CopyOnWriteArrayList<>();
    private static RealPostgreSql shop;
    private static DatabaseWire wire;
    private static DatabaseConnector connector;

    @BeforeAll
    static void connect() throws Exception {
        shop = new RealPostgreSql(
                "CREATE TABLE orders (id int PRIMARY KEY, customer_id int, total int)",
                "CREATE TABLE customers (id int PRIMARY KEY, name text)",
                "CREATE TABLE secrets (id int PRIMARY KEY, value text)",
                "INSERT INTO orders VALUES (1, 1, 10)",
                "INSERT INTO customers VALUES (1, 'Jane')");
        wire = DatabaseWire.to(RealPostgreSql.port());
        connector = PostgreSql.connect(
                shop.through(wire.port()),
                Safeguards.builder().audit(new Lines()).telemetry(new Spans()).build());
    }

    @AfterAll
    static void close() throws Exception {
        connector.close();
        wire.close();
        shop.close();
    }

    @BeforeEach
    void clear() {
        AUDIT.clear();
        ATTEMPTS.clear();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select id from secrets | NOT_GRANTED | database:secrets:select",
                "select o.id from orders o join secrets s on s.id = o.id | NOT_GRANTED | database:secrets:select",
                "select id from orders where id in (select id from secrets) | NOT_GRANTED | database:secrets:select",
                "with s as (select id from secrets) select o.id from orders o, s | NOT_GRANTED | database:secrets:select",
                "select id, (select value from secrets limit 1) v from orders | NOT_GRANTED | database:secrets:select",
                "select id from orders union select id from secrets | NOT_GRANTED | database:secrets:select",
                "select id from orders where exists (with secrets as (select 1 as id) select 1 from customers) and id in (select id from secrets) | NOT_GRANTED | database:secrets:select",
                "select rolname from pg_catalog.pg_authid | NOT_GRANTED | database:pg_catalog.pg_authid:select",
                "select rolname from pg_authid | NOT_GRANTED | database:pg_authid:select",
                "select table_name from information_schema.tables | NOT_GRANTED | database:information_schema.tables:select",
                "select stamp from sallyport_intents | NOT_GRANTED | database:sallyport_intents:select",
                "select id from nowhere | NOT_GRANTED | database:nowhere:select",
                "select id from orders; drop table orders | INVALID_INPUT | database:*:*",
                "select id from orders for update | UNSUPPORTED | database:*:*",
                "select pg_sleep(1) from orders | UNSUPPORTED | database:*:*",
                "select nothing from orders | INVALID_INPUT | database:orders:select",
                "select id from orders where id = ? | INVALID_INPUT | database:orders:select",
                "update orders set total = 1 where id = 1 | NOT_GRANTED | database:orders:update",
            })
    void a_query_that_is_not_granted_sends_nothing_and_leaves_an_audit_line(String sql, ErrorCode code, String scope) {
        long before = wire.sent();
        Grant grant = Grant.to("agent").allow("database:orders:select", "database:customers:select");

        ConnectorException refused = catchThrowableOfType(
                ConnectorException.class,
                () -> connector.under(grant).query(Statement.of(sql)).close());

        assertThat(refused.code()).isEqualTo(code);
        assertThat(wire.sent()).isEqualTo(before);
        assertThat(AUDIT).singleElement().satisfies(line -> {
            assertThat(line.scope()).isEqualTo(scope);
            assertThat(line.actor()).isEqualTo("agent");
            assertThat(line.attempts()).isZero();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into orders (id) values (9) | database:orders:insert",
                "delete from orders where id = 1 | database:orders:delete",
                "insert into customers (id) values (1) on conflict (id) do update set name = null | database:customers:update",
                "insert into customers (id) select id from secrets | database:secrets:select",
                "update customers set name = (select value from secrets) where id = 1 | database:customers:update",
                "select id from secrets | database:secrets:select",
            })
    void a_write_that_is_not_granted_sends_nothing(String sql, String scope) {
        long before = wire.sent();
        Grant grant = Grant.to("agent").allow("database:customers:insert", "database:orders:update");

        Outcome<Receipt> outcome = connector.under(grant).tryExecute(Statement.of(sql), Intent.automatic());

        assertThat(((Outcome.NotSent<Receipt>) outcome).reason().code()).isEqualTo(ErrorCode.NOT_GRANTED);
        assertThat(((Outcome.NotSent<Receipt>) outcome).reason().advice()).contains(scope);
        assertThat(wire.sent()).isEqualTo(before);
        assertThat(AUDIT).singleElement().extracting(AuditEvent::scope).isEqualTo(scope);
    }

    @Test
    void even_a_grant_of_everything_does_not_reach_the_system_or_the_intents() {
        Grant everything = Grant.to("agent")
                .allow("database:*:select", "database:*:update", "database:*:delete", "database:*:insert");
        for (String sql : List.of(
                "select rolname from pg_catalog.pg_authid",
                "select table_name from information_schema.tables",
                "select stamp from sallyport_intents",
                "select stamp from public.sallyport_intents")) {
            long before = wire.sent();
            assertThat(catchThrowableOfType(
                                    ConnectorException.class,
                                    () -> connector
                                            .under(everything)
                                            .query(Statement.of(sql))
                                            .close())
                            .code())
                    .isEqualTo(ErrorCode.NOT_FOUND);
            assertThat(wire.sent()).isEqualTo(before);
        }
    }

    @Test
    void a_statement_over_several_tables_runs_when_all_are_granted() {
        Grant grant = Grant.to("agent").allow("database:orders:select", "database:customers:select");

        assertThat(connector
                        .under(grant)
                        .query(Statement.of(
                                "select c.name, o.total from orders o join customers c on c.id = o.customer_id"))
                        .all())
                .extracting(row -> row.text("name"))
                .containsExactly("Jane");
        assertThat(AUDIT).singleElement().satisfies(line -> {
            assertThat(line.scope()).isEqualTo("database:orders:select");
            assertThat(line.fields()).containsExactly("database:customers:select");
        });
    }

    @Test
    void under_masks_or_record_rules_sql_is_refused() {
        Grant open = Grant.to("agent").allow("database:*:select", "database:schema:read");
        for (Grant restricted : List.of(
                open.mask("database:customers:name"),
                open.mask("*:customers:name").narrow().allow("database:*:select", "database:schema:read"))) {
            long before = wire.sent();
            assertThatThrownBy(() -> connector.under(restricted).query(Statement.of("select id from orders")))
                    .hasMessageContaining("NOT_GRANTED");
            assertThat(wire.sent()).isEqualTo(before);
            assertThat(connector.under(restricted).schema())
                    .filteredOn(table -> table.name().equals("customers"))
                    .singleElement()
                    .satisfies(table -> assertThat(table.columns()).hasSize(1));
        }
    }

    @Test
    void every_table_that_wants_an_approval_gets_one_of_its_own() {
        Grant grant = Grant.to("agent")
                .allow("database:*:select")
                .requireApproval("database:customers:select")
                .approver((asking, plan) -> plan.scope().equals("database:customers:select"));
        long before = wire.sent();

        assertThatThrownBy(() -> connector
                        .under(grant)
                        .query(Statement.of("select o.id from orders o join customers c on c.id = o.customer_id")))
                .hasMessageContaining("APPROVAL_MISSING");
        assertThat(wire.sent()).isEqualTo(before);
        assertThat(connector
                        .under(grant)
                        .query(Statement.of("select id from customers"))
                        .all())
                .hasSize(1);
    }

    @Test
    void a_scope_of_a_table_that_does_not_exist_is_an_error_of_the_grant() {
        assertThatThrownBy(() -> connector.under(Grant.to("agent").allow("database:nowhere:select")))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> connector.under(Grant.to("agent").allow("database:orders:drop")))
                .isInstanceOf(InputException.class);
    }

    @Test
    void attempts_carry_the_standard_attributes_and_no_text_of_the_statement() {
        Grant grant = Grant.to("agent").allow("database:orders:select");
        connector
                .under(grant)
                .query(Statement.of("select id from orders where total = ?", 10))
                .all();
        assertThatThrownBy(() -> connector
                .under(grant)
                .query(Statement.of("select id from orders where total = ?", "x"))
                .all());

        assertThat(ATTEMPTS.get(0))
                .containsEntry("db.system.name", "postgresql")
                .containsEntry("db.operation.name", "SELECT")
                .containsEntry("db.collection.name", "orders")
                .containsEntry("server.address", "127.0.0.1")
                .containsEntry("server.port", wire.port())
                .doesNotContainKey("db.response.status_code");
        assertThat(ATTEMPTS.get(1)).containsEntry("db.response.status_code", "22P02");
        assertThat(ATTEMPTS.toString()).doesNotContain("total");
    }

    @Test
    void a_wrong_password_is_told_and_never_printed() {
        PostgreSqlConnection wrong = shop.direct().user("nobody").password(Secret.of("hunter2"));

        assertThatThrownBy(() -> PostgreSql.connect(wrong, Safeguards.defaults()))
                .isInstanceOf(ConnectorException.class)
                .hasMessageContaining("NOT_AUTHENTICATED")
                .hasStackTraceContaining("PostgreSql")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("hunter2"));
        assertThat(wrong.toString()).doesNotContain("hunter2", "nobody");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example/shop",
                "jdbc:postgresql://db.example/shop?sslmode=prefer",
                "jdbc:postgresql://db.example/shop?sslmode=disable",
                "jdbc:postgresql://10.0.0.7:5432/shop",
                "jdbc:postgresql://127.0.0.1.example/shop",
                "jdbc:postgresql://localhost/shop?user=x&password=y",
                "jdbc:postgresql://localhost/shop?socketFactory=evil",
                "jdbc:postgresql://x:y@localhost/shop",
                "jdbc:postgresql://localhost,db.example/shop",
                "jdbc:postgresql://localhost",
                "jdbc:mysql://localhost/shop",
            })
    void an_address_without_tls_or_with_a_secret_is_refused(String address) {
        assertThatThrownBy(() -> PostgreSql.at(address)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_address_with_tls_or_on_this_machine_is_taken() {
        assertThat(PostgreSql.at("jdbc:postgresql://db.example/shop?sslmode=verify-full"))
                .hasToString("PostgreSqlConnection[db.example:5432/shop]");
        assertThat(PostgreSql.at("jdbc:postgresql://[::1]:5433/shop"))
                .hasToString("PostgreSqlConnection[::1:5433/shop]");
    }

    private static final class Lines implements AuditLog {
        @Override
        public void append(AuditEvent event) {
            AUDIT.add(event);
        }

        @Override
        public void close() {}
    }

    private static final class Spans implements Telemetry {
        @Override
        public CallSpan call(String operation, Map<String, String> attributes) {
            return new CallSpan() {
                @Override
                public AttemptSpan attempt(int number) {
                    return (attributes, error) -> ATTEMPTS.add(new HashMap<>(attributes));
                }

                @Override
                public void waited(Duration duration, String reason) {}

                @Override
                public void end(String result, @Nullable String error) {}
            };
        }
    }
}
