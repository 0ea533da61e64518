package dev.sallyport.testkit.salesforce;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names under which parents know the records that point to them. */
final class ChildRelationships {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("Account.ParentId", "ChildAccounts"),
            Map.entry("Contact.AccountId", "Contacts"),
            Map.entry("Opportunity.AccountId", "Opportunities"),
            Map.entry("Case.AccountId", "Cases"),
            Map.entry("Case.ContactId", "Cases"),
            Map.entry("Case.ParentId", "Cases"),
            Map.entry("Task.WhoId", "Tasks"),
            Map.entry("Task.WhatId", "Tasks"),
            Map.entry("Event.WhoId", "Events"),
            Map.entry("Event.WhatId", "Events"),
            Map.entry("Note.ParentId", "Notes"));

    private ChildRelationships() {}

    /** Records of an object that point to a parent by one of their fields. */
    record Child(SObjectType type, Field field) {}

    /** The name that a parent has for them; null if it has none. */
    static @Nullable String name(SObjectType child, Field field) {
        if (field.custom()) {
            return child.name() + "s__r";
        }
        return NAMES.get(child.name() + "." + field.name());
    }

    /** The children that the caller can read by that name, whatever its case; null if there are none. */
    static @Nullable Child find(Schema schema, Caller caller, SObjectType parent, String name) {
        for (SObjectType child : schema.types()) {
            for (Field field : child.fields()) {
                if (field.targets().contains(parent.name())
                        && name.equalsIgnoreCase(name(child, field))
                        && caller.user().can(Permission.READ, child)
                        && caller.user().sees(child, field)) {
                    return new Child(child, field);
                }
            }
        }
        return null;
    }
}
