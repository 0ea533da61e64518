package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeRecords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An org's records by object, deleted ones too. */
final class OrgRecords implements FakeRecords {
    private final FakeSalesforce fake;

    OrgRecords(FakeSalesforce fake) {
        this.fake = fake;
    }

    @Override
    public List<String> resources() {
        return fake.withOrg(
                store -> store.schema().types().stream().map(SObjectType::name).toList());
    }

    @Override
    public long count(String resource) {
        return fake.withOrg(store -> store.table(type(store, resource)).size());
    }

    @Override
    public List<Map<String, Object>> page(String resource, long from, int atMost) {
        return fake.withOrg(store -> store.table(type(store, resource)).page(from, atMost).stream()
                .map(OrgRecords::shown)
                .toList());
    }

    private static SObjectType type(Store store, String resource) {
        SObjectType type = store.schema().type(resource);
        if (type == null) {
            throw new IllegalArgumentException("the fake org has no object " + resource);
        }
        return type;
    }

    static Map<String, Object> shown(Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Field field : row.type().fields()) {
            Object value = WireValues.plain(row.get(field.name()));
            if (value != null) {
                fields.put(field.name(), value);
            }
        }
        return fields;
    }

    @Override
    public String add(String resource, Map<String, ? extends @Nullable Object> fields) {
        return fake.insert(resource, fields);
    }
}
