package dev.sallyport.testkit.mess;

import dev.sallyport.testkit.world.Customer;
import dev.sallyport.testkit.world.Request;
import dev.sallyport.testkit.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One application of a plan to a world. */
final class Planting {

    private final Mess mess;
    private final FieldDefects defects;
    private final World world;
    private final List<Customer> customers;
    private final List<CustomerRow> rows = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();
    private final Set<String> canaries = new LinkedHashSet<>();

    Planting(Mess mess, World world) {
        this.mess = mess;
        this.defects = new FieldDefects(mess);
        this.world = world;
        this.customers = world.customers();
    }

    MessyWorld messyWorld() {
        customers.forEach(this::plant);
        List<Request> requests = world.requests().stream().map(this::request).toList();
        return new MessyWorld(world, rows, labels, requests, canaries);
    }

    private Request request(Request request) {
        if (!mess.befalls(request)) {
            return request;
        }
        labels.add(new Label(request.id(), Label.REASON, DefectKind.PROMPT_INJECTION));
        canaries.add(mess.canary(request));
        return mess.injected(request);
    }

    private void plant(Customer customer) {
        CustomerRow faithful = CustomerRow.faithful(customer);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(faithful.fields());
        List<Label> planted = spoilFields(customer, fields);
        boolean deleted = befalls(DefectKind.DELETED_RECORD, customer);
        if (deleted) {
            planted.add(new Label(customer.id(), Label.WHOLE_RECORD, DefectKind.DELETED_RECORD));
        }
        rows.add(new CustomerRow(customer.id(), customer, fields, deleted));
        labels.addAll(planted);
        int copies = 1;
        if (befalls(DefectKind.MERGED_RECORD, customer)) {
            addMerged(faithful, customer.id() + "~" + ++copies);
        }
        if (befalls(DefectKind.EXACT_DUPLICATE, customer)) {
            addExactDuplicate(customer, fields, deleted, planted, customer.id() + "~" + ++copies);
        }
        if (befalls(DefectKind.NEAR_DUPLICATE, customer) && customers.size() > 1) {
            addNearDuplicate(faithful, customer.id() + "~" + ++copies);
        }
    }

    private List<Label> spoilFields(Customer customer, Map<String, @Nullable Object> fields) {
        List<Label> planted = defects.plant(
                customer.id(),
                fields,
                (kind, field, share) -> draw(kind, field, customer).unit("befalls") < share);
        planted.stream()
                .filter(label -> DefectKind.INJECTIONS.contains(label.kind()))
                .forEach(label -> canaries.addAll(HostileTexts.canariesIn(String.valueOf(fields.get(label.field())))));
        return planted;
    }

    private void addMerged(CustomerRow faithful, String key) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(faithful.fields());
        fields.put(CustomerRow.MERGED_INTO, faithful.key());
        rows.add(new CustomerRow(key, faithful.truth(), fields, true));
        labels.add(new Label(key, Label.WHOLE_RECORD, DefectKind.MERGED_RECORD));
    }

    private void addExactDuplicate(
            Customer customer, Map<String, @Nullable Object> fields, boolean deleted, List<Label> planted, String key) {
        rows.add(new CustomerRow(key, customer, fields, deleted));
        labels.add(new Label(key, Label.WHOLE_RECORD, DefectKind.EXACT_DUPLICATE));
        planted.forEach(label -> labels.add(new Label(key, label.field(), label.kind())));
    }

    private void addNearDuplicate(CustomerRow faithful, String key) {
        Customer customer = faithful.truth();
        Draw draw = draw(DefectKind.NEAR_DUPLICATE, Mess.ANY_FIELD, customer);
        Customer other = customers.get(draw.below("other", customers.size()));
        if (other.id().equals(customer.id())) {
            other = customers.get((customers.indexOf(other) + 1) % customers.size());
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(faithful.fields());
        fields.put(CustomerRow.EMAIL, "old." + customer.email());
        fields.put(CustomerRow.CUSTOMER_NUMBER, other.id());
        rows.add(new CustomerRow(key, customer, fields, false));
        for (String field : List.of(Label.WHOLE_RECORD, CustomerRow.EMAIL, CustomerRow.CUSTOMER_NUMBER)) {
            labels.add(new Label(key, field, DefectKind.NEAR_DUPLICATE));
        }
    }

    private boolean befalls(DefectKind kind, Customer customer) {
        Double share = mess.rates(kind).get(Mess.ANY_FIELD);
        return share != null && draw(kind, Mess.ANY_FIELD, customer).unit("befalls") < share;
    }

    private Draw draw(DefectKind kind, String field, Customer customer) {
        return mess.draw(kind, field, customer.id());
    }
}
