package dev.sallyport.examples.inventory;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.mess.MessyWorld;
import dev.sallyport.testkit.spi.FakeCoverage;
import dev.sallyport.testkit.spi.FakeProvider;
import java.util.List;
import java.util.Optional;

/** Makes the fake known by its name, {@code inventory}, to the standalone server and to JUnit. */
public final class InventoryFake implements FakeProvider {
    /** Sets up an empty one. */
    public static FakeServer.Builder fake() {
        return FakeServer.of(new InventoryPack());
    }

    @Override
    public String system() {
        return "inventory";
    }

    @Override
    public String title() {
        return "the REST API of inventory";
    }

    @Override
    public FakeCoverage coverage() {
        return new FakeCoverage(InventoryPack.COVERED, List.of());
    }

    @Override
    public FakeServer.Builder builder(Optional<MessyWorld> world) {
        return fake();
    }
}
