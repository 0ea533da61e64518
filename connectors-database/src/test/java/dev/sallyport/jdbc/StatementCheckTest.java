package dev.sallyport.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.database.Table;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementCheckTest {
    private static final SqlDialect DIALECT = new SqlDialect(
            Set.of("count", "sum", "lower", "now", "date_trunc", "row_number", "substring", "string_agg"),
            Set.of("coalesce", "rollup"),
            "pg_catalog",
            Set.of("int", "text", "numeric"));

    private final StatementCheck check = new StatementCheck(
            DIALECT,
            Catalogue.of(
                    "public",
                    List.of(
                            table("public", "orders", "id", "status", "total", "customer_id", "placed", "doc"),
                            table("public", "customers", "id", "name"),
                            table("public", "Mixed", "Id"),
                            table("sales", "leads", "id"))));

    private static Catalogue.Entry table(String schema, String name, String... columns) {
        List<Table.Column> typed = Stream.of(columns)
                .map(column -> new Table.Column(column, "text", true, false))
                .toList();
        return new Catalogue.Entry(schema, name, new Table(Catalogue.scopeName("public", schema, name), typed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT id FROM orders WHERE status = ? | [orders.SELECT]",
                "select o.id, c.name from orders o join customers c on c.id = o.customer_id | [orders.SELECT,customers.SELECT]",
                "select id from orders where customer_id in (select id from customers where name = ?) | [orders.SELECT,customers.SELECT]",
                "with big as (select id from sales.leads) select b.id from big b | [sales.leads.SELECT]",
                "select id from orders union all select id from customers order by 1 limit ? | [orders.SELECT,customers.SELECT]",
                "select (select count(*) from customers) n, id from orders | [customers.SELECT,orders.SELECT]",
                "select x.id from orders x, lateral (select name from customers where id = x.customer_id) y | [orders.SELECT,customers.SELECT]",
                "select \"Id\" from \"Mixed\" | [mixed.SELECT]",
                "select id from nowhere | [nowhere.SELECT]",
                "select id from pg_catalog.pg_authid | [pg_catalog.pg_authid.SELECT]",
                "insert into orders (id, status) values (?, ?), (?, ?) | [orders.INSERT]",
                "insert into orders (id) select id from customers | [orders.INSERT,customers.SELECT]",
                "insert into orders (id) values (?) on conflict (id) do update set status = excluded.status | [orders.INSERT,orders.UPDATE]",
                "update orders set status = ?, total = total + 1 where id = ? | [orders.UPDATE]",
                "update orders set total = (select count(*) from customers) where id = ? | [orders.UPDATE,customers.SELECT]",
                "update orders o set status = ? from customers c where c.id = o.customer_id | [orders.UPDATE,customers.SELECT]",
                "delete from orders using customers c where c.id = customer_id | [orders.DELETE,customers.SELECT]",
            })
    void every_table_that_a_statement_touches_is_found(String sql, String needs) {
        CheckedStatement checked = check.check(sql);

        String found = checked.needs().stream()
                .map(need -> need.table() + "." + need.action())
                .toList()
                .toString()
                .replace(", ", ",");
        assertThat(found).isEqualTo(needs);
        if (checked.needs().stream().allMatch(Need::known)) {
            assertThat(checked.strayColumn()).isNull();
        }
    }

    @Test
    void a_name_given_by_with_hides_a_table_only_where_it_is_known() {
        CheckedStatement outside = check.check(
                "select id from customers where exists (with customers as (select 1 as id) select id from customers)");
        CheckedStatement before = check.check("with a as (select id from customers), customers as (select 1 as id)"
                + " select a.id from a, customers");

        assertThat(outside.sql())
                .contains("FROM \"public\".\"customers\" WHERE")
                .endsWith("FROM customers)");
        assertThat(outside.needs()).extracting(Need::table).containsExactly("customers");
        assertThat(before.sql()).contains("FROM \"public\".\"customers\")").endsWith("FROM a, customers");
    }

    @Test
    void what_is_sent_is_written_anew_and_qualified() {
        CheckedStatement checked = check.check(
                "select /* hint */ lower(name) n, row_number() over (order by id), substring(name from 1 for 2)"
                        + " from customers -- end");

        assertThat(checked.sql())
                .isEqualTo("SELECT pg_catalog.lower(name) n, pg_catalog.row_number() OVER (ORDER BY id),"
                        + " substring(name from 1 for 2) FROM \"public\".\"customers\"");
        assertThat(check.check("select id from orders where id in (?, ?)").parameters())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from orders o where coalesce(total, 0) > 10.5 and status like ? escape '!' and total is not null",
                "select date_trunc('month', placed) m, sum(total) filter (where total > 1) from orders group by 1 having count(*) > 1",
                "select id, case when total > 5 then ? else ? end x from orders order by x desc nulls last limit 10 offset 5",
                "select distinct on (id) id, doc ->> 'key', total::numeric(10, 2) from orders where placed > now() - interval '1 day'",
                "select placed at time zone 'UTC', extract(year from placed) from orders where placed < current_date",
                "select id from orders where (id, total) in ((?, ?)) and total between ? and ? or not status = ?",
                "select count(*) over w from orders window w as (partition by status rows between 1 preceding and current row)",
                "with recursive r as (select 1 as n union all select n + 1 from r where n < 10) select n from r, orders",
                "select count from (select count(*) from orders) x",
                "select orders.* from public.orders order by orders.id fetch first 5 rows only",
                "select string_agg(status, ', ' order by id) from orders group by rollup(status)",
                "insert into orders (id) values (?) on conflict do nothing",
                "update orders set status = default where id = ?",
            })
    void plain_sql_is_let_through(String sql) {
        assertThat(check.check(sql).strayColumn()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1; drop table orders",
                "select id from orders; select id from customers",
                "drop table orders",
                "truncate orders",
                "copy orders to '/tmp/x'",
                "copy orders from program 'id'",
                "do $$ begin end $$",
                "call f()",
                "set role admin",
                "begin",
                "commit",
                "grant all on orders to public",
                "create table x (id int)",
                "explain analyze delete from orders where id = ?",
                "merge into orders using customers on true when matched then delete",
                "select * into x from orders",
                "select id from orders for update",
                "select id from orders for share skip locked",
                "with x as (delete from orders where id = ? returning id) select id from x",
                "with x as (update orders set total = 1 where id = ? returning id) select id from x",
                "insert into orders (id) values (?) returning id",
                "delete from orders",
                "update orders set status = ?",
                "delete from orders where 1 = 1",
                "update orders set status = ? where true",
                "select pg_sleep(10) from orders",
                "select pg_read_file('/etc/passwd') from orders",
                "select lo_import('/etc/passwd') from orders",
                "select dblink('host=x', 'select 1') from orders",
                "select set_config('role', 'admin', false) from orders",
                "select nextval('s') from orders",
                "select next value for s from orders",
                "select public.lower(status) from orders",
                "select query_to_xml('select 1', true, true, '') from orders",
                "select id from orders where id = any(select pg_sleep(1))",
                "select * from generate_series(1, 1000000000) g, orders",
                "select * from orders tablesample system (1)",
                "select status::regclass from orders",
                "select id from orders where status = 'open'",
                "select 'x' as y from orders",
                "select id from orders where status = $$open$$",
                "select id from orders where status = E'\\x41'",
                "select id from orders where status = :name",
                "select id from orders where status = $1",
                "select @@version from orders",
                "select id from orders where doc ? 'key'",
                "select 1",
                "select now()",
                "table orders",
                "select id from \"or\"\"ders\"",
                "select id from \"orders; drop\"",
                "select id from a.b.c.orders",
                "",
                ";",
                "garbage",
            })
    void what_could_do_more_is_refused(String sql) {
        assertThatThrownBy(() -> check.check(sql)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select current_user from orders",
                "select session_user from orders",
                "select o.row_to_json from orders o",
                "select secret from orders",
                "select id from orders where \"Jane Doe\" = status",
            })
    void a_column_that_no_table_has_is_noticed_and_a_value_in_wrong_quotes_is_not_repeated(String sql) {
        assertThat(check.check(sql).strayColumn()).isNotNull().doesNotContain("Jane");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "lower(", "not ", "- ", "1 + ", "case when "})
    void deep_nesting_is_refused_quickly(String opening) {
        String sql = "select " + opening.repeat(19_000 / opening.length()) + "id from orders";
        long start = System.nanoTime();

        assertThatThrownBy(() -> check.check(sql)).isInstanceOf(Refused.class);
        assertThat(System.nanoTime() - start).isLessThan(3_000_000_000L);
    }
}
