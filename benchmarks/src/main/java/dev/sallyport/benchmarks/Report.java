package dev.sallyport.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What was measured, as a table and for machines. */
final class Report {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String ROW = "%-52s %14s %-10s %23s  %s%n";
    private final Machine machine;
    private final Map<String, Findings> findings;

    Report(Machine machine, Map<String, Findings> findings) {
        this.machine = machine;
        this.findings = findings;
    }

    String text() {
        StringBuilder text = new StringBuilder("Measured on " + machine + ".\n\n");
        if (machine.isBusy()) {
            text.append(String.format(
                    Locale.ROOT,
                    "The machine was busy with other things (load %.1f): trust the CPU figures, not the times.%n%n",
                    machine.load()));
        }
        text.append(String.format(Locale.ROOT, ROW, "figure", "median", "", "lowest to highest", "aim"));
        findings.values().forEach(one -> one.figures().forEach(figure -> text.append(row(figure))));
        findings.values().forEach(one -> append(text, one));
        return text.toString();
    }

    private static String row(Figure figure) {
        Aim aim = figure.aim();
        String verdict = aim == null ? "" : aim + (figure.isMissed() ? "  MISSED" : "  met");
        String spread = figure.low() == figure.high() ? "" : number(figure.low()) + " to " + number(figure.high());
        return String.format(Locale.ROOT, ROW, figure.name(), number(figure.value()), figure.unit(), spread, verdict)
                .replaceAll(" +(?=\\R)", "");
    }

    /** What the time goes into is told where an aim was missed. */
    private static void append(StringBuilder text, Findings one) {
        if (one.figures().stream().noneMatch(Figure::isMissed)) {
            return;
        }
        for (Profile profile : one.profiles()) {
            text.append("\nWhat the time of ").append(profile.title()).append(" goes into:\n");
            for (Profile.Part part : profile.parts()) {
                text.append(
                        String.format(Locale.ROOT, "  %-40s %10.1f %s%n", part.name(), part.amount(), profile.unit()));
            }
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 1_000 ? "%.3f" : "%,.0f", value);
    }

    String json() {
        List<Map<String, Object>> benchmarks = findings.entrySet().stream()
                .map(one -> Map.<String, Object>of(
                        "name", one.getKey(),
                        "figures", one.getValue().figures(),
                        "profiles", one.getValue().profiles()))
                .toList();
        return JSON.writeValueAsString(Map.of("machine", machine, "benchmarks", benchmarks));
    }
}
