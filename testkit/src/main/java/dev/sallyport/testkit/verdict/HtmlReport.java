package dev.sallyport.testkit.verdict;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** A verdict as one page that needs nothing else, no script either. */
final class HtmlReport {
    private static final List<Result> ORDER = List.of(Result.FAIL, Result.PASS, Result.INCONCLUSIVE);

    /** Longer evidence waits until it is asked for. */
    private static final int SHORT = 6;

    private final Verdict verdict;
    private final StringBuilder html = new StringBuilder();

    private HtmlReport(Verdict verdict) {
        this.verdict = verdict;
    }

    static String of(Verdict verdict) {
        return new HtmlReport(verdict).page();
    }

    private String page() {
        String title = verdict.passed()
                ? "Verdict: no rule broken"
                : "Verdict: " + Words.count(verdict.rulings(Result.FAIL).size(), "rule") + " broken";
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<meta name=\"color-scheme\" content=\"light dark\"><title>")
                .append(title)
                .append("</title><style>")
                .append(style())
                .append("</style></head><body><main><header><h1 class=\"")
                .append(verdict.passed() ? "good" : "bad")
                .append("\">")
                .append(title)
                .append("</h1><ul class=\"counts\">");
        for (Result result : ORDER) {
            html.append("<li class=\"").append(look(result)).append("\"><b>");
            html.append(verdict.rulings(result).size())
                    .append("</b> ")
                    .append(word(result))
                    .append("</li>");
        }
        html.append("</ul>");
        glance();
        html.append("</header>");
        timelines();
        ORDER.forEach(this::section);
        return html.append("</main></body></html>\n").toString();
    }

    /** The broken rules by name, so that the top of the page already says what is wrong. */
    private void glance() {
        List<Ruling> broken = verdict.rulings(Result.FAIL);
        if (!broken.isEmpty()) {
            html.append("<ul class=\"glance\">");
            for (Ruling ruling : broken) {
                html.append("<li><code>")
                        .append(ruling.rule().id())
                        .append("</code> ")
                        .append(Markup.escape(ruling.reason()))
                        .append("</li>");
            }
            html.append("</ul>");
        }
    }

    private void timelines() {
        html.append("<section aria-labelledby=\"time\"><h2 id=\"time\">What the systems saw</h2>");
        Spell spell = Spell.of(verdict.chronicles());
        for (Chronicle chronicle : verdict.chronicles()) {
            Set<Long> evidence = verdict.rulings(Result.FAIL).stream()
                    .flatMap(ruling -> ruling.evidence().stream())
                    .filter(one -> one.system().equals(chronicle.system()))
                    .map(Evidence::entry)
                    .collect(Collectors.toSet());
            html.append("<figure><figcaption><b>")
                    .append(Markup.escape(chronicle.system()))
                    .append("</b> ")
                    .append(Timeline.summary(chronicle))
                    .append(", ")
                    .append(chronicle.effects())
                    .append(" effects committed");
            if (chronicle.dropped() > 0) {
                html.append("; ").append(chronicle.dropped()).append(" older requests are not shown");
            }
            if (!chronicle.faultsNeverMet().isEmpty()) {
                html.append("; asked for and never met: ")
                        .append(Markup.escape(String.join(", ", chronicle.faultsNeverMet())));
            }
            html.append("</figcaption>")
                    .append(Timeline.of(chronicle, spell, evidence))
                    .append("</figure>");
        }
        if (!spell.from().equals(Instant.EPOCH)) {
            html.append("<p class=\"from\">Times count from ")
                    .append(spell.from())
                    .append(".</p>");
        }
        html.append("</section>");
    }

    private void section(Result result) {
        List<Ruling> rulings = verdict.rulings(result);
        if (rulings.isEmpty()) {
            return;
        }
        String id = look(result);
        html.append("<section aria-labelledby=\"")
                .append(id)
                .append("\"><h2 id=\"")
                .append(id)
                .append("\">")
                .append(word(result).substring(0, 1).toUpperCase(Locale.ROOT))
                .append(word(result).substring(1))
                .append("</h2>");
        rulings.forEach(this::ruling);
        html.append("</section>");
    }

    private void ruling(Ruling ruling) {
        Rule rule = ruling.rule();
        html.append("<article class=\"").append(look(ruling.result())).append("\"><h3><code>");
        html.append(rule.id())
                .append("</code> ")
                .append(Markup.escape(rule.name().replace('-', ' ')));
        html.append(" <span class=\"severity\">")
                .append(rule.severity().name().toLowerCase(Locale.ROOT))
                .append("</span></h3><p>")
                .append(Markup.escape(ruling.reason()))
                .append(".</p>");
        if (ruling.result() == Result.FAIL) {
            html.append("<p class=\"advice\">")
                    .append(Markup.escape(rule.advice()))
                    .append("</p>");
            evidence(ruling);
        }
        html.append("</article>");
    }

    private void evidence(Ruling ruling) {
        if (ruling.evidence().isEmpty()) {
            return;
        }
        html.append(ruling.evidence().size() <= SHORT ? "<details open>" : "<details>")
                .append("<summary>Evidence: ")
                .append(Words.count(ruling.found(), "request"));
        if (ruling.found() > ruling.evidence().size()) {
            html.append(", the first ").append(ruling.evidence().size());
        }
        html.append("</summary><div class=\"wide\"><table><thead><tr>");
        for (String column : List.of("System", "Request", "Arrived", "Operation", "Answer", "What it shows")) {
            html.append("<th scope=\"col\">").append(column).append("</th>");
        }
        html.append("</tr></thead><tbody>");
        for (Evidence one : ruling.evidence()) {
            html.append("<tr>");
            cell(one.system());
            cell("#" + one.entry());
            cell(one.at().toString().replace('T', ' '));
            cell(one.method() + " " + one.operation());
            cell(one.status() == 0 ? "cut" : Integer.toString(one.status()));
            cell(one.note());
            html.append("</tr>");
        }
        html.append("</tbody></table></div></details>");
    }

    private void cell(String text) {
        html.append("<td>").append(Markup.escape(text)).append("</td>");
    }

    private static String look(Result result) {
        return result.name().toLowerCase(Locale.ROOT);
    }

    private static String word(Result result) {
        return switch (result) {
            case FAIL -> "broken";
            case PASS -> "kept";
            case INCONCLUSIVE -> "not put to the test";
        };
    }

    private static String style() {
        try (InputStream style = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(Objects.requireNonNull(style, "report.css").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the report's style cannot be read", unreadable);
        }
    }
}
