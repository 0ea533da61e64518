package dev.sallyport.testkit.salesforce;

import dev.sallyport.testkit.spi.FakeRequest;
import tools.jackson.databind.JsonNode;

/** One request in the hands of an endpoint's handler. */
record Visit(FakeRequest request, Endpoint.Found found, Call call, Resources resources) {
    String part(String name) {
        return found.part(name);
    }

    /** The object that the path names. */
    SObjectType type() {
        return call.type(part("object"));
    }

    OrgState state() {
        return resources.state();
    }

    JsonNode body() {
        return SingleRecords.body(request);
    }

    /** A parameter that must be there. */
    String required(String name) {
        String value = request.query(name);
        if (value == null || value.isBlank()) {
            throw Refusal.of(400, "MISSING_ARGUMENT", "Required parameter missing: " + name);
        }
        return value;
    }

    int number(String name, int otherwise) {
        String value = request.query(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("\\d{1,9}")) {
            throw Refusal.of(400, "INVALID_PARAMETER_VALUE", "Invalid value for parameter " + name + ": " + value);
        }
        return Integer.parseInt(value);
    }
}
