package dev.sallyport.jdbc;

import dev.sallyport.Ref;
import dev.sallyport.access.Scope;
import dev.sallyport.effect.Attribution;
import dev.sallyport.effect.Effect;
import dev.sallyport.effect.Strategy;
import dev.sallyport.jdbc.Need.Action;
import dev.sallyport.spi.ConnectorDescriptor;
import dev.sallyport.spi.Operation;
import dev.sallyport.spi.Read;
import dev.sallyport.spi.Reconciliation;
import dev.sallyport.spi.Sighting;
import dev.sallyport.spi.SystemReads;
import dev.sallyport.spi.Trace;
import dev.sallyport.spi.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** The operations of a database as data: one for each table and action, and one for the schema. */
final class Operations {
    static final String FAMILY = "database";
    static final Operation SCHEMA = Operation.read("schema.read", FAMILY + ":schema:read");
    private static final Operation LOOK = Operation.read("intents.look", FAMILY + ":" + IntentSql.TABLE + ":select");
    private final Transport transport;
    private final boolean keepsIntents;
    private final Duration latestCommit;

    Operations(Transport transport, boolean keepsIntents, Duration latestCommit) {
        this.transport = transport;
        this.keepsIntents = keepsIntents;
        this.latestCommit = latestCommit;
    }

    ConnectorDescriptor descriptor(Engine engine, Catalogue catalogue) {
        List<Operation> all = new ArrayList<>();
        all.add(SCHEMA);
        for (Catalogue.Entry entry : catalogue.entries()) {
            for (Action action : Action.values()) {
                all.add(of(new Need(entry.table().name(), action, true)));
            }
        }
        return new ConnectorDescriptor(engine.system(), FAMILY, engine.account(), List.of(), all);
    }

    /** What is done to a table, as an operation. */
    Operation of(Need need) {
        String action = need.action().name().toLowerCase(Locale.ROOT);
        boolean reads = need.action() == Action.SELECT;
        return new Operation(
                need.table() + "." + action,
                scope(need),
                reads ? Effect.READ : Effect.STATEMENT,
                List.of(),
                reads ? null : reconciliation(need.table()));
    }

    static Scope scope(Need need) {
        return new Scope(FAMILY, need.table(), need.action().name().toLowerCase(Locale.ROOT));
    }

    /** A second sending meets the stamp's key, so it may go even while absence is not proved. */
    private Reconciliation reconciliation(String table) {
        if (!keepsIntents) {
            return Reconciliation.none("the table " + IntentSql.TABLE + ", or the right to make it");
        }
        Strategy strategy = new Strategy(
                "intent-row",
                "the row of the intent in " + IntentSql.TABLE + ", committed in the same transaction",
                "the repeat's own row can be inserted, or there is none when the transaction must have ended",
                "the table " + IntentSql.TABLE + " is there or may be made",
                "none");
        return new Reconciliation(strategy, true, latestCommit, (trace, reads) -> look(table, trace, reads));
    }

    private Sighting look(String table, Trace trace, SystemReads reads) {
        OptionalLong affected = reads.read(Read.of(LOOK, null, transport.look(trace.stamp())));
        return affected.isPresent()
                ? new Sighting.Present(
                        new Written(new Ref(table, trace.stamp()), null, Attribution.OURS, affected.getAsLong()))
                : new Sighting.Absent();
    }
}
