package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.FakeServerBuilder;
import dev.sallyport.testkit.mess.MessyPopulation;
import dev.sallyport.testkit.mess.MessyWorld;
import dev.sallyport.testkit.spi.FakeCoverage;
import dev.sallyport.testkit.spi.FakeProvider;
import java.util.List;
import java.util.Optional;

/** Makes {@link FakeZendesk} known as {@code zendesk}. Thread-safe. */
public final class ZendeskProvider implements FakeProvider {
    /** For {@code ServiceLoader}. */
    public ZendeskProvider() {}

    @Override
    public String system() {
        return "zendesk";
    }

    @Override
    public String title() {
        return "one Zendesk Support account";
    }

    @Override
    public FakeCoverage coverage() {
        return new FakeCoverage(FakeZendesk.coverage(), List.of());
    }

    @Override
    public FakeServerBuilder<? extends FakeServer, ?> builder(Optional<MessyWorld> world) {
        FakeZendesk.Builder builder = FakeZendesk.builder();
        return world.map(builder::world).orElse(builder);
    }

    @Override
    public FakeServerBuilder<? extends FakeServer, ?> populated(MessyPopulation population) {
        return FakeZendesk.builder().world(population);
    }
}
