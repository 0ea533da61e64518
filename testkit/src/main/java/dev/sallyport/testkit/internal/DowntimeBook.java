package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.fault.Downtime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Knows for each arriving request whether the system is down just now. */
final class DowntimeBook {
    private List<Downtime> plan;
    private final Agenda agenda;
    private final AtomicReference<@Nullable Door> door = new AtomicReference<>();
    private List<Stretch> stretches = List.of();
    private @Nullable Instant first;
    private long arrivals;
    private long turnedAway;

    DowntimeBook(List<Downtime> plan, Agenda agenda) {
        this.plan = plan;
        this.agenda = agenda;
        reset();
    }

    private enum Phase {
        AHEAD,
        PLANNED,
        DOWN,
        OVER
    }

    private static final class Stretch {
        private final Downtime downtime;
        private Phase phase = Phase.AHEAD;
        private @Nullable Instant began;
        private long turnedAway;

        private Stretch(Downtime downtime) {
            this.downtime = downtime;
        }
    }

    void attach(Door opened) {
        door.set(opened);
    }

    /** The downtime that turns this request away; null if the system is up. */
    synchronized @Nullable Downtime check(Instant now) {
        if (stretches.isEmpty()) {
            return null;
        }
        arrivals++;
        Instant origin = first == null ? now : first;
        first = origin;
        Downtime down = null;
        for (Stretch stretch : stretches) {
            boolean covers = stretch.downtime.refuses() ? refuses(stretch) : answers(stretch, origin, now);
            if (covers && down == null) {
                down = stretch.downtime;
            }
        }
        turnedAway += down == null ? 0 : 1;
        return down;
    }

    private boolean answers(Stretch stretch, Instant origin, Instant now) {
        if (stretch.phase == Phase.AHEAD && begun(stretch.downtime, origin, now)) {
            Duration offset = stretch.downtime.startsAfter();
            stretch.phase = Phase.DOWN;
            stretch.began = offset == null ? now : origin.plus(offset);
        }
        if (stretch.phase == Phase.DOWN && ended(stretch, now)) {
            stretch.phase = Phase.OVER;
        }
        if (stretch.phase != Phase.DOWN) {
            return false;
        }
        stretch.turnedAway++;
        return true;
    }

    private boolean begun(Downtime downtime, Instant origin, Instant now) {
        Duration offset = downtime.startsAfter();
        return offset == null ? arrivals > downtime.startsAfterRequests() : !now.isBefore(origin.plus(offset));
    }

    private static boolean ended(Stretch stretch, Instant now) {
        Duration length = stretch.downtime.length();
        Instant began = stretch.began;
        return (length == null || began == null)
                ? stretch.turnedAway >= stretch.downtime.lengthInRequests()
                : !now.isBefore(began.plus(length));
    }

    private boolean refuses(Stretch stretch) {
        Duration offset = stretch.downtime.startsAfter();
        if (stretch.phase == Phase.AHEAD && offset != null && !offset.isZero()) {
            stretch.phase = Phase.PLANNED;
            agenda.later(offset, "downtime", () -> shut(stretch));
        } else if (stretch.phase == Phase.AHEAD
                && (offset != null || arrivals > stretch.downtime.startsAfterRequests())) {
            shut(stretch);
        }
        return stretch.phase == Phase.DOWN;
    }

    private synchronized void shut(Stretch stretch) {
        Door opened = door.get();
        Duration length = stretch.downtime.length();
        // What an earlier plan put on the agenda is none of this one's.
        if (opened != null && length != null && stretches.contains(stretch)) {
            stretch.phase = Phase.DOWN;
            opened.shut();
            agenda.later(length, "end of downtime", () -> reopen(stretch));
        }
    }

    private synchronized void reopen(Stretch stretch) {
        if (!stretches.contains(stretch)) {
            return;
        }
        stretch.phase = Phase.OVER;
        Door opened = door.get();
        if (opened != null && stretches.stream().noneMatch(other -> isShutBy(other))) {
            opened.reopen();
        }
    }

    private static boolean isShutBy(Stretch stretch) {
        return stretch.downtime.refuses() && stretch.phase == Phase.DOWN;
    }

    synchronized long turnedAway() {
        return turnedAway;
    }

    synchronized void plan(List<Downtime> changed) {
        plan = List.copyOf(changed);
        reset();
    }

    /** Back to the start; the agenda has been cleared before. */
    synchronized void reset() {
        Door opened = door.get();
        if (opened != null && stretches.stream().anyMatch(DowntimeBook::isShutBy)) {
            opened.reopen();
        }
        stretches = plan.stream().map(Stretch::new).toList();
        first = null;
        arrivals = 0;
        turnedAway = 0;
    }
}
