package dev.sallyport.spi;

import dev.sallyport.access.Scope;
import dev.sallyport.effect.Effect;
import dev.sallyport.effect.Strategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of call, as data: everything that the pipeline must know of it. Immutable.
 *
 * @param name its name, such as {@code contacts.get}
 * @param scope what a grant must allow
 * @param effect what it does, as far as repeating it goes
 * @param charges what an attempt costs
 * @param reconciliation how a write whose reply was lost is found again; null for reads, and where nothing can tell
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

    /** How a write whose reply was lost is found again; null for a read and where nothing can tell. */
    public @Nullable Reconciliation found() {
        return reconciliation == null || reconciliation.strategy().isNone() ? null : reconciliation;
    }

    /** Whether its look-up compares what a record holds with what was wanted. */
    public boolean isReadBack() {
        return reconciliation != null && reconciliation.readsBack();
    }

    /** The strategy in force. */
    public Strategy strategy() {
        return reconciliation == null
                ? Strategy.none(effect.writes() ? "a way to recognise such a write" : "nothing: it is a read")
                : reconciliation.strategy();
    }

    /** The same operation, found again in this way. */
    public Operation reconciledBy(Reconciliation strategy) {
        return new Operation(name, scope, effect, charges, strategy);
    }
}
