package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.internal.Hits;
import dev.sallyport.testkit.internal.StrayChanges;
import dev.sallyport.testkit.mess.CustomerRow;
import dev.sallyport.testkit.mess.MessyPopulation;
import dev.sallyport.testkit.world.Population;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The contacts of a population. Nothing is kept for a contact; an index keeps those few whose value is not what the number
 * says, because of a defect, from the first time it is asked.
 */
final class ContactBase implements Base {
    private static final Set<String> SPOKEN_FOR = Set.of("AccountId", "OwnerId", "MasterRecordId");
    private static final int NAMES_IN_WORDS = 2;

    private final SObjectType type;
    private final MessyPopulation rows;
    private final Population population;
    private final Movers movers;
    private final WorldColumns columns;
    private final LongAdder visited = new LongAdder();
    private final Map<String, Map<String, long[]>> strays = new ConcurrentHashMap<>();
    private volatile @Nullable StrayChanges strayChanges;

    ContactBase(SObjectType type, MessyPopulation rows, Movers movers) {
        this.type = type;
        this.rows = rows;
        this.population = rows.population();
        this.movers = movers;
        this.columns = new WorldColumns(type);
    }

    @Override
    public long size() {
        return rows.size();
    }

    @Override
    public long visited() {
        return visited.sum();
    }

    @Override
    public boolean deleted(long number) {
        return rows.deleted(number);
    }

    @Override
    public LongStream mayBeDeleted() {
        return rows.mayBeDeleted();
    }

    @Override
    public Row row(long number) {
        visited.increment();
        CustomerRow customer = rows.row(number);
        Map<String, @Nullable Object> values = columns.values(customer);
        values.put("AccountId", movers.accountId(population.companyOf(number)));
        values.put("OwnerId", movers.clerk(population.owner(number)));
        if (customer.fields().containsKey(CustomerRow.MERGED_INTO)) {
            values.put("MasterRecordId", id(number - 1));
        }
        return movers.row(type, id(number), values);
    }

    static String id(long number) {
        return Ids.of("003", number + 1);
    }

    @Override
    public @Nullable Hits between(Field field, Instant from, Instant until) {
        return switch (field.name()) {
            case "CreatedDate" ->
                new Hits.Range(
                        population.timeline().firstCreated(from),
                        population.timeline().firstCreated(until));
            case "LastModifiedDate", "SystemModstamp" ->
                new Hits.Changes(population.timeline(), size(), from, until, strayChanges());
            default -> null;
        };
    }

    private StrayChanges strayChanges() {
        StrayChanges known = strayChanges;
        if (known == null) {
            Map<Long, Instant> times = new HashMap<>();
            rows.straysInPlace(Set.of(CustomerRow.LAST_MODIFIED_AT)).forEach(number -> {
                Instant changed = Instant.parse(String.valueOf(rows.row(number).text(CustomerRow.LAST_MODIFIED_AT)));
                if (!changed.equals(population.timeline().changed(number))) {
                    times.put(number, changed);
                }
            });
            known = new StrayChanges(times);
            strayChanges = known;
        }
        return known;
    }

    @Override
    public @Nullable Hits equal(Field field, Object value) {
        String text = value.toString();
        return switch (field.name()) {
            case "Email", Schema.CUSTOMER_NUMBER -> Hits.both(numbered(text), strays(field.name(), text));
            case "LastName" -> Hits.both(named(run -> population.withLastName(run, text)), strays("LastName", text));
            case "FirstName" -> Hits.both(named(run -> population.withFirstName(run, text)), strays("FirstName", text));
            case "Name" -> Hits.both(fullNamed(text), strays("Name", text));
            case "AccountId" -> {
                long account = Ids.number(text) - 1;
                boolean known = Ids.prefix(text).equals("001") && account >= 0 && account < population.companies();
                long first = known ? population.firstOf(account) : 0;
                yield new Hits.Range(first, known ? Math.min(size(), population.firstOf(account + 1)) : 0);
            }
            case "OwnerId" -> {
                int clerk = movers.clerkNumber(text);
                yield clerk < 0 ? Hits.none() : named(run -> population.ownedBy(run, clerk));
            }
            case "MasterRecordId" ->
                Hits.of(LongStream.of(Ids.number(text))
                        .filter(n -> n > 0 && n < size())
                        .toArray());
            default -> field.indexed() && !SPOKEN_FOR.contains(field.name()) ? Hits.none() : null;
        };
    }

    /** No defect is in what ties a contact to its account and its owner. */
    @Override
    public boolean exact(Field field) {
        return field.name().equals("AccountId") || field.name().equals("OwnerId");
    }

    /** Those whose number stands in the text, and those beside them, which may be copies. */
    private Hits numbered(String text) {
        OptionalLong number = population.numberIn(text);
        return number.isPresent() ? Hits.of(rows.mayHold(number.getAsLong()).toArray()) : Hits.none();
    }

    private Hits fullNamed(String name) {
        int space = name.indexOf(' ');
        if (space < 0) {
            return Hits.none();
        }
        String first = name.substring(0, space);
        String last = name.substring(space + 1);
        return Hits.common(
                named(run -> population.withLastName(run, last)), named(run -> population.withFirstName(run, first)));
    }

    private Hits named(LongFunction<long[]> inRun) {
        return new Hits.Dealt(inRun, size());
    }

    /** Rows whose value is not what the number says. */
    private Hits strays(String field, String value) {
        Map<String, long[]> index = strays.computeIfAbsent(field, this::strayIndex);
        return Hits.of(index.getOrDefault(Table.indexKey(value), new long[0]));
    }

    private Map<String, long[]> strayIndex(String field) {
        Map<String, List<Long>> found = new HashMap<>();
        for (PrimitiveIterator.OfLong all =
                        rows.strays(Set.copyOf(WorldColumns.behind(field))).iterator();
                all.hasNext(); ) {
            long number = all.nextLong();
            String value = columns.text(field, rows.row(number));
            if (value != null) {
                found.computeIfAbsent(Table.indexKey(value), absent -> new ArrayList<>(1))
                        .add(number);
            }
        }
        Map<String, long[]> index = new HashMap<>();
        found.forEach((value, numbers) ->
                index.put(value, numbers.stream().mapToLong(Long::longValue).toArray()));
        return index;
    }

    /**
     * Names help where one is asked for: who has it as first or last name, and whoever has a defect in what names stand in.
     * Of other words nobody knows where they stand.
     */
    @Override
    public @Nullable Hits words(Set<String> words) {
        List<String> names =
                words.stream().filter(Population::isName).limit(NAMES_IN_WORDS).toList();
        for (String word : words) {
            OptionalLong number = names.isEmpty() || Population.isZip(word)
                    ? OptionalLong.empty()
                    : population.numberIn("a_a_" + word);
            if (number.isPresent()) {
                return Hits.both(Hits.of(rows.mayHold(number.getAsLong()).toArray()), strayNames(names.get(0)));
            }
        }
        if (names.isEmpty()) {
            return null;
        }
        String name = names.get(0);
        return Hits.both(
                Hits.both(
                        named(run -> population.withLastName(run, name)),
                        named(run -> population.withFirstName(run, name))),
                strayNames(name));
    }

    private Hits strayNames(String name) {
        Hits hits = Hits.none();
        for (String field : List.of("FirstName", "LastName")) {
            hits = Hits.both(hits, strays(field, name));
        }
        return hits;
    }
}
