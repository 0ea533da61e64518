package dev.sallyport.examples.demo;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/**
 * Both columns, for people and for machines.
 *
 * @param seed the bad day's seed
 * @param tickets how many tickets there were
 * @param plain the client that teams write first
 * @param sallyport through Sallyport
 */
record Scoreboard(long seed, int tickets, Column plain, Column sallyport) {
    private static final Map<String, Function<Column, String>> ROWS = new LinkedHashMap<>();

    static {
        row("tickets handled", Column::handled);
        row("tickets escalated with a reason", Column::escalated);
        row("tickets failed in silence", Column::silent);
        ROWS.put("customers rightly identified", column -> String.valueOf(column.identified()));
        ROWS.put(
                "  of those clearly identifiable",
                column -> column.identifiedOfIdentifiable() + " of " + column.identifiable());
        row("customers wrongly identified", Column::wronglyIdentified);
        row("orders cancelled", Column::cancelled);
        row("writes lost", Column::lost);
        row("writes doubled", Column::doubled);
        row("writes forbidden", Column::forbidden);
        row("calls made", Column::calls);
        row("  refused by limits", Column::refused);
        row("  wasted", Column::wasted);
        ROWS.put("seconds", column -> String.format(Locale.ROOT, "%.1f", column.seconds()));
    }

    String table() {
        StringBuilder table = new StringBuilder();
        table.append(String.format("%-34s %12s %12s%n", tickets + " tickets, seed " + seed, "plain", "sallyport"));
        table.append("-".repeat(60)).append(System.lineSeparator());
        ROWS.forEach((name, value) ->
                table.append(String.format("%-34s %12s %12s%n", name, value.apply(plain), value.apply(sallyport))));
        return table.toString();
    }

    String json() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("plain", plain);
        columns.put("sallyport", sallyport);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("seed", seed);
        all.put("tickets", tickets);
        all.put("columns", columns);
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }

    private static void row(String name, Function<Column, Number> value) {
        ROWS.put(name, column -> value.apply(column).toString());
    }
}
