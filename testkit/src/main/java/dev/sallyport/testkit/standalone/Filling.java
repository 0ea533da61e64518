package dev.sallyport.testkit.standalone;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.FakeServerBuilder;
import dev.sallyport.testkit.mess.MessyPopulation;
import dev.sallyport.testkit.mess.MessyWorld;
import dev.sallyport.testkit.spi.FakeProvider;
import java.util.Optional;

/** What fakes are filled with. */
sealed interface Filling {
    /** Sets up a fake that is filled with it. */
    FakeServerBuilder<? extends FakeServer, ?> builder(FakeProvider provider);

    /** Empty systems. */
    record Nothing() implements Filling {
        @Override
        public FakeServerBuilder<? extends FakeServer, ?> builder(FakeProvider provider) {
            return provider.builder(Optional.empty());
        }
    }

    /** A world from files. */
    record Files(MessyWorld world) implements Filling {
        @Override
        public FakeServerBuilder<? extends FakeServer, ?> builder(FakeProvider provider) {
            return provider.builder(Optional.of(world));
        }
    }

    /** So many customers. */
    record Made(MessyPopulation population) implements Filling {
        @Override
        public FakeServerBuilder<? extends FakeServer, ?> builder(FakeProvider provider) {
            return provider.populated(population);
        }
    }
}
