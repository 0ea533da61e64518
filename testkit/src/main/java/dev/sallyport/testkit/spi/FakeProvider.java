package dev.sallyport.testkit.spi;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.FakeServerBuilder;
import dev.sallyport.testkit.mess.MessyPopulation;
import dev.sallyport.testkit.mess.MessyWorld;
import java.util.Optional;

/**
 * Makes one system's fake known to the standalone server and to JUnit by its name. Listed in
 * {@code META-INF/services/dev.sallyport.testkit.spi.FakeProvider}; it needs a public constructor without parameters.
 */
public interface FakeProvider {
    /** The name by which it is asked for, such as {@code salesforce}: lower-case letters, digits and hyphens. */
    String system();

    /** What it is, in a few words. */
    String title();

    /** What of the vendor it answers, and what it does not. */
    FakeCoverage coverage();

    /**
     * Sets up a fake; seed, faults, port, address and clock are set by whoever asked.
     *
     * @param world what it is to be filled with; empty for an empty system
     */
    FakeServerBuilder<? extends FakeServer, ?> builder(Optional<MessyWorld> world);

    /**
     * Sets up a fake that is filled with a population of any size. What is not overridden takes it into memory, up to
     * 200,000 customers.
     */
    default FakeServerBuilder<? extends FakeServer, ?> populated(MessyPopulation population) {
        return builder(Optional.of(population.inMemory()));
    }
}
