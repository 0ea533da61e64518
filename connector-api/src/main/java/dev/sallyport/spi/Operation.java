package dev.sallyport.spi;

import dev.sallyport.access.Scope;
import dev.sallyport.effect.Effect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of call, as data: everything that the pipeline must know of it. Immutable.
 *
 * @param name its name, such as {@code contacts.get}
 * @param scope what a grant must allow
 * @param effect what it does, as far as repeating it goes
 * @param charges what an attempt costs
 * @param reconciliation how a write whose reply was lost is found again; null for reads and where nothing can tell
 */
public record Operation(
        String name,
        Scope scope,
        Effect effect,
        List<Charge> charges,
        @Nullable Reconciliation reconciliation) {
    public Operation {
        charges = List.copyOf(charges);
    }

    /** An operation that changes nothing. */
    public static Operation read(String name, String scope, Charge... charges) {
        return new Operation(name, Scope.parse(scope), Effect.READ, List.of(charges), null);
    }

    /** An operation that changes something and cannot be found again: a lost reply ends as unknown. */
    public static Operation write(String name, String scope, Effect effect, Charge... charges) {
        return new Operation(name, Scope.parse(scope), effect, List.of(charges), null);
    }

    /** The same operation, found again in this way. */
    public Operation reconciledBy(Reconciliation strategy) {
        return new Operation(name, scope, effect, charges, strategy);
    }
}
