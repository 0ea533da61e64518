package dev.sallyport.chaos.fleet;

import dev.sallyport.chaos.meter.Meter;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.error.ConnectorException;
import dev.sallyport.pacing.Limit;
import dev.sallyport.pacing.QuotaStore;
import java.net.URI;
import java.time.Duration;

/** Sallyport, with its quotas in a store that the processes share. */
final class GuardedCaller implements Caller {
    private final Meter meter;
    private final QuotaStore store;

    private GuardedCaller(Meter meter, QuotaStore store) {
        this.meter = meter;
        this.store = store;
    }

    static Caller of(String url, Limit limit, QuotaStore store) {
        Safeguards safeguards = Safeguards.builder()
                .quotas(store)
                .keptForPeople(0)
                .deadline(Duration.ofMinutes(2))
                .build();
        return new GuardedCaller(Meter.connect(URI.create(url), limit, safeguards), store);
    }

    @Override
    public void call(String id) throws InterruptedException {
        try {
            meter.call(id);
        } catch (ConnectorException refused) {
            Thread.sleep(50);
        }
    }

    @Override
    public void close() {
        meter.close();
        store.close();
    }
}
