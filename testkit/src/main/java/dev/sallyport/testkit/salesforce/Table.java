package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.internal.Hits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The records of one object in the order of their ids, with a hash index for each field that people look up by. Those that
 * were there from the start may stand in a {@link Base}, which makes them when they are looked at; only what was written
 * since is kept here.
 */
final class Table {
    private final SObjectType type;
    private final Map<String, Row> added = new LinkedHashMap<>();
    private final NavigableMap<Long, Row> touched = new TreeMap<>();
    private final Map<String, Map<String, Set<Row>>> indexes = new HashMap<>();
    private long lastNumber;
    private @Nullable Base base;

    Table(SObjectType type) {
        this.type = type;
        for (Field field : type.fields()) {
            if (field.indexed() && field.type() != FieldType.ID) {
                indexes.put(field.name(), new HashMap<>());
            }
        }
    }

    SObjectType type() {
        return type;
    }

    /** Puts records there that are made when they are looked at; only before any other. */
    void stand(Base records) {
        base = records;
        lastNumber = records.size();
    }

    @Nullable
    Base base() {
        return base;
    }

    private long baseSize() {
        return base == null ? 0 : base.size();
    }

    long nextNumber() {
        return ++lastNumber;
    }

    @Nullable
    Row row(String id) {
        Row row = writtenRow(id);
        if (row != null || base == null) {
            return row;
        }
        long number = Ids.number(id) - 1;
        return number >= 0 && number < base.size() ? base.row(number) : null;
    }

    /** A record that was written since the start; null if it was not. */
    @Nullable
    Row writtenRow(String id) {
        Row row = added.get(id);
        return row != null || touched.isEmpty() ? row : touched.get(Ids.number(id) - 1);
    }

    /** The record of the base with this number as it is now. */
    Row at(long number) {
        Row row = touched.get(number);
        if (row != null || base == null) {
            return Objects.requireNonNull(row, "no base");
        }
        return base.row(number);
    }

    boolean isTouched(long number) {
        return !touched.isEmpty() && touched.containsKey(number);
    }

    /** The numbers of the base's records that were written since, smallest first. */
    LongStream touched() {
        return touched.keySet().stream().mapToLong(Long::longValue);
    }

    /** All records in the order of their ids. */
    Stream<Row> all() {
        return Stream.concat(LongStream.range(0, baseSize()).mapToObj(this::at), added.values().stream());
    }

    /** Records among which all are that were changed from one moment up to, but without, the other. */
    Stream<Row> changed(Instant from, Instant until) {
        Field changed = type.field("SystemModstamp");
        Hits hits = base == null || changed == null ? null : base.between(changed, from, until);
        return hits == null ? all() : Stream.concat(untouched(hits), written().stream());
    }

    /** Those of the base that were not written since. */
    Stream<Row> untouched(Hits hits) {
        return StreamSupport.longStream(
                        Spliterators.spliteratorUnknownSize(hits.byNumber(), Spliterator.ORDERED), false)
                .filter(number -> !isTouched(number))
                .mapToObj(this::at);
    }

    /** Some of all records, so many being left out. */
    List<Row> page(long from, int atMost) {
        long until = Math.min(baseSize(), from + atMost);
        List<Row> page = new ArrayList<>();
        for (long number = from; number < until; number++) {
            page.add(at(number));
        }
        added.values().stream()
                .skip(Math.max(0, from - baseSize()))
                .limit(atMost - (long) page.size())
                .forEach(page::add);
        return page;
    }

    /** How many records there are, deleted ones too. */
    long size() {
        return baseSize() + added.size();
    }

    /** How many records are not deleted. */
    long live() {
        Base records = base;
        long live = Stream.concat(touched.values().stream(), added.values().stream())
                .filter(row -> !row.isDeleted())
                .count();
        if (records == null) {
            return live;
        }
        long gone = records.mayBeDeleted()
                .filter(number -> !isTouched(number) && records.deleted(number))
                .count();
        return live + records.size() - touched.size() - gone;
    }

    /** The records that were written since the start. */
    Collection<Row> written() {
        if (touched.isEmpty()) {
            return added.values();
        }
        List<Row> written = new ArrayList<>(touched.values());
        written.addAll(added.values());
        return written;
    }

    boolean hasIndex(String field) {
        return indexes.containsKey(field);
    }

    /** The rows, deleted ones too, that hold this value, whatever its case; only for fields with an index. */
    Collection<Row> lookUp(String field, Object value) {
        Collection<Row> written = writtenWith(field, value);
        Field known = type.field(field);
        Hits hits = base == null || known == null ? null : base.equal(known, value);
        if (hits == null || hits.most() == 0) {
            return written;
        }
        List<Row> rows = new ArrayList<>(untouched(hits)
                .filter(row -> indexKey(value).equals(indexKey(String.valueOf(row.text(field)))))
                .toList());
        rows.addAll(written);
        return rows;
    }

    /** As {@link #lookUp}, of those that were written since the start. */
    Collection<Row> writtenWith(String field, Object value) {
        Map<String, Set<Row>> index = indexes.getOrDefault(field, Map.of());
        return index.getOrDefault(indexKey(value), Set.of());
    }

    void add(Row row) {
        added.put(row.id(), row);
        indexes.forEach((field, index) -> enter(index, row.get(field), row));
    }

    void remove(Row row) {
        added.remove(row.id());
        indexes.forEach((field, index) -> leave(index, row.get(field), row));
    }

    /** Writes the values and answers with those that they replaced, null for unset ones. */
    Map<String, @Nullable Object> write(Row given, Map<String, @Nullable Object> changes) {
        Row row = kept(given);
        Map<String, @Nullable Object> before = new HashMap<>();
        changes.forEach((field, value) -> {
            Map<String, Set<Row>> index = indexes.get(field);
            if (index != null) {
                leave(index, row.get(field), row);
                enter(index, value, row);
            }
            before.put(field, row.set(field, value));
            if (row != given) {
                given.set(field, value);
            }
        });
        return before;
    }

    /** A record of the base is kept from its first write on. */
    private Row kept(Row row) {
        Row kept = writtenRow(row.id());
        if (kept != null || base == null || Ids.number(row.id()) > base.size()) {
            return kept == null ? row : kept;
        }
        touched.put(Ids.number(row.id()) - 1, row);
        indexes.forEach((field, index) -> enter(index, row.get(field), row));
        return row;
    }

    private static void enter(Map<String, Set<Row>> index, @Nullable Object value, Row row) {
        if (value != null) {
            index.computeIfAbsent(indexKey(value), absent -> new LinkedHashSet<>(2))
                    .add(row);
        }
    }

    private static void leave(Map<String, Set<Row>> index, @Nullable Object value, Row row) {
        if (value != null) {
            Set<Row> holders = index.get(indexKey(value));
            if (holders != null && holders.remove(row) && holders.isEmpty()) {
                index.remove(indexKey(value));
            }
        }
    }

    static String indexKey(Object value) {
        return value.toString().toLowerCase(Locale.ROOT);
    }
}
