package dev.sallyport.pipeline;

import dev.sallyport.pacing.Permit;
import dev.sallyport.pacing.Reservation;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/** One call in a {@link Line}; everything but the deadline is guarded by the line's lock. */
final class Waiter {
    final Instant deadline;
    final Condition turn;

    @Nullable
    Permit permit;

    Reservation.@Nullable Wait refusal;

    Waiter(Instant deadline, Condition turn) {
        this.deadline = deadline;
        this.turn = turn;
    }

    boolean isOver() {
        return permit != null || refusal != null;
    }
}
