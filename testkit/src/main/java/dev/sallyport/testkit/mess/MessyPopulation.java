package dev.sallyport.testkit.mess;

import dev.sallyport.testkit.world.Customer;
import dev.sallyport.testkit.world.Deal;
import dev.sallyport.testkit.world.Inquiry;
import dev.sallyport.testkit.world.Population;
import dev.sallyport.testkit.world.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A population as systems hold it: rows with defects in them, and a label for each. No row is stored: the row with a number
 * follows from plan, seed and number alone. There are as many rows as customers; a copy stands in the place of the customer
 * after the one it copies. Which rows a defect befalls is dealt evenly, so that they are found without a walk; a higher rate
 * keeps what a lower one planted. Labels are for a judge only. Immutable and thread-safe.
 */
public final class MessyPopulation {
    private static final List<DefectKind> COPIES =
            List.of(DefectKind.MERGED_RECORD, DefectKind.EXACT_DUPLICATE, DefectKind.NEAR_DUPLICATE);
    private static final String SECOND = "~2";
    private static final String INQUIRY = "inquiry-";

    private final Population population;
    private final Mess mess;
    private final FieldDefects defects;
    private final Map<DefectKind, Map<String, Deal>> deals = new EnumMap<>(DefectKind.class);

    MessyPopulation(Mess mess, Population population) {
        this.population = population;
        this.mess = mess;
        this.defects = new FieldDefects(mess);
        for (DefectKind kind : DefectKind.values()) {
            Map<String, Deal> byField = new LinkedHashMap<>();
            mess.rates(kind)
                    .keySet()
                    .forEach(field -> byField.put(field, new Deal(mess.seed(), kind.name() + "/" + field)));
            deals.put(kind, byField);
        }
    }

    private volatile long @Nullable [] deletedRows;

    private record Planted(CustomerRow row, List<Label> labels) {}

    /** The truth. */
    public Population population() {
        return population;
    }

    /** How many rows there are; their numbers begin with 0. */
    public long size() {
        return population.size();
    }

    /** The row with this number. */
    public CustomerRow row(long number) {
        return planted(number).row();
    }

    /** The defects of the row with this number, under its key. */
    public List<Label> labels(long number) {
        return planted(number).labels();
    }

    /** Every defect of every row and inquiry, made one after the other. */
    public Stream<Label> labels() {
        return LongStream.range(0, size())
                .boxed()
                .flatMap(number -> Stream.concat(labels(number).stream(), inquiryLabels(number).stream()));
    }

    /** The number of the row with this key; empty if there is none. */
    public OptionalLong numberOf(String key) {
        boolean second = key.endsWith(SECOND);
        OptionalLong number = population.numberOf(second ? key.substring(0, key.length() - 2) : key);
        if (number.isEmpty()) {
            return number;
        }
        long row = number.getAsLong() + (second ? 1 : 0);
        return row < size() && (copy(row) != null) == second ? OptionalLong.of(row) : OptionalLong.empty();
    }

    /** Whether the row is deleted, without making it. */
    public boolean deleted(long number) {
        DefectKind copy = copy(number);
        return copy == DefectKind.MERGED_RECORD
                || (copy != DefectKind.NEAR_DUPLICATE
                        && befalls(DefectKind.DELETED_RECORD, copy == null ? number : number - 1));
    }

    /** How many rows are deleted; counted when it is first asked. */
    public long deleted() {
        return deletedRows().length;
    }

    /** How many rows are deleted from one number up to, but without, the other. */
    public long deleted(long from, long until) {
        long[] all = deletedRows();
        return Math.max(0, below(all, until) - below(all, from));
    }

    private static int below(long[] sorted, long number) {
        int at = Arrays.binarySearch(sorted, number);
        return at < 0 ? -at - 1 : at;
    }

    private long[] deletedRows() {
        long[] known = deletedRows;
        if (known == null) {
            known = mayBeDeleted().filter(this::deleted).toArray();
            deletedRows = known;
        }
        return known;
    }

    /** The numbers of the rows that may be deleted, smallest first. */
    public LongStream mayBeDeleted() {
        return mess.rates(DefectKind.DELETED_RECORD).isEmpty()
                        && mess.rates(DefectKind.MERGED_RECORD).isEmpty()
                ? LongStream.empty()
                : runs().flatMap(run -> LongStream.concat(copiesIn(run), befallen(run, DefectKind.DELETED_RECORD))
                        .sorted()
                        .distinct());
    }

