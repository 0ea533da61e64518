package dev.sallyport.testkit.zendesk;

import dev.sallyport.testkit.internal.Hits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows of one kind by id, as the wire shows them but for their {@code url}. Those that were there from the start may stand in
 * a {@link TableBase}, which makes them when they are looked at; a row of it is kept here from the first write on that might
 * change it.
 */
final class Table implements Shelved.Maker<ObjectNode> {
    /** How many rows of a base are looked at for one question that no index answers. */
    static final long MOST_WALKED = 20_000;

    private final String plural;
    private final NavigableMap<Place, ObjectNode> rows = new TreeMap<>();
    private final Map<Long, ObjectNode> retired = new HashMap<>();
    private final Set<Long> touched = new HashSet<>();
    private long lastId;
    private long hidden;
    private boolean writing;
    private @Nullable TableBase base;
    private @Nullable Sequence start;

    Table(String plural, long firstId) {
        this.plural = plural;
        this.lastId = firstId - 1;
    }

    /** Puts rows there that are made when they are looked at. */
    void stand(TableBase made) {
        base = made;
        start = made.byId();
        lastId = made.firstId() + made.size() - 1;
    }

    @Nullable
    TableBase base() {
        return base;
    }

    /** Whether whoever looks at a row may change it. */
    void writing(boolean now) {
        writing = now;
    }

    ObjectNode add(ObjectNode row, Instant now) {
        ObjectNode kept = Replies.object().put("id", ++lastId);
        kept.setAll(row);
        kept.put("created_at", Values.stamp(now)).put("updated_at", Values.stamp(now));
        rows.put(new Place(0, lastId), kept);
        return kept;
    }

    @Nullable
    ObjectNode find(long id) {
        ObjectNode row = rows.get(new Place(0, id));
        ObjectNode known = row == null ? retired.get(id) : row;
        if (known != null || !isOfBase(id)) {
            return known;
        }
        ObjectNode made = make(id);
        if (writing) {
            keep(id, made);
        }
        return made;
    }

    private void keep(long id, ObjectNode row) {
        boolean listed = base != null && base.listed(id - base.firstId());
        touch(id);
        if (listed) {
            rows.put(new Place(0, id), row);
        } else {
            retired.put(id, row);
        }
    }

    private boolean isOfBase(long id) {
        return base != null && id >= base.firstId() && id < base.firstId() + base.size() && !touched.contains(id);
    }

    private void touch(long id) {
        if (base != null && isOfBase(id)) {
            touched.add(id);
            hidden += base.listed(id - base.firstId()) ? 1 : 0;
        }
    }

    ObjectNode get(long id) {
        ObjectNode row = find(id);
        if (row == null) {
            throw new Refusal(Replies.notFound());
        }
        return row;
    }

    /** Takes a row out of the lists; it is still found by its id. */
    void retire(long id) {
        ObjectNode row = rows.remove(new Place(0, id));
        if (row != null) {
            retired.put(id, row);
        }
    }

    /** Rows that are out of the lists, by id. */
    Map<Long, ObjectNode> retired() {
        return retired;
    }

    void remove(long id) {
        touch(id);
        rows.remove(new Place(0, id));
    }

    NavigableMap<Place, ObjectNode> rows() {
        return start == null ? rows : new Shelved<>(start, this, rows);
    }

    /** Those written rows that are wanted, and the start's with them or not. */
    NavigableMap<Place, ObjectNode> rows(Predicate<ObjectNode> wanted, boolean withStart) {
        NavigableMap<Place, ObjectNode> kept = new TreeMap<>(rows);
        kept.values().removeIf(wanted.negate());
        return start == null || !withStart ? kept : new Shelved<>(start, this, kept);
    }

    /** All rows, for who looks at each of them; refused where those are too many. */
    NavigableMap<Place, ObjectNode> walked() {
        if (base != null && base.size() > MOST_WALKED) {
            throw new Refusal(Replies.timeout());
        }
        return rows();
    }

    /** All rows by the second of their last change, those that are out of the lists too. */
    NavigableMap<Place, ObjectNode> byChange() {
        NavigableMap<Place, ObjectNode> kept = new TreeMap<>();
        for (Collection<ObjectNode> some : List.of(rows.values(), retired.values())) {
            some.forEach(row -> kept.put(
                    new Place(
                            Instant.parse(row.path("updated_at").asString()).getEpochSecond(),
                            row.path("id").longValue()),
                    row));
        }
        return base == null ? kept : new Shelved<>(base.byChange(), this, kept);
    }

    /** How many of a span of the start's rows lists show as they were. */
    long untouched(Hits.Range span) {
        if (base == null) {
            return 0;
        }
        long first = base.firstId();
        long written = touched.stream()
                .map(id -> id - first)
                .filter(number -> number >= span.from() && number < span.until() && base.listed(number))
                .count();
        return span.most() - base.unlisted(span) - written;
    }

    /** The numbers of the start's rows that were written since. */
    LongStream touched() {
        return touched.stream().mapToLong(id -> id - (base == null ? 0 : base.firstId()));
    }

    /** The rows that were written since the start. */
    NavigableMap<Place, ObjectNode> kept() {
        return rows;
    }

    /** The rows of the lists that hold this value, whatever its case, by id. */
    List<ObjectNode> with(String field, String value) {
        List<ObjectNode> found = new ArrayList<>();
        if (base != null) {
            Hits hits = base.holding(field, value);
            PrimitiveIterator.OfLong numbers =
                    hits == null ? Bases.walked(base.size()).iterator() : hits.byNumber();
            while (numbers.hasNext()) {
                long number = numbers.nextLong();
                long id = base.firstId() + number;
                if (isOfBase(id) && base.listed(number) && holds(base.row(number), field, value)) {
                    found.add(get(id));
                }
            }
        }
        NavigableMap<Place, ObjectNode> all = new TreeMap<>();
        found.forEach(row -> all.put(new Place(0, row.path("id").longValue()), row));
        rows.forEach((place, row) -> {
            if (holds(row, field, value)) {
                all.put(place, row);
            }
        });
        return new ArrayList<>(all.values());
    }

    private static boolean holds(ObjectNode row, String field, String value) {
        return value.equalsIgnoreCase(Values.text(row.path(field)));
    }

    /** As {@link #with}, where a row points to an id. */
    List<ObjectNode> pointing(String field, long id) {
        return with(field, String.valueOf(id));
    }

    @Override
    public ObjectNode make(long id) {
        if (base == null) {
            throw new IllegalStateException("nothing stands here");
        }
        return base.row(id - base.firstId());
    }

    @Override
    public boolean written(long id) {
        return touched.contains(id);
    }

    @Override
    public long hidden() {
        return hidden;
    }

    ObjectNode render(Call call, JsonNode row) {
        ObjectNode shown = Replies.object()
                .put(
                        "url",
                        call.root() + "/api/v2/" + plural + "/" + row.path("id").asString() + ".json");
        row.properties().forEach(member -> shown.set(member.getKey(), member.getValue()));
        return shown;
    }
}
