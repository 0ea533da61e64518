package dev.sallyport.testkit.contract;

import dev.sallyport.effect.Intent;
import java.util.function.Supplier;

/** The methods of a facade: what the connector declares is exercised, everything else must be refused. */
final class Offered<C, F> {
    private final Exercises<C, F> all;

    Offered(Exercises<C, F> exercises) {
        all = exercises;
    }

    void get(String operation, Supplier<String> known, String missing, Exercises.ById<C> call) {
        if (all.offers(operation)) {
            all.get(operation, known, missing, call);
        } else {
            all.unsupported(operation, (connector, grant) -> call.get(connector, grant, known.get()));
        }
    }

    void read(String operation, Exercises.Plain<C> call) {
        if (all.offers(operation)) {
            all.read(operation, call);
        } else {
            all.unsupported(operation, call);
        }
    }

    void walk(String operation, Exercises.Paged<C> call, Exercises.More<F> more) {
        if (all.offers(operation)) {
            all.walk(operation, call, more);
        } else {
            all.unsupported(
                    operation,
                    (connector, grant) -> call.find(connector, grant, 5).first(1));
        }
    }

    void unsizedWalk(String operation, Exercises.Paged<C> call, Exercises.More<F> more) {
        if (all.offers(operation)) {
            all.unsizedWalk(operation, call, more);
        } else {
            all.unsupported(
                    operation,
                    (connector, grant) -> call.find(connector, grant, 5).first(1));
        }
    }

    void write(String operation, Exercises.Written<C> call) {
        if (all.offers(operation)) {
            all.write(operation, call);
        } else {
            all.unsupported(operation, (connector, grant) -> call.write(connector, grant, Intent.automatic()));
        }
    }

    /** A batch, where the single write is declared: under a name of its own, or under that of the single one. */
    void together(
            String single,
            String batch,
            Exercises.WrittenTogether<C> good,
            Exercises.WrittenTogether<C> partlyRefused) {
        String operation = all.offers(batch) ? batch : single;
        if (all.offers(operation)) {
            all.writeAll(operation, good);
            all.mixed(operation, partlyRefused);
        } else {
            all.unsupported(batch, (connector, grant) -> good.write(connector, grant, Intent.automatic()));
        }
    }
}
