package dev.sallyport.stores.quota;

import dev.sallyport.pacing.Draw;
import dev.sallyport.pacing.Permit;
import java.time.Instant;
import java.util.List;
import java.util.function.ObjLongConsumer;

/** A permit that is counted by this process and by the server. */
final class SharedPermit implements Permit {
    private final Permit own;
    private final Counts counts;
    private final List<Draw> draws;
    private final long[] units;
    private final Counts.Result taken;
    private final long asked;
    private boolean ended;

    /** A permit of those that were taken; {@code asked} is when this machine's ticks began to ask for them. */
    SharedPermit(Permit own, Counts counts, List<Draw> draws, Counts.Result taken, long asked) {
        this.own = own;
        this.counts = counts;
        this.draws = draws;
        this.units = draws.stream().mapToLong(Draw::units).toArray();
        this.taken = taken;
        this.asked = asked;
    }

    @Override
    public void cost(String limit, long all) {
        own.cost(limit, all);
        for (int i = 0; i < units.length && !ended; i++) {
            if (draws.get(i).limit().name().equals(limit)) {
                long more = Math.max(0, all) - units[i];
                units[i] += more;
                if (more != 0) {
                    counts.correct(draws.get(i), Untold.Shift.of(more, taken.at()));
                }
            }
        }
    }

    @Override
    public void used(Instant now) {
        own.used(now);
        long underWay = System.nanoTime() - asked;
        if (underWay > counts.spreadNanos()) {
            end((draw, all) -> counts.late(draw, new Untold.Shift(all, taken.at(), taken.at() + underWay)));
        } else {
            end((draw, all) -> {});
        }
    }

    @Override
    public void refund() {
        own.refund();
        end((draw, all) -> counts.correct(draw, Untold.Shift.of(-all, taken.at())));
    }

    private void end(ObjLongConsumer<Draw> news) {
        if (ended) {
            return;
        }
        ended = true;
        for (int i = 0; i < units.length; i++) {
            news.accept(draws.get(i), units[i]);
        }
        if (taken.lease() != null) {
            counts.release(draws, taken.lease());
        }
    }
}
