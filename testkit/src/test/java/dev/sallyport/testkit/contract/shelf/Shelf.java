package dev.sallyport.testkit.contract.shelf;

import dev.sallyport.access.Grant;
import dev.sallyport.connect.Connection;
import dev.sallyport.connect.Connector;
import dev.sallyport.connect.Recovery;
import dev.sallyport.connect.Safeguards;
import dev.sallyport.effect.Effect;
import dev.sallyport.effect.Strategy;
import dev.sallyport.pacing.Limit;
import dev.sallyport.pipeline.Pipeline;
import dev.sallyport.spi.Charge;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.Executor;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Reconciliation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A connector to the store room; good without a mutant. */
public final class Shelf implements Connector {
    static final Operation TOKEN = Operation.read("session.token", "shelf:session:read");
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private final ConnectorDescriptor descriptor;
    private final Executor executor;
    private final ShelfHost host;
    private final Operations operations;

    /** Every operation as data. */
    record Operations(
            Operation look,
            Operation get,
            Operation find,
            Operation me,
            Operation create,
            Operation createAll,
            Operation update,
            Operation delete) {
        List<Operation> all() {
            return List.of(get, find, me, create, createAll, update, delete);
        }
    }

    private Shelf(ConnectorDescriptor descriptor, Executor executor, ShelfHost host, Operations operations) {
        this.descriptor = descriptor;
        this.executor = executor;
        this.host = host;
        this.operations = operations;
    }

    /** Connects; null for the good one. */
    public static Shelf connect(String url, Safeguards safeguards, @Nullable Mutant mutant) {
        List<Limit> limits = List.of(
                new Limit("requests", Limit.Kind.ROLLING, 50, Duration.ofSeconds(10), Limit.Per.ACCOUNT),
                new Limit("parallel", Limit.Kind.CONCURRENT, 4, Duration.ofMinutes(1), Limit.Per.ACCOUNT));
        ConnectorDescriptor asking = new ConnectorDescriptor("shelf", "shelf", url, limits, List.of());
        ShelfHost host = new ShelfHost(Connection.to(url), Pipeline.open(asking, safeguards), mutant);
        Operations operations = operations(host, mutant);
        List<Operation> declared = new ArrayList<>(operations.all());
        if (mutant == Mutant.DECLARES_WHAT_IT_CANNOT_DO) {
            declared.add(Operation.read("items.count", "shelf:item:read"));
        }
        if (mutant == Mutant.DOES_WHAT_IT_DOES_NOT_DECLARE) {
            declared.remove(operations.me());
        }
        if (mutant == Mutant.LEAVES_A_THREAD) {
            Thread thread = new Thread(Shelf::idle, "shelf-left");
            thread.setDaemon(true);
            thread.start();
        }
        ConnectorDescriptor descriptor = new ConnectorDescriptor("shelf", "shelf", url, limits, declared);
        return new Shelf(descriptor, Pipeline.open(descriptor, safeguards), host, operations);
    }

    private static void idle() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Operations operations(ShelfHost host, @Nullable Mutant mutant) {
        List<Charge> costs = new ArrayList<>();
        if (mutant != Mutant.DOES_NOT_DECLARE_A_LIMIT) {
            costs.add(new Charge("requests", 1));
        }
        if (mutant != Mutant.DOES_NOT_DECLARE_CONCURRENCY) {
            costs.add(new Charge("parallel", 1));
        }
        Charge[] cost = costs.toArray(Charge[]::new);
        Operation look = Operation.read("intent.look", "shelf:intent:read", cost);
        ShelfLookUps lookUps = new ShelfLookUps(host, look);
        boolean believing = mutant == Mutant.BELIEVES_ABSENCE_AT_ONCE;
        Reconciliation created = new Reconciliation(
                Strategy.named("stamp"), !believing, believing ? Duration.ZERO : LONGEST, lookUps::created);
        Reconciliation updated = new Reconciliation(Strategy.named("stamp"), true, LONGEST, lookUps::updated);
        Reconciliation deleted = new Reconciliation(Strategy.named("gone"), false, LONGEST, lookUps::deleted);
        String update = mutant == Mutant.DECLARES_THE_WRONG_SCOPE ? "shelf:item:read" : "shelf:item:update";
        Operation delete = mutant == Mutant.DECLARES_A_WRITE_AS_A_READ
                ? Operation.read("items.delete", "shelf:item:delete", cost)
                : Operation.write("items.delete", "shelf:item:delete", Effect.DELETE, cost)
                        .reconciledBy(deleted);
        return new Operations(
                look,
                Operation.read("items.get", "shelf:item:read", cost),
                Operation.read("items.find", "shelf:item:read", cost),
                Operation.read("users.me", "shelf:user:read", cost),
                Operation.write("items.create", "shelf:item:create", Effect.CREATE, cost)
                        .reconciledBy(created),
                Operation.write("items.createAll", "shelf:item:create", Effect.CREATE, cost)
                        .reconciledBy(created),
                Operation.write(
                                "items.update",
                                update,
                                Effect.SET,
                                mutant == Mutant.DOES_NOT_CHARGE_AN_OPERATION ? new Charge[0] : cost)
                        .reconciledBy(updated),
                delete);
    }

    /** The items, as far as a grant lets see them. */
    public ShelfItems under(Grant grant) {
        return new ShelfItems(executor, executor.bind(grant), host, operations);
    }

    @Override
    public String system() {
        return descriptor.system();
    }

    @Override
    public List<String> capabilities() {
        return descriptor.operations().stream().map(Operation::name).toList();
    }

    @Override
    public Map<String, Strategy> strategies() {
        return descriptor.strategies();
    }

    @Override
    public Recovery recover() {
        return executor.recover();
    }

    @Override
    public void close() {
        host.close();
    }

    @Override
    public String toString() {
        return host.is(Mutant.PRINTS_THE_SECRET) ? "Shelf[" + ShelfPack.SECRET + "]" : "Shelf";
    }
}
