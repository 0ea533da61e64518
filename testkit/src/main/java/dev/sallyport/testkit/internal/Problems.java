package dev.sallyport.testkit.internal;

import dev.sallyport.testkit.Problem;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What failed inside a fake, kept until somebody has looked. */
final class Problems {
    private static final int KEPT = 1_000;

    private final InstantSource clock;
    private final List<Problem> all = new ArrayList<>();
    private boolean seen = true;

    Problems(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void add(String where, Throwable cause) {
        seen = false;
        if (all.size() < KEPT) {
            all.add(new Problem(clock.instant(), where, cause));
        }
    }

    synchronized List<Problem> look() {
        seen = true;
        return List.copyOf(all);
    }

    synchronized void reset() {
        all.clear();
        seen = true;
    }

    synchronized void throwUnseen(String fake) {
        if (!seen) {
            IllegalStateException unseen = new IllegalStateException(
                    all.size() + " problem(s) inside the fake " + fake + "; first in "
                            + all.get(0).where(),
                    all.get(0).cause());
            all.stream().skip(1).limit(9).forEach(problem -> unseen.addSuppressed(problem.cause()));
            throw unseen;
        }
    }
}
