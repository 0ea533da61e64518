package dev.sallyport.examples.demo;

import dev.sallyport.examples.desk.CancelReason;
import dev.sallyport.examples.desk.CustomerRow;
import dev.sallyport.examples.desk.Desk;
import dev.sallyport.examples.desk.DeskOrder;
import dev.sallyport.examples.desk.DeskRefusedException;
import dev.sallyport.examples.desk.DeskTicket;
import dev.sallyport.examples.desk.DeskUnavailableException;
import dev.sallyport.examples.desk.OrderedItem;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The agent's desk with plain HTTP and JDBC, as teams write it first. */
final class PlainDesk implements Desk {
    private static final String DATA = "/services/data/v62.0";
    private final RetailSystems systems;
    private final PlainHttp crm;
    private final PlainHttp ticketing;
    private final long escalations;

    PlainDesk(RetailSystems systems, long escalations) {
        this.systems = systems;
        this.escalations = escalations;
        this.crm = new PlainHttp(systems.crm().url(), this::crmToken);
        this.ticketing = new PlainHttp(
                systems.ticketing().url(), client -> systems.ticketing().token());
    }

    @Override
    public List<DeskTicket> openTickets() {
        List<DeskTicket> open = new ArrayList<>();
        String path = "/api/v2/tickets.json?page[size]=100";
        while (true) {
            JsonNode page = ticketing.call("GET", path, null);
            for (JsonNode ticket : page.path("tickets")) {
                if (!List.of("solved", "closed").contains(ticket.path("status").asString())) {
                    open.add(new DeskTicket(
                            ticket.path("id").asString(),
                            ticket.path("description").asString("")));
                }
            }
            if (!page.path("meta").path("has_more").asBoolean(false)) {
                open.sort(Comparator.comparingLong(ticket -> Long.parseLong(ticket.id())));
                return open;
            }
            path = "/api/v2/tickets.json?page[size]=100&page[after]="
                    + encoded(page.path("meta").path("after_cursor").asString());
        }
    }

    @Override
    public List<CustomerRow> customersByEmail(String email) {
        return customers("Email = '" + email.replace("'", "\\'") + "'");
    }

    @Override
    public List<CustomerRow> customersByName(String firstName, String lastName) {
        return customers("LastName = '" + lastName.replace("'", "\\'") + "'");
    }

    @Override
    public List<DeskOrder> ordersOf(String customerNumber) {
        return orders("o.customer_number = ?", customerNumber);
    }

    @Override
    public Optional<DeskOrder> order(String orderId) {
        return orders("o.order_id = ?", orderId).stream().findFirst();
    }

    @Override
    public void cancelOrder(String orderId, CancelReason reason, String expectedStatus) {
        String sql = "update orders set status = 'cancelled', cancel_reason = ?, cancelled_at = now()"
                + " where order_id = ? and status = ?";
        try (Connection connection = systems.database().connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, reason.words());
            statement.setString(2, orderId);
            statement.setString(3, expectedStatus);
            if (statement.executeUpdate() == 0) {
                throw new DeskRefusedException("the order's status is no longer " + expectedStatus);
            }
        } catch (SQLException e) {
            throw new DeskUnavailableException("the database failed", e);
        }
    }

    @Override
    public void comment(String ticketId, String text) {
        ObjectNode ticket = object();
        ticket.putObject("comment").put("body", text).put("public", false);
        update(ticketId, ticket);
    }

    @Override
    public void logActivity(@Nullable String customerId, String ticketId, String text) {
        ObjectNode task = object();
        task.put("Subject", "Ticket " + ticketId).put("Status", "Completed").put("Description", text);
        if (customerId != null) {
            task.put("WhoId", customerId);
        }
        crm.call("POST", DATA + "/sobjects/Task", task);
    }

    @Override
    public void updateEmail(String customerId, String newEmail) {
        crm.call("PATCH", DATA + "/sobjects/Contact/" + customerId, object().put("Email", newEmail));
    }

    @Override
    public void escalate(String ticketId, String reason) {
        update(ticketId, object().put("group_id", escalations));
    }

    @Override
    public void resolve(String ticketId) {
        update(ticketId, object().put("status", "solved"));
    }

    private void update(String ticketId, ObjectNode ticket) {
        ObjectNode body = object();
        body.set("ticket", ticket);
        ticketing.call("PUT", "/api/v2/tickets/" + ticketId + ".json", body);
    }

    private List<CustomerRow> customers(String condition) {
        String soql = "SELECT Id, FirstName, LastName, Email, MailingPostalCode, CustomerNumber__c FROM Contact WHERE "
                + condition;
        List<CustomerRow> rows = new ArrayList<>();
        for (JsonNode row :
                crm.call("GET", DATA + "/query?q=" + encoded(soql), null).path("records")) {
            rows.add(new CustomerRow(
                    row.path("Id").asString(),
                    row.path("CustomerNumber__c").asString(null),
                    row.path("FirstName").asString(null),
                    row.path("LastName").asString(null),
                    row.path("Email").asString(null),
                    row.path("MailingPostalCode").asString(null),
                    false));
        }
        return rows;
    }

    private List<DeskOrder> orders(String condition, String value) {
        String sql = "select o.order_id, o.customer_number, o.status, i.name, i.options from orders o"
                + " join order_items i on i.order_id = o.order_id where " + condition
                + " order by o.order_id, i.position";
        Map<String, DeskOrder> found = new LinkedHashMap<>();
        try (Connection connection = systems.database().connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    OrderedItem item = new OrderedItem(rows.getString(4), RetailDatabase.options(rows.getString(5)));
                    DeskOrder order =
                            new DeskOrder(rows.getString(1), rows.getString(2), rows.getString(3), List.of(item));
                    found.merge(order.id(), order, SallyportDesk::joined);
                }
            }
        } catch (SQLException e) {
            throw new DeskUnavailableException("the database failed", e);
        }
        return List.copyOf(found.values());
    }

    private String crmToken(OkHttpClient client) throws IOException {
        FormBody form = new FormBody.Builder()
                .add("grant_type", "client_credentials")
                .add("client_id", systems.crm().clientId())
                .add("client_secret", systems.crm().clientSecret())
                .build();
        Request request = new Request.Builder()
                .url(systems.crm().url() + "/services/oauth2/token")
                .post(form)
                .build();
        try (Response response = client.newCall(request).execute()) {
            return PlainHttp.json(response).path("access_token").asString("");
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