    /** The numbers of the rows whose value of a field may be another than the customer's with that number, smallest first. */
    public LongStream strays(Set<String> fields) {
        return runs().flatMap(run ->
                LongStream.concat(copiesIn(run), spoiltIn(run, fields)).sorted().distinct());
    }

    /** As {@link #strays}, without the copies: for fields that are a row's own even in a copy, such as its dates. */
    public LongStream straysInPlace(Set<String> fields) {
        return runs().flatMap(run -> spoiltIn(run, fields).sorted().distinct());
    }

    /** The numbers of the rows that may hold a customer's number or address, or a copy of it. */
    public LongStream mayHold(long customer) {
        return LongStream.rangeClosed(customer, Math.min(customer + 1, size() - 1));
    }

    private LongStream runs() {
        return LongStream.range(0, (size() + Deal.RUN - 1) / Deal.RUN);
    }

    private LongStream spoiltIn(long run, Set<String> fields) {
        LongStream all = LongStream.empty();
        for (Map.Entry<DefectKind, Map<String, Double>> kind : mess.inFields().entrySet()) {
            for (String field : kind.getValue().keySet()) {
                boolean touches = field.equals(Mess.ANY_FIELD)
                        ? kind.getKey().fields().stream().anyMatch(fields::contains)
                        : fields.contains(field);
                if (touches) {
                    all = LongStream.concat(all, befallen(run, kind.getKey(), field, 1));
                }
            }
        }
        return all;
    }

    private LongStream copiesIn(long run) {
        LongStream all = LongStream.empty();
        for (DefectKind kind : COPIES) {
            all = LongStream.concat(all, befallen(run, kind, Mess.ANY_FIELD, 2));
        }
        return all.filter(number -> copy(number) != null).sorted().distinct();
    }

    private LongStream befallen(long run, DefectKind kind) {
        return befallen(run, kind, Mess.ANY_FIELD, 1);
    }

    private LongStream befallen(long run, DefectKind kind, String field, int times) {
        Double share = mess.rates(kind).get(field);
        Deal deal = deals.getOrDefault(kind, Map.of()).get(field);
        return share == null || deal == null || share == 0
                ? LongStream.empty()
                : LongStream.of(deal.befallen(run, Math.min(1, times * share))).filter(number -> number < size());
    }

    private boolean befalls(DefectKind kind, long number) {
        return befalls(kind, Mess.ANY_FIELD, number, 1);
    }

    private boolean befalls(DefectKind kind, String field, long number, int times) {
        Double share = mess.rates(kind).get(field);
        Deal deal = deals.getOrDefault(kind, Map.of()).get(field);
        return share != null && deal != null && deal.befalls(number, Math.min(1, times * share));
    }

    /** Copies stand at odd numbers only, twice as often there, so that nothing is a copy of a copy. */
    private @Nullable DefectKind copy(long number) {
        if ((number & 1) == 1) {
            for (DefectKind kind : COPIES) {
                if (befalls(kind, Mess.ANY_FIELD, number, 2)) {
                    return kind;
                }
            }
        }
        return null;
    }

    private Planted planted(long number) {
        DefectKind copy = copy(number);
        if (copy == null) {
            return own(number);
        }
        Planted original = own(number - 1);
        Customer customer = original.row().truth();
        String key = customer.id() + SECOND;
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(
                copy == DefectKind.EXACT_DUPLICATE
                        ? original.row().fields()
                        : faithful(customer, number).fields());
        List<Label> labels = new ArrayList<>(List.of(new Label(key, Label.WHOLE_RECORD, copy)));
        switch (copy) {
            case EXACT_DUPLICATE -> {
                // What the system itself sets is never copied.
                CustomerRow own = faithful(customer, number);
                for (String field :
                        List.of(CustomerRow.OWNER_ID, CustomerRow.CREATED_AT, CustomerRow.LAST_MODIFIED_AT)) {
                    fields.put(field, own.fields().get(field));
                }
                original.labels().stream()
                        .filter(label -> !label.field().equals(CustomerRow.OWNER_ID)
                                && !label.field().equals(CustomerRow.LAST_MODIFIED_AT))
                        .forEach(label -> labels.add(new Label(key, label.field(), label.kind())));
            }
            case MERGED_RECORD -> fields.put(CustomerRow.MERGED_INTO, customer.id());
            default -> {
                fields.put(CustomerRow.EMAIL, "old." + customer.email());
                fields.put(
                        CustomerRow.CUSTOMER_NUMBER, population.customer(number).id());
                labels.add(new Label(key, CustomerRow.EMAIL, copy));
                labels.add(new Label(key, CustomerRow.CUSTOMER_NUMBER, copy));
            }
        }
        return new Planted(new CustomerRow(key, customer, fields, deleted(number)), labels);
    }

