package dev.sallyport.spi;

import dev.sallyport.effect.Strategy;
import dev.sallyport.pacing.Limit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A connector as data: its name, whose account it is, its operations and the limits that they draw on.
 *
 * @param system the system's name, such as {@code salesforce}
 * @param family the first part of its scopes, such as {@code crm}
 * @param account what tells this account from others of the same system; no secret
 * @param user what tells the vendor's user, as whom the connection acts, from others of the account; no secret
 * @param limits the limits
 * @param operations everything it can do
 */
public record ConnectorDescriptor(
        String system, String family, String account, String user, List<Limit> limits, List<Operation> operations) {
    /** A connector that has no limit for each user. */
    public ConnectorDescriptor(
            String system, String family, String account, List<Limit> limits, List<Operation> operations) {
        this(system, family, account, "", limits, operations);
    }

    public ConnectorDescriptor {
        limits = List.copyOf(limits);
        operations = List.copyOf(operations);
        Map<String, Limit> byName = limits.stream().collect(Collectors.toMap(Limit::name, Function.identity()));
        for (Operation operation : operations) {
            for (Charge charge : operation.charges()) {
                check(operation, charge, byName.get(charge.limit()));
            }
        }
    }

    private static void check(Operation operation, Charge charge, @Nullable Limit limit) {
        if (limit == null) {
            throw new IllegalArgumentException(operation.name() + " draws on the undeclared limit " + charge.limit());
        }
        if (charge.units() > limit.capacity()) {
            throw new IllegalArgumentException(operation.name() + " costs " + charge.units() + " units of the limit "
                    + charge.limit() + ", which holds " + limit.capacity());
        }
    }

    /** For each operation that writes, how it is found out what became of it when its reply is lost; by name. */
    public Map<String, Strategy> strategies() {
        Map<String, Strategy> strategies = new TreeMap<>();
        for (Operation operation : operations) {
            if (operation.effect().writes()) {
                strategies.put(operation.name(), operation.strategy());
            }
        }
        return strategies;
    }

    /** The system and the account, by which quotas, circuit and intents are kept apart. */
    public String tenant() {
        return system + "/" + account;
    }
}
