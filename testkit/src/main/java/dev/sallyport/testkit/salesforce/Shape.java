package dev.sallyport.testkit.salesforce;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a query shows of each of its records: fields, fields of parents, and lists of children. */
final class Shape {
    private static final int MOST_CHILD_LISTS = 20;

    /** One thing that is shown of a record. */
    private interface Piece {
        void put(ObjectNode json, Row row, RecordView view);
    }

    private final SoqlRunner runner;
    private final List<Piece> pieces = new ArrayList<>();
    private final Set<Column> selected = new HashSet<>();
    private int childLists;

    private Shape(SoqlRunner runner) {
        this.runner = runner;
    }

    /** The shape of a query's records, every name in it looked up. */
    static Shape of(Soql query, SObjectType type, SoqlRunner runner) {
        Shape shape = new Shape(runner);
        query.selected().forEach(selected -> shape.add(query, type, selected));
        return shape;
    }

    /** Just these columns. */
    static Shape of(List<Column> columns, SoqlRunner runner) {
        Shape shape = new Shape(runner);
        columns.forEach(shape::add);
        return shape;
    }

    ObjectNode show(Row row, RecordView view) {
        ObjectNode json = view.selection(row, List.of());
        pieces.forEach(piece -> piece.put(json, row, view));
        return json;
    }

    private void add(Column column) {
        if (!selected.add(column)) {
            throw Refusal.of(
                    400,
                    "MALFORMED_QUERY",
                    "duplicate field selected: " + column.field().name());
        }
        pieces.add((json, row, view) -> view.nest(json, row, column));
    }

    private void add(Soql query, SObjectType type, Soql.Selected selected) {
        if (selected instanceof Soql.FieldName field) {
            named(query, type, field);
        } else if (selected instanceof Soql.AllFields all) {
            runner.allFields(query, type, all).forEach(this::add);
        } else if (selected instanceof Soql.Children children) {
            children(children.query(), type);
        } else if (selected instanceof Soql.TypeOf typeOf) {
            typeOf(query, type, typeOf);
        }
    }

    /** {@code toLabel()} shows what stands there: values and their labels are the same here. */
    private void named(Soql query, SObjectType type, Soql.FieldName field) {
        Column column = runner.plain(query, field, type);
        String alias = field.alias();
        boolean text = field.name().function().equals("FORMAT");
        if (alias == null && !text) {
            add(column);
            return;
        }
        String name = alias == null ? column.field().name() : alias;
        pieces.add((json, row, view) -> {
            Object value = WireValues.plain(column.value(row, runner.store()));
            json.set(name, WireValues.json(text && value != null ? value.toString() : value));
        });
    }

    private void children(Soql query, SObjectType type) {
        if (++childLists > MOST_CHILD_LISTS) {
            throw query.text().malformed(query.from().column(), "too many subqueries: at most 20 are allowed");
        }
        String name = query.from().text();
        ChildRelationships.Child child = ChildRelationships.find(runner.store().schema(), runner.caller(), type, name);
        if (child == null) {
            throw query.text().noRelationship(query.from().column(), name);
        }
        Shape shape = of(query, child.type(), runner);
        String shown = Objects.requireNonNull(ChildRelationships.name(child.type(), child.field()));
        pieces.add((json, row, view) -> {
            Collection<Row> pointing =
                    runner.store().table(child.type()).lookUp(child.field().name(), row.id());
            List<Row> rows = runner.rows(query, child.type(), pointing);
            if (rows.isEmpty()) {
                json.putNull(shown);
            } else {
                json.set(shown, shape.list(rows, view));
            }
        });
    }

    private ObjectNode list(List<Row> rows, RecordView view) {
        ArrayNode records = JsonNodeFactory.instance.arrayNode();
        rows.forEach(row -> records.add(show(row, view)));
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("totalSize", rows.size()).put("done", true).set("records", records);
        return list;
    }

    private void typeOf(Soql query, SObjectType type, Soql.TypeOf typeOf) {
        Field reference = type.relationship(typeOf.reference().text());
        if (reference == null || !reference.polymorphic()) {
            throw query.text()
                    .invalidField(
                            typeOf.reference().column(),
                            "TYPEOF can only be used on a polymorphic relationship, not on '"
                                    + typeOf.reference().text() + "'");
        }
        List<Case> cases = new ArrayList<>();
        for (Soql.Branch branch : typeOf.branches()) {
            SObjectType target = runner.caller()
                    .visible(runner.store().schema(), branch.object().text());
            if (target == null) {
                throw query.text()
                        .invalidType(branch.object().column(), branch.object().text());
            }
            cases.add(new Case(target, columns(query, target, branch.fields())));
        }
        pieces.add((json, row, view) -> json.set(
                Objects.requireNonNull(reference.relationship()),
                target(row, reference, cases, typeOf.otherwise(), query, view)));
    }

    private record Case(SObjectType type, List<Column> columns) {}

    private List<Column> columns(Soql query, SObjectType type, List<Soql.Name> names) {
        return names.stream().map(name -> runner.column(query, name, type)).toList();
    }

    private JsonNode target(
            Row row, Field reference, List<Case> cases, List<Soql.Name> otherwise, Soql query, RecordView view) {
        Row target = runner.store().parent(row, reference);
        if (target == null) {
            return JsonNodeFactory.instance.nullNode();
        }
        for (Case each : cases) {
            if (each.type().equals(target.type())) {
                return view.selection(target, each.columns());
            }
        }
        return view.selection(target, columns(query, target.type(), otherwise));
    }
}