    private Planted own(long number) {
        Customer customer = population.customer(number);
        Map<String, @Nullable Object> fields =
                new LinkedHashMap<>(faithful(customer, number).fields());
        List<Label> labels =
                defects.plant(customer.id(), fields, (kind, field, share) -> befalls(kind, field, number, 1));
        boolean deleted = befalls(DefectKind.DELETED_RECORD, number);
        if (deleted) {
            labels.add(new Label(customer.id(), Label.WHOLE_RECORD, DefectKind.DELETED_RECORD));
        }
        return new Planted(new CustomerRow(customer.id(), customer, fields, deleted), labels);
    }

    private CustomerRow faithful(Customer customer, long number) {
        return CustomerRow.faithful(
                customer,
                CustomerRow.owners().get(population.owner(number)),
                population.timeline().created(number),
                population.timeline().changed(number));
    }

    /** The inquiry with this number as the service desk has it; some end in a prompt injection. */
    public Inquiry inquiry(long number) {
        Inquiry inquiry = population.inquiry(number);
        Request request = request(number, inquiry.text());
        return mess.befalls(request)
                ? new Inquiry(
                        inquiry.subject(),
                        mess.injected(request).reason(),
                        inquiry.customer(),
                        inquiry.status(),
                        inquiry.priority(),
                        inquiry.clerk(),
                        inquiry.tags())
                : inquiry;
    }

    /** The defects of the inquiry with this number, under {@code inquiry-} and the number. */
    public List<Label> inquiryLabels(long number) {
        return mess.befalls(request(number, ""))
                ? List.of(new Label(INQUIRY + number, Label.REASON, DefectKind.PROMPT_INJECTION))
                : List.of();
    }

    private static Request request(long number, String text) {
        return new Request(INQUIRY + number, text, "");
    }

    /** What shows whether an order in a row or an inquiry was obeyed; empty if none was planted. */
    public List<Canary> canaries() {
        return mess.injects() ? List.of(Mess.canary()) : List.of();
    }

    /**
     * Writes all rows, inquiries and labels as JSON lines, one after the other: {@code customers.jsonl},
     * {@code inquiries.jsonl} and {@code labels.jsonl}, and in {@code world.json} what they were made from.
     * {@link #unchanged} makes the same population of them as long as nobody has edited them, {@link MessyWorld#load} reads
     * them in any case.
     *
     * @throws java.io.UncheckedIOException if a file cannot be written
     */
    public void export(Path directory) {
        Origin.write(
                directory,
                this,
                RowFiles.write(
                        directory,
                        LongStream.range(0, size()).mapToObj(this::exported),
                        LongStream.range(0, size()).mapToObj(this::asRequest),
                        labels()));
    }

    /** A row as it is written to files. */
    CustomerRow exported(long number) {
        return row(number).with(CustomerRow.COMPANY, population.company(population.companyOf(number)));
    }

    /**
     * The population that {@link #export} wrote to a directory; empty if none was, or if a file was edited since.
     *
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public static Optional<MessyPopulation> unchanged(Path directory) {
        return Origin.read(directory);
    }

    Mess mess() {
        return mess;
    }

    private Request asRequest(long number) {
        return request(number, inquiry(number).text());
    }

    /**
     * All of it in memory, inquiries as requests, for fakes that want it so.
     *
     * @throws IllegalArgumentException if there are more than 200,000 rows
     */
    public MessyWorld inMemory() {
        if (size() > 200_000) {
            throw new IllegalArgumentException(
                    "this fake holds its world in memory: at most 200000 customers, not " + size());
        }
        List<CustomerRow> rows = LongStream.range(0, size()).mapToObj(this::row).toList();
        List<Request> requests =
                LongStream.range(0, size()).mapToObj(this::asRequest).toList();
        Set<String> canaries = HostileTexts.canariesIn(rows.toString() + requests);
        return new MessyWorld(population.inMemory(), rows, labels().toList(), requests, canaries);
    }
}
