package ${package};

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.mess.MessyWorld;
import dev.sallyport.testkit.spi.FakeCoverage;
import dev.sallyport.testkit.spi.FakeProvider;
import java.util.List;
import java.util.Optional;

/** Makes the fake known by its name, {@code ${system}}, to the standalone server and to JUnit. */
public final class ${System}Fake implements FakeProvider {
    /** Sets up an empty one. */
    public static FakeServer.Builder fake() {
        return FakeServer.of(new ${System}Pack());
    }

    @Override
    public String system() {
        return "${system}";
    }

    @Override
    public String title() {
        return "the REST API of ${system}";
    }

    @Override
    public FakeCoverage coverage() {
        return new FakeCoverage(${System}Pack.COVERED, List.of());
    }

    @Override
    public FakeServer.Builder builder(Optional<MessyWorld> world) {
        return fake();
    }
}
