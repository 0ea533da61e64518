package dev.sallyport.chaos.writes;

import dev.sallyport.connect.Connector;
import dev.sallyport.connect.Recovery;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.testkit.Effect;
import dev.sallyport.testkit.FakeServer;
import dev.sallyport.testkit.fault.FaultPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A fake system, what is written there and what people change there meanwhile.
 *
 * @param <I> how the fake knows a record
 */
abstract class FakeSite<I> implements Site {
    private final String name;
    private final FakeServer fake;
    private final Connector connector;
    private final Map<Integer, I> alive = new ConcurrentHashMap<>();

    FakeSite(String name, FakeServer fake, Connector connector) {
        this.name = name;
        this.fake = fake;
        this.connector = connector;
    }

    static Safeguards safeguards(Surroundings around) {
        return Safeguards.builder()
                .time(around.clock())
                .deadline(Surroundings.DEADLINE)
                .attemptTimeout(Surroundings.ATTEMPT)
                .seed(around.seed())
                .build();
    }

    /** Changes a record as a person does. */
    abstract void human(Random chance, I record);

    /** An effect in the words of the markers; several if it is several writes' at once, none if it goes with another. */
    abstract List<String> markers(Effect effect);

    /** A story's record, which people may change from now on. */
    final void appears(int number, I record) {
        alive.put(number, record);
    }

    /** Nobody changes it any more. */
    final void goes(int number) {
        alive.remove(number);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void human(Random chance) {
        List<I> records = new ArrayList<>(alive.values());
        if (!records.isEmpty()) {
            human(chance, records.get(chance.nextInt(records.size())));
        }
    }

    @Override
    public final List<String> truth() {
        return fake.truth().list().stream()
                .flatMap(effect -> markers(effect).stream())
                .toList();
    }

    @Override
    public final void calm() {
        fake.plan(FaultPlan.none());
        fake.awaitLateEffects(Duration.ofSeconds(60));
    }

    @Override
    public final Recovery recover() {
        return connector.recover();
    }

    @Override
    public final List<String> faultsNeverMet() {
        return Weather.neverMet(name, fake.faults());
    }

    @Override
    public final String faultsMet() {
        return fake.faults().total() + " of " + fake.journal().count() + " requests, "
                + fake.faults().downtimeRequests() + " in outages";
    }

    @Override
    public final void close() {
        connector.close();
        fake.close();
    }
}
