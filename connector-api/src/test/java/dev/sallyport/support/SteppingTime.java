package dev.sallyport.support;

import dev.sallyport.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that steps on when somebody sleeps, so that nobody really does. */
public final class SteppingTime implements TimeSource {
    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    @Override
    public Instant now() {
        return now.get();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        step(duration);
    }

    public void step(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    public Duration passed() {
        return Duration.between(START, now.get());
    }
}
