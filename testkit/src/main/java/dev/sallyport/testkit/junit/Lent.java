package dev.sallyport.testkit.junit;

import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.database.FakeDatabase;
import dev.sallyport.testkit.fault.FaultPlan;
import dev.sallyport.testkit.mess.Mess;
import dev.sallyport.testkit.mess.MessyWorld;
import dev.sallyport.testkit.plan.Plans;
import dev.sallyport.testkit.spi.FakeProvider;
import dev.sallyport.testkit.world.World;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeSet;

/** A fake that a test has, whatever it is of. */
interface Lent {
    /** What a parameter of the fake's own type gets. */
    Object fake();

    String url();

    void reset();

    void close();

    /**
     * Starts one.
     *
     * @throws IllegalArgumentException if there is no such system
     */
    static Lent start(Setting setting) {
        return setting.system().equals(Setting.DATABASE)
                ? new LentDatabase(FakeDatabase.postgresql())
                : server(setting, Plans.find(setting.faults()));
    }

    private static LentServer server(Setting setting, FaultPlan plan) {
        FakeServer fake = provider(setting.system())
                .builder(world(setting))
                .seed(setting.seed())
                .faults(plan)
                .start();
        return new LentServer(fake, plan);
    }

    private static Optional<MessyWorld> world(Setting setting) {
        return setting.world() == 0
                ? Optional.empty()
                : Optional.of(Mess.none()
                        .apply(World.generator(setting.seed())
                                .customers(setting.world())
                                .requests((setting.world() - 1) / 3)
                                .build()));
    }

    private static FakeProvider provider(String system) {
        TreeSet<String> known = new TreeSet<>();
        for (FakeProvider provider : ServiceLoader.load(FakeProvider.class)) {
            if (provider.system().equals(system)) {
                return provider;
            }
            known.add(provider.system());
        }
        throw new IllegalArgumentException("no fake is called \"" + system + "\"; there are " + known);
    }

    /** A fake over HTTP. */
    record LentServer(FakeServer fake, FaultPlan plan) implements Lent {
        @Override
        public String url() {
            return fake.url();
        }

        @Override
        public void reset() {
            if (fake.plan() != plan) {
                fake.plan(plan);
            }
            fake.reset();
        }

        @Override
        public void close() {
            fake.close();
        }
    }

    /** A database behind its wire. */
    record LentDatabase(FakeDatabase fake) implements Lent {
        @Override
        public String url() {
            return fake.url();
        }

        @Override
        public void reset() {
            fake.reset();
        }

        @Override
        public void close() {
            fake.close();
        }
    }
}
