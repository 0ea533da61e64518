package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.FakeServerBuilder;
import dev.sallyport.testkit.mess.MessyPopulation;
import dev.sallyport.testkit.mess.MessyWorld;
import dev.sallyport.testkit.spi.FakeCoverage;
import dev.sallyport.testkit.spi.FakeProvider;
import java.util.Optional;

/** Makes {@link FakeSalesforce} known as {@code salesforce}. Thread-safe. */
public final class SalesforceProvider implements FakeProvider {
    /** For {@code ServiceLoader}. */
    public SalesforceProvider() {}

    @Override
    public String system() {
        return "salesforce";
    }

    @Override
    public String title() {
        return "one Salesforce org";
    }

    @Override
    public FakeCoverage coverage() {
        Coverage coverage = FakeSalesforce.coverage();
        return new FakeCoverage(coverage.faked(), coverage.notFaked());
    }

    @Override
    public FakeServerBuilder<? extends FakeServer, ?> builder(Optional<MessyWorld> world) {
        FakeSalesforce.Builder builder = FakeSalesforce.builder();
        return world.map(builder::world).orElse(builder);
    }

    @Override
    public FakeServerBuilder<? extends FakeServer, ?> populated(MessyPopulation population) {
        return FakeSalesforce.builder().world(population);
    }
}
