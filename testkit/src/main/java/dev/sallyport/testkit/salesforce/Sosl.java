package dev.sallyport.testkit.salesforce;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search as it was written.
 *
 * @param scopes what is wanted of which objects; empty for the ids of everything that can be searched
 * @param limit how many records at most over all objects; null for 2,000
 */
record Sosl(
        SearchTerms terms,
        Fields fields,
        List<Soql> scopes,
        @Nullable Integer limit) {
    /** Which fields are searched. */
    enum Fields {
        ALL,
        NAME,
        EMAIL,
        PHONE,
        SIDEBAR;

        boolean hold(Field field) {
            boolean name = field.is(Field.Trait.NAME_FIELD) || "Name".equals(field.compound());
            return switch (this) {
                case ALL -> field.type().isText();
                case NAME -> name;
                case EMAIL -> field.type() == FieldType.EMAIL;
                case PHONE -> field.type() == FieldType.PHONE;
                case SIDEBAR -> name || field.type() == FieldType.EMAIL || field.type() == FieldType.PHONE;
            };
        }
    }
}
