package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.internal.Hits;
import dev.sallyport.testkit.world.Customer;
import dev.sallyport.testkit.world.Population;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The companies of a population, each with the place of its first customer. */
final class AccountBase implements Base {
    private final SObjectType type;
    private final Population population;
    private final Movers movers;
    private final LongAdder visited = new LongAdder();

    AccountBase(SObjectType type, Population population, Movers movers) {
        this.type = type;
        this.population = population;
        this.movers = movers;
    }

    @Override
    public long size() {
        return population.companies();
    }

    @Override
    public long visited() {
        return visited.sum();
    }

    @Override
    public boolean deleted(long number) {
        return false;
    }

    @Override
    public LongStream mayBeDeleted() {
        return LongStream.empty();
    }

    @Override
    public Row row(long number) {
        visited.increment();
        long first = population.firstOf(number);
        Customer customer = population.customer(first);
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("Name", population.company(number));
        values.put("AccountNumber", accountNumber(number));
        values.put("Type", "Customer - Direct");
        values.put("BillingStreet", customer.address().line1());
        values.put("BillingCity", customer.address().city());
        values.put("BillingState", customer.address().state());
        values.put("BillingPostalCode", customer.address().zip());
        values.put("BillingCountry", customer.address().country());
        values.put("OwnerId", movers.clerk(population.owner(first)));
        values.put("CreatedDate", population.timeline().created(first));
        values.put("LastModifiedDate", population.timeline().created(first));
        return movers.row(type, movers.accountId(number), values);
    }

    private static String accountNumber(long number) {
        return "A-" + number;
    }

    @Override
    public @Nullable Hits between(Field field, Instant from, Instant until) {
        return switch (field.name()) {
            case "CreatedDate", "LastModifiedDate", "SystemModstamp" -> new Hits.Range(first(from), first(until));
            default -> null;
        };
    }

    private long first(Instant from) {
        return population.companyOf(population.timeline().firstCreated(from) + population.firstOf(1) - 1);
    }

    @Override
    public @Nullable Hits equal(Field field, Object value) {
        return switch (field.name()) {
            case "Name" -> {
                OptionalLong named = population.companyNamed(value.toString());
                yield named.isPresent() ? Hits.of(named.getAsLong()) : Hits.none();
            }
            case "OwnerId" -> {
                int clerk = movers.clerkNumber(value.toString());
                yield clerk < 0
                        ? Hits.none()
                        : Hits.where(
                                number -> population.owner(population.firstOf(number)) == clerk,
                                population.companies());
            }
            default -> field.indexed() ? Hits.none() : null;
        };
    }

    @Override
    public boolean exact(Field field) {
        return field.name().equals("OwnerId");
    }

    @Override
    public @Nullable Hits words(Set<String> words) {
        return null;
    }
}
