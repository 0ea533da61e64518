package dev.sallyport;

import org.jspecify.annotations.Nullable;

/**
 * A postal address as the system holds it; nothing is mended.
 *
 * @param street street and number, several lines joined by line breaks
 * @param city the city
 * @param state state or province
 * @param postalCode postal code as text
 * @param country country as the system writes it
 */
public record Address(
        @Nullable String street,
        @Nullable String city,
        @Nullable String state,
        @Nullable String postalCode,
        @Nullable String country) {
    @Override
    public String toString() {
        return "Address";
    }
}
