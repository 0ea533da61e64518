package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.salesforce.Field.Trait;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The objects of one kind of org. Immutable. */
final class Schema {
    /** The field that carries the intent of a client in an org that has it. */
    static final String INTENT_FIELD = "Sallyport_Intent__c";

    /** The field that holds the marks of a client's last changes in an org that has it. */
    static final String UPDATES_FIELD = "Sallyport_Updates__c";

    static final String CUSTOMER_NUMBER = "CustomerNumber__c";

    private final Map<String, SObjectType> types = new LinkedHashMap<>();
    private final Map<String, SObjectType> byPrefix = new LinkedHashMap<>();

    Schema(Map<String, List<Field>> customFields) {
        for (SObjectType standard : StandardObjects.all()) {
            SObjectType type = standard.plus(customFields.getOrDefault(standard.name(), List.of()));
            types.put(type.name().toLowerCase(Locale.ROOT), type);
            byPrefix.put(type.prefix(), type);
        }
        for (String object : customFields.keySet()) {
            if (type(object) == null) {
                throw new IllegalArgumentException("the fake org has no object " + object);
            }
        }
    }

    static Field intentField() {
        return Field.text(INTENT_FIELD, 255).with(Trait.EXTERNAL_ID, Trait.UNIQUE, Trait.ID_LOOKUP);
    }

    static Field updatesField() {
        return Field.text(UPDATES_FIELD, 255);
    }

    static Field customerNumber() {
        return Field.text(CUSTOMER_NUMBER, 80).with(Trait.EXTERNAL_ID, Trait.ID_LOOKUP);
    }

    Collection<SObjectType> types() {
        return types.values();
    }

    @Nullable
    SObjectType type(String anyCase) {
        return types.get(anyCase.toLowerCase(Locale.ROOT));
    }

    /** An object that every org has. */
    SObjectType standard(String name) {
        return Objects.requireNonNull(type(name), name);
    }

    /** The object whose records have ids like this one; null if the fake has none. */
    @Nullable
    SObjectType typeOf(String id) {
        return byPrefix.get(Ids.prefix(id));
    }
}
