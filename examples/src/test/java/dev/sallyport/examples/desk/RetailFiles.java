package dev.sallyport.examples.desk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The retailer's files: its customers and orders as a desk, its tasks as tickets, and the answers, kept apart. */
final class RetailFiles {
    /** What the right answer to a task does. */
    record Answer(@Nullable String customerNumber, Map<String, String> cancellations, List<String> changedOrders) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode database;
    private final JsonNode tasks;
    private final MemoryDesk full;

    private RetailFiles(Path directory) {
        this.database = JSON.readTree(directory.resolve("db.json").toFile());
        this.tasks = JSON.readTree(directory.resolve("tasks.json").toFile());
        this.full = fill();
    }

    static Path directory() {
        String given = System.getProperty("sallyport.retail");
        return given == null ? Path.of("..", "..", "shared", "data", "retail") : Path.of(given);
    }

    static boolean arePresent() {
        return Files.isReadable(directory().resolve("db.json"))
                && Files.isReadable(directory().resolve("tasks.json"));
    }

    static RetailFiles read() {
        return new RetailFiles(directory());
    }

    List<DeskTicket> tickets() {
        List<DeskTicket> tickets = new ArrayList<>();
        for (JsonNode task : tasks) {
            JsonNode said = task.path("user_scenario").path("instructions");
            tickets.add(new DeskTicket(
                    task.path("id").asString(),
                    said.path("reason_for_call").asString() + "\n"
                            + said.path("known_info").asString()));
        }
        return tickets;
    }

    /** A fresh desk with all customers and orders and no ticket. */
    MemoryDesk desk() {
        MemoryDesk desk = new MemoryDesk();
        desk.customers.addAll(full.customers);
        desk.orders.putAll(full.orders);
        return desk;
    }

    private MemoryDesk fill() {
        MemoryDesk desk = new MemoryDesk();
        database.path("users").properties().forEach(entry -> {
            JsonNode user = entry.getValue();
            desk.customers.add(new CustomerRow(
                    "crm-" + entry.getKey(),
                    entry.getKey(),
                    user.path("name").path("first_name").asString(),
                    user.path("name").path("last_name").asString(),
                    user.path("email").asString(),
                    user.path("address").path("zip").asString(),
                    false));
        });
        database.path("orders").properties().forEach(entry -> {
            JsonNode order = entry.getValue();
            desk.orders.put(
                    entry.getKey(),
                    new DeskOrder(
                            entry.getKey(),
                            order.path("user_id").asString(),
                            order.path("status").asString(),
                            items(order)));
        });
        return desk;
    }

    private static List<OrderedItem> items(JsonNode order) {
        List<OrderedItem> items = new ArrayList<>();
        for (JsonNode item : order.path("items")) {
            Map<String, String> options = new HashMap<>();
            item.path("options")
                    .properties()
                    .forEach(option ->
                            options.put(option.getKey(), option.getValue().asString()));
            items.add(new OrderedItem(item.path("name").asString(), options));
        }
        return items;
    }

    Map<String, Answer> answers() {
        Map<String, Answer> answers = new LinkedHashMap<>();
        for (JsonNode task : tasks) {
            answers.put(
                    task.path("id").asString(),
                    answer(task.path("evaluation_criteria").path("actions")));
        }
        return answers;
    }

    private Answer answer(JsonNode actions) {
        String customer = null;
        Map<String, String> cancellations = new LinkedHashMap<>();
        List<String> changed = new ArrayList<>();
        for (JsonNode action : actions) {
            JsonNode arguments = action.path("arguments");
            String name = action.path("name").asString();
            String order = arguments.path("order_id").asString("");
            if (order.isEmpty()) {
                String said = arguments.path("user_id").asString("");
                String found = said.isEmpty() ? found(arguments) : said;
                customer = found == null ? customer : found;
                continue;
            }
            JsonNode known = database.path("orders").path(order);
            customer = known.isMissingNode() ? customer : known.path("user_id").asString();
            if (name.equals("cancel_pending_order")) {
                cancellations.put(order, arguments.path("reason").asString());
            }
            if (!name.startsWith("get_")) {
                changed.add(order);
            }
        }
        return new Answer(customer, cancellations, changed);
    }

    private @Nullable String found(JsonNode arguments) {
        for (Map.Entry<String, JsonNode> entry : database.path("users").properties()) {
            JsonNode user = entry.getValue();
            boolean byEmail =
                    user.path("email").asString().equals(arguments.path("email").asString(""));
            boolean byName = user.path("address")
                            .path("zip")
                            .asString()
                            .equals(arguments.path("zip").asString(""))
                    && user.path("name")
                            .path("first_name")
                            .asString()
                            .equals(arguments.path("first_name").asString(""))
                    && user.path("name")
                            .path("last_name")
                            .asString()
                            .equals(arguments.path("last_name").asString(""));
            if (byEmail || byName) {
                return entry.getKey();
            }
        }
        return null;
    }
}
