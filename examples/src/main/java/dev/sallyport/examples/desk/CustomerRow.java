package dev.sallyport.examples.desk;

import org.jspecify.annotations.Nullable;

/**
 * A customer as the CRM holds them, mess and all: nothing here is trimmed, repaired or trusted.
 *
 * @param id the CRM's id
 * @param customerNumber the number under which the shop knows the customer, such as {@code mei_davis_8935}
 * @param deleted whether the CRM says that the record is deleted or was merged into another
 */
public record CustomerRow(
        String id,
        @Nullable String customerNumber,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String postalCode,
        boolean deleted) {

    @Override
    public String toString() {
        return "CustomerRow[id=" + id + "]";
    }
}
