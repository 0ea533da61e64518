package dev.sallyport.testkit.verdict;

import dev.sallyport.testkit.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** One fake's requests over time as inline SVG: a lane for each kind of ending, so that nothing hangs on colour alone. */
final class Timeline {
    private static final int LEFT = 110;
    private static final int WIDTH = 880;
    private static final int COLUMNS = 176;
    private static final int GAP = 8;

    private final Chronicle chronicle;
    private final Spell spell;
    private final StringBuilder svg = new StringBuilder();
    private int top = 4;

    private Timeline(Chronicle chronicle, Spell spell) {
        this.chronicle = chronicle;
        this.spell = spell;
    }

    /** Draws a timeline; {@code evidence} are the numbers of the requests that broken rules rest on. */
    static String of(Chronicle chronicle, Spell spell, Set<Long> evidence) {
        return new Timeline(chronicle, spell).draw(evidence);
    }

    private String draw(Set<Long> evidence) {
        bars("answered", "ok", 46, entry -> !isRefused(entry) && !isFailed(entry));
        bars("refused", "refused", 28, Timeline::isRefused);
        bars("failed or cut", "failed", 28, Timeline::isFailed);
        stretches("told to wait", "wait", waits());
        stretches("down", "down", outages());
        marks(evidence);
        axis();
        return "<svg viewBox=\"0 0 " + (LEFT + WIDTH + 10) + " " + (top + 22)
                + "\" role=\"img\" aria-label=\"Timeline of " + Markup.escape(chronicle.system()) + ": "
                + summary(chronicle) + "\">" + svg + "</svg>";
    }

    static String summary(Chronicle chronicle) {
        List<JournalEntry> all = chronicle.requests();
        return Words.count(all.size(), "request") + ", "
                + all.stream().filter(Timeline::isRefused).count() + " refused, "
                + all.stream().filter(Timeline::isFailed).count() + " failed or cut, "
                + all.stream().filter(JournalEntry::downtime).count() + " during downtime";
    }

    private static boolean isRefused(JournalEntry entry) {
        return !isFailed(entry) && entry.status() >= 400;
    }

    private static boolean isFailed(JournalEntry entry) {
        return entry.status() == 0 || entry.status() >= 500;
    }

    private void bars(String name, String look, int height, Predicate<JournalEntry> kind) {
        if (chronicle.requests().stream().noneMatch(kind)) {
            return;
        }
        int[] counts = new int[COLUMNS];
        int most = 0;
        for (JournalEntry entry : chronicle.requests()) {
            if (kind.test(entry)) {
                int column = (int) Math.min(COLUMNS - 1, spell.share(entry.at()) * COLUMNS);
                most = Math.max(most, ++counts[column]);
            }
        }
        lane(name, height);
        for (int column = 0; column < COLUMNS; column++) {
            if (counts[column] > 0) {
                double bar = Math.max(3, (double) height * counts[column] / most);
                rectangle(
                        look,
                        LEFT + (double) column * WIDTH / COLUMNS,
                        top + height - bar,
                        4.2,
                        bar,
                        counts[column] + " " + name + " at " + spell.label((double) column / COLUMNS));
            }
        }
        top += height + GAP;
    }

    /** A stretch of time with a look of its own. */
    private record Stretch(Instant from, Instant to) {}

    private List<Stretch> waits() {
        List<Stretch> waits = new ArrayList<>();
        for (JournalEntry entry : chronicle.requests()) {
            Duration wait = entry.retryAfter();
            if (wait != null) {
                Duration shown = wait.compareTo(spell.length()) < 0 ? wait : spell.length();
                waits.add(new Stretch(entry.at(), entry.endedAt().plus(shown)));
            }
        }
        return waits;
    }

    /** From the first request turned away to the last one in a row. */
    private List<Stretch> outages() {
        List<Stretch> outages = new ArrayList<>();
        boolean down = false;
        for (JournalEntry entry : chronicle.requests()) {
            if (entry.downtime()) {
                Instant from = down ? outages.remove(outages.size() - 1).from() : entry.at();
                outages.add(new Stretch(from, entry.endedAt()));
            }
            down = entry.downtime();
        }
        return outages;
    }

    private void stretches(String name, String look, List<Stretch> stretches) {
        if (stretches.isEmpty()) {
            return;
        }
        lane(name, 12);
        double drawnTo = -1;
        for (Stretch stretch : stretches) {
            double start = LEFT + spell.share(stretch.from()) * WIDTH;
            double from = Math.max(drawnTo, start);
            double to = Math.max(start + 4, LEFT + spell.share(stretch.to()) * WIDTH);
            if (to > from) {
                String length = Words.of(Duration.between(stretch.from(), stretch.to()));
                rectangle(
                        look,
                        from,
                        top,
                        to - from,
                        12,
                        name + " for " + length + " from " + spell.label(spell.share(stretch.from())));
                drawnTo = to;
            }
        }
        top += 12 + GAP;
    }

    private void marks(Set<Long> evidence) {
        if (evidence.isEmpty()) {
            return;
        }
        lane("evidence", 12);
        double drawnTo = -1;
        for (JournalEntry entry : chronicle.requests()) {
            double x = LEFT + spell.share(entry.at()) * WIDTH;
            if (evidence.contains(entry.sequence()) && x >= drawnTo + 3) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<path class=\"evidence\" d=\"M%.1f %d l5 11 h-10 z\"><title>request %d</title></path>",
                        x,
                        top,
                        entry.sequence()));
                drawnTo = x;
            }
        }
        top += 12 + GAP;
    }

    private void lane(String name, int height) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" class=\"lane\">%s</text><line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" class=\"base\"/>",
                LEFT - 8,
                top + height - 2,
                name,
                LEFT,
                LEFT + WIDTH,
                top + height,
                top + height));
    }

    private void rectangle(String look, double x, double y, double width, double height, String title) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s</title></rect>",
                look,
                x,
                y,
                width,
                height,
                Markup.escape(title)));
    }

    private void axis() {
        for (int tick = 0; tick <= 4; tick++) {
            String anchor = tick == 0 ? "start" : tick == 4 ? "end" : "middle";
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" class=\"tick\" text-anchor=\"%s\">%s</text>",
                    LEFT + tick * WIDTH / 4.0,
                    top + 12,
                    anchor,
                    Markup.escape(spell.label(tick / 4.0))));
        }
    }
}
