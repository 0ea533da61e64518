package dev.sallyport.testkit.salesforce;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Salesforce works out by itself whenever a record is written. */
final class DerivedValues {
    private record Stage(int probability, String forecast, boolean closed, boolean won) {}

    private static final Map<String, Stage> STAGES = stageTable();

    private DerivedValues() {}

    static String[] stages() {
        return STAGES.keySet().toArray(String[]::new);
    }

    /** The derived values of a row that already holds what was written. */
    static Map<String, @Nullable Object> of(Row row, Map<String, ?> written, Store store, Instant now) {
        Map<String, @Nullable Object> derived = new LinkedHashMap<>();
        switch (row.type().name()) {
            case "Contact", "Lead", "User" -> derived.put("Name", personName(row));
            case "Task" -> {
                boolean closed = "Completed".equals(row.text("Status"));
                derived.put("IsClosed", closed);
                derived.put("IsHighPriority", "High".equals(row.text("Priority")));
                derived.put("AccountId", account(row, store));
                Object completed = row.get("CompletedDateTime");
                derived.put("CompletedDateTime", closed ? (completed == null ? now : completed) : null);
            }
            case "Event" -> derived.put("AccountId", account(row, store));
            case "Case" -> {
                boolean closed = "Closed".equals(row.text("Status"));
                derived.put("IsClosed", closed);
                Object since = row.get("ClosedDate");
                derived.put("ClosedDate", closed ? (since == null ? now : since) : null);
            }
            case "Opportunity" -> opportunity(row, written, derived);
            default -> {}
        }
        return derived;
    }

    private static void opportunity(Row row, Map<String, ?> written, Map<String, @Nullable Object> derived) {
        Stage stage =
                STAGES.getOrDefault(String.valueOf(row.text("StageName")), new Stage(0, "Pipeline", false, false));
        derived.put("IsClosed", stage.closed);
        derived.put("IsWon", stage.won);
        derived.put("ForecastCategory", stage.forecast);
        Object probability = row.get("Probability");
        if (probability == null || (written.containsKey("StageName") && !written.containsKey("Probability"))) {
            probability = (double) stage.probability;
            derived.put("Probability", probability);
        }
        Object amount = row.get("Amount");
        derived.put(
                "ExpectedRevenue",
                amount == null ? null : ((Number) amount).doubleValue() * ((Number) probability).doubleValue() / 100);
    }

    private static @Nullable String personName(Row row) {
        String name = Stream.of("FirstName", "LastName")
                .map(row::text)
                .filter(part -> part != null && !part.isEmpty())
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? null : name;
    }

    private static @Nullable String account(Row activity, Store store) {
        String what = activity.text("WhatId");
        if (what != null && what.startsWith("001")) {
            return what;
        }
        Row holder = what == null ? null : store.row(what);
        String who = activity.text("WhoId");
        Row person = who == null ? null : store.row(who);
        String account = holder == null ? null : holder.text("AccountId");
        return account == null && person != null ? person.text("AccountId") : account;
    }

    private static Map<String, Stage> stageTable() {
        Map<String, Stage> stages = new LinkedHashMap<>();
        stages.put("Prospecting", new Stage(10, "Pipeline", false, false));
        stages.put("Qualification", new Stage(10, "Pipeline", false, false));
        stages.put("Needs Analysis", new Stage(20, "Pipeline", false, false));
        stages.put("Value Proposition", new Stage(50, "Pipeline", false, false));
        stages.put("Proposal/Price Quote", new Stage(75, "Pipeline", false, false));
        stages.put("Negotiation/Review", new Stage(90, "Pipeline", false, false));
        stages.put("Closed Won", new Stage(100, "Closed", true, true));
        stages.put("Closed Lost", new Stage(0, "Omitted", true, false));
        return stages;
    }
}
