package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeReply;
import dev.sallyport.testkit.spi.FakeRequest;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records reached over a relationship of another record. */
final class Relations {
    private Relations() {}

    static FakeReply serve(FakeRequest request, Call call, Queries queries, Route route) {
        SObjectType type = call.type(route.object());
        Row row = SingleRecords.row(call, type, route.key());
        String name = route.value();
        if (row.isDeleted()) {
            throw Refusal.notFound();
        }
        Field reference = type.relationship(name);
        if (reference != null && call.caller().user().sees(type, reference)) {
            return parent(request, call, row, reference);
        }
        ChildRelationships.Child child = ChildRelationships.find(call.store().schema(), call.caller(), type, name);
        if (child == null) {
            throw Refusal.notFound();
        }
        return children(request, call, queries, row, child);
    }

    private static FakeReply parent(FakeRequest request, Call call, Row row, Field reference) {
        Row parent = call.store().parent(row, reference);
        if (parent == null || parent.isDeleted() || !call.caller().user().can(Permission.READ, parent.type())) {
            throw Refusal.notFound();
        }
        return SingleRecords.get(request, call, parent);
    }

    private static FakeReply children(
            FakeRequest request, Call call, Queries queries, Row row, ChildRelationships.Child child) {
        SoqlRunner runner = new SoqlRunner(call.store(), call.caller(), call.now(), false);
        Soql query = SoqlParser.parse("SELECT " + fields(request.query("fields"), call, child.type()) + " FROM "
                + child.type().name());
        Collection<Row> pointing =
                call.store().table(child.type()).lookUp(child.field().name(), row.id());
        List<Row> rows = runner.rows(query, child.type(), pointing);
        String content =
                row.id() + "/" + child.type().name() + "." + child.field().name();
        return queries.first(request, call, content, rows, Shape.of(query, child.type(), runner));
    }

    private static String fields(@Nullable String asked, Call call, SObjectType type) {
        return asked != null
                ? asked
                : String.join(
                        ",",
                        type.fields().stream()
                                .filter(field -> call.caller().user().sees(type, field))
                                .map(Field::name)
                                .toList());
    }
}
