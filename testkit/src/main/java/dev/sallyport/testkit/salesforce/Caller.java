package dev.sallyport.testkit.salesforce;

import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param userId the id of their User record
 * @param user their profile
 */
record Caller(String userId, SalesforceUser user) {
    /** The object if it exists for this caller; otherwise it looks as if it did not. */
    @Nullable
    SObjectType visible(Schema schema, String name) {
        SObjectType type = schema.type(name);
        return type != null && user.can(Permission.READ, type) ? type : null;
    }

    SObjectType required(Schema schema, String name) {
        SObjectType type = visible(schema, name);
        if (type == null) {
            throw Refusal.notFound();
        }
        return type;
    }

    /** The field if this caller sees it. */
    @Nullable
    Field field(SObjectType type, String name) {
        Field field = type.field(name);
        return field != null && user.sees(type, field) ? field : null;
    }

    void demand(Permission permission, SObjectType type) {
        if (!user.can(permission, type)) {
            throw Refusal.denied();
        }
    }
}
