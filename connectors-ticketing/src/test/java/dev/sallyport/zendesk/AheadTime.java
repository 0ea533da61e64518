package dev.sallyport.zendesk;

import dev.sallyport.time.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** The machine's clock, put ahead by as much as a test likes. */
final class AheadTime implements TimeSource {
    private final TimeSource machine = TimeSource.system();
    private volatile Duration ahead = Duration.ZERO;

    void ahead(Duration more) {
        ahead = ahead.plus(more);
    }

    @Override
    public Instant now() {
        return machine.now().plus(ahead);
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        machine.sleep(duration);
    }
}
