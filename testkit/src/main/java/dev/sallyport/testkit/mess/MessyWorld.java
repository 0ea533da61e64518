package dev.sallyport.testkit.mess;

import dev.sallyport.testkit.world.Customer;
import dev.sallyport.testkit.world.Request;
import dev.sallyport.testkit.world.World;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A world as systems hold it: rows and requests with defects in them, and a label for each defect. The labels and
 * {@link #clean} are for a judge; a program that is being tested must not read them. Immutable and thread-safe.
 */
public final class MessyWorld {

    private final World world;
    private final List<CustomerRow> rows;
    private final List<Label> labels;
    private final List<Request> requests;
    private final Set<String> canaries;
    private final Map<String, List<CustomerRow>> rowsByCustomer;
    private final Map<String, List<Label>> labelsByRecord;
    private final Set<String> claimedByOthers;

    MessyWorld(World world, List<CustomerRow> rows, List<Label> labels, List<Request> requests, Set<String> canaries) {
        this.world = world;
        this.rows = List.copyOf(rows);
        this.labels = List.copyOf(labels);
        this.requests = List.copyOf(requests);
        this.canaries = Collections.unmodifiableSet(new LinkedHashSet<>(canaries));
        this.rowsByCustomer = rows.stream()
                .collect(Collectors.groupingBy(row -> row.truth().id(), HashMap::new, Collectors.toUnmodifiableList()));
        this.labelsByRecord = labels.stream()
                .collect(Collectors.groupingBy(Label::record, LinkedHashMap::new, Collectors.toUnmodifiableList()));
        this.claimedByOthers = rows.stream()
                .filter(row -> !row.truth().id().equals(row.text(CustomerRow.CUSTOMER_NUMBER)))
                .map(row -> String.valueOf(row.text(CustomerRow.CUSTOMER_NUMBER)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Reads rows that {@link #export} wrote, or anybody else: {@code customers.jsonl}, and where they are there
     * {@code inquiries.jsonl} and {@code labels.jsonl}.
     *
     * @throws IllegalArgumentException if a line is not what it should be; the message names file and line
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public static MessyWorld load(Path directory) {
        return RowFiles.read(directory);
    }

    /**
     * Writes rows, requests and labels as JSON lines: {@code customers.jsonl}, {@code inquiries.jsonl} and
     * {@code labels.jsonl}.
     *
     * @throws java.io.UncheckedIOException if a file cannot be written
     */
    public void export(Path directory) {
        RowFiles.write(directory, rows.stream(), requests.stream(), labels.stream());
    }

    /** The truth. */
    public World world() {
        return world;
    }

    /** Every row of the CRM, deleted ones too, in the order of the world's customers. */
    public List<CustomerRow> rows() {
        return rows;
    }

    /** The rows that truly are of this customer, deleted ones too; empty if the customer is not known. */
    public List<CustomerRow> rowsOf(String customerId) {
        return rowsByCustomer.getOrDefault(customerId, List.of());
    }

    /** Every defect planted, those of customers first and then those of requests. */
    public List<Label> labels() {
        return labels;
    }

    /** The defects of a row, by its key, or of a request, by its id. */
    public List<Label> labelsOf(String record) {
        return labelsByRecord.getOrDefault(record, List.of());
    }

    /** The requests as the service desk gets them, in the world's order; some end in a prompt injection. */
    public List<Request> requests() {
        return requests;
    }

    /** The words that prompt injections ask for: whoever writes one of them has obeyed. */
    public Set<String> canaries() {
        return canaries;
    }

    /**
     * Whether a customer can surely be found and told apart: exactly one row, not deleted, whose name, zip, e-mail and
     * customer number are there and right up to case, white space and zip+4, and whose number no other row bears.
     */
    public boolean clean(String customerId) {
        List<CustomerRow> own = rowsOf(customerId);
        return own.size() == 1
                && !own.get(0).deleted()
                && !claimedByOthers.contains(customerId)
                && labelsOf(own.get(0).key()).stream().noneMatch(MessyWorld::hidesIdentity);
    }

    private static boolean hidesIdentity(Label label) {
        return switch (label.kind().severity()) {
            case IDENTITY -> true;
            case LOST -> CustomerRow.IDENTITY.contains(label.field());
            case COSMETIC, HOSTILE -> false;
        };
    }

    @Override
    public String toString() {
        Set<Customer> touched = rows.stream()
                .filter(row -> labelsByRecord.containsKey(row.key()))
                .map(CustomerRow::truth)
                .collect(Collectors.toSet());
        return "MessyWorld[" + rows.size() + " rows, " + labels.size() + " defects, " + touched.size()
                + " customers touched]";
    }
}
