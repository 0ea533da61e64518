package dev.sallyport.testkit.world;

import java.util.List;
import java.util.Optional;

/** A customer as they truly are; what a CRM holds of them may differ, see {@code dev.sallyport.testkit.mess}. */
public record Customer(
        String id,
        String firstName,
        String lastName,
        Address address,
        String email,
        List<PaymentMethod> paymentMethods) {

    public Customer {
        paymentMethods = List.copyOf(paymentMethods);
    }

    /** The first and the last name with one space between them. */
    public String fullName() {
        return firstName + " " + lastName;
    }

    /** The payment method with this id, empty if the customer has none such. */
    public Optional<PaymentMethod> paymentMethod(String methodId) {
        return paymentMethods.stream()
                .filter(method -> method.id().equals(methodId))
                .findFirst();
    }
}
