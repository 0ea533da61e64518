package dev.sallyport.examples.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a text says about who wrote it and which orders it is about. Nothing of it is believed before a record agrees.
 *
 * @param emails in lower case, those that the customer calls theirs
 * @param userIds in lower case
 * @param names those in user ids too
 * @param orderIds in the shop's form, {@code #W2378156}
 * @param newEmail the address to which the text wants the customer's changed
 */
record Claims(
        List<String> emails,
        List<String> userIds,
        List<PersonName> names,
        List<String> zips,
        List<String> orderIds,
        @Nullable String newEmail) {

    Claims {
        emails = List.copyOf(emails);
        userIds = List.copyOf(userIds);
        names = List.copyOf(names);
        zips = List.copyOf(zips);
        orderIds = List.copyOf(orderIds);
    }

    @Override
    public String toString() {
        return "Claims[orderIds=" + orderIds + "]";
    }
}
