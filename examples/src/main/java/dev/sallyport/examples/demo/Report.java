package dev.sallyport.examples.demo;

import dev.sallyport.examples.desk.TicketResult;
import dev.sallyport.testkit.mess.Label;
import dev.sallyport.testkit.mess.MessyWorld;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happened, for a person: the table, each ticket of the run through Sallyport, and the defects that were planted. */
final class Report {
    private Report() {}

    static String of(Scoreboard board, String plan, List<TicketResult> results, MessyWorld messy) {
        StringBuilder text = new StringBuilder();
        text.append("# Sallyport demo, plan ")
                .append(plan)
                .append(", seed ")
                .append(board.seed())
                .append("\n\n");
        text.append("```text\n").append(board.table()).append("```\n\n## Tickets through Sallyport\n\n");
        text.append("| ticket | customer | orders | cancelled | handed to a person because |\n|---|---|---|---|---|\n");
        for (TicketResult result : results) {
            text.append("| ").append(result.ticketId());
            text.append(" | ").append(result.customerNumber() == null ? "–" : result.customerNumber());
            text.append(" | ").append(String.join(" ", result.orders()));
            text.append(" | ").append(String.join(" ", result.cancelled()));
            text.append(" | ").append(cell(result.escalation())).append(" |\n");
        }
        text.append("\n## Defects planted\n\n| defect | how often |\n|---|---|\n");
        counts(messy)
                .forEach((kind, count) -> text.append("| ")
                        .append(kind)
                        .append(" | ")
                        .append(count)
                        .append(" |\n"));
        return text.toString();
    }

    private static String cell(@Nullable String text) {
        return text == null ? "" : text.replaceAll("\\s+", " ").replace("|", "\\|");
    }

    private static Map<String, Long> counts(MessyWorld messy) {
        return messy.labels().stream()
                .map(Label::kind)
                .collect(Collectors.groupingBy(Enum::name, TreeMap::new, Collectors.counting()));
    }
}
