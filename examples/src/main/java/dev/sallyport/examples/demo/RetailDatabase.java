package dev.sallyport.examples.demo;

import dev.sallyport.testkit.world.Order;
import dev.sallyport.testkit.world.OrderItem;
import dev.sallyport.testkit.world.World;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The retailer's orders in a real PostgreSQL, with a trigger that records every change of a status. */
final class RetailDatabase implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SCHEMA = """
            create table orders (order_id text primary key, customer_number text not null, status text not null,
              cancel_reason text, cancelled_at timestamptz);
            create index on orders (customer_number);
            create table order_items (order_id text not null references orders, position int not null,
              name text not null, options text not null, price numeric(12,2) not null, primary key (order_id, position));
            create table truth_status_changes (number bigint generated always as identity primary key,
              order_id text not null, old_status text not null, new_status text not null);
            create function record_status_change() returns trigger language plpgsql security definer as $$
              begin
                insert into truth_status_changes (order_id, old_status, new_status)
                  values (new.order_id, old.status, new.status);
                return new;
              end $$;
            create trigger every_update after update on orders for each row execute function record_status_change();
            create role desk login password 'desk';
            grant select on orders, order_items to desk;
            grant update on orders to desk;
            """;
    private final EmbeddedPostgres engine;

    private RetailDatabase(EmbeddedPostgres engine) {
        this.engine = engine;
    }

    /**
     * Starts an engine on a loopback port. Commits are synchronous, unlike the launcher's default, because they are
     * counted.
     */
    static RetailDatabase start(World world) throws IOException, SQLException {
        EmbeddedPostgres engine = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
        RetailDatabase database = new RetailDatabase(engine);
        database.load(world);
        return database;
    }

    /** Where the desk's own user finds it, who may read orders and items and change orders. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:" + engine.getPort() + "/postgres";
    }

    Connection connect() throws SQLException {
        return engine.getDatabase("desk", "postgres").getConnection();
    }

    /**
     * A status that was changed, as the engine recorded it.
     *
     * @param orderId the order
     * @param before its status before
     * @param after its status after
     */
    record StatusChange(String orderId, String before, String after) {}

    List<StatusChange> truth() throws SQLException {
        List<StatusChange> changes = new ArrayList<>();
        try (Connection connection = engine.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select order_id, old_status, new_status from truth_status_changes order by number")) {
            while (rows.next()) {
                changes.add(new StatusChange(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        return changes;
    }

    private void load(World world) throws SQLException {
        try (Connection connection = engine.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(SCHEMA);
            try (PreparedStatement orders = connection.prepareStatement(
                            "insert into orders (order_id, customer_number, status) values (?, ?, ?)");
                    PreparedStatement items =
                            connection.prepareStatement("insert into order_items values (?, ?, ?, ?, ?)")) {
                for (Order order : world.orders()) {
                    add(orders, order.id(), order.customerId(), order.status().text());
                    int position = 0;
                    for (OrderItem item : order.items()) {
                        add(items, order.id(), position++, item.name(), options(item.options()), item.price());
                    }
                }
                orders.executeBatch();
                items.executeBatch();
            }
            connection.commit();
        }
    }

    static String options(Map<String, String> options) {
        return JSON.writeValueAsString(options);
    }

    @SuppressWarnings("unchecked")
    static Map<String, String> options(String text) {
        return JSON.readValue(text, Map.class);
    }

    private static void add(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }

    @Override
    public void close() throws IOException {
        engine.close();
    }
}
